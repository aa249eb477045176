"""Clinics and files of clinics, for the tests that read and add them."""

from pathlib import Path

import pytest

from scrapers.items import Clinic

FULL = Clinic(
    slug="elm-street-infusions",
    name="Elm Street Infusions, PLLC",
    website="https://elm.example",
    blog_url="https://elm.example/news/",
    feed_url="https://elm.example/feed/",
    kind="ketamine",
    city="Denver",
    state="CO",
    country="US",
    latitude=39.7392,
    longitude=-104.9903,
    note='opened 2024 as "Elm"',
)
SMALL = Clinic(slug="oak", website="https://oak.example")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "clinics.csv"


def write(file: Path, *lines: str) -> Path:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
