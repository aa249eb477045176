"""Adding a clinic to clinics.csv without touching its other rows."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.clinics import append_clinic, read_clinics
from scrapers.clinics.rows import COLUMNS, SLUG
from scrapers.errors import ClinicsError
from scrapers.items import Clinic
from tests.scrapers.clinics.clinic_files import FULL, SMALL, file, write

__all__ = ["file"]
"""A fixture that pytest finds by its name."""


def test_the_first_clinic_begins_the_file_with_all_columns(file: Path) -> None:
    append_clinic(file, SMALL)
    assert file.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("slug", "place"), [("aster", 1), ("birch-2", 2), ("elm", 4), ("zinnia", 6)]
)
def test_a_clinic_goes_to_its_place_in_a_sorted_file(file: Path, slug: str, place: int) -> None:
    old = ["slug,website,note", "birch,https://b.example,", 'cedar,https://c.example,"two']
    old += ['lines, here"', "fir,https://f.example,"]
    write(file, *old)
    append_clinic(file, replace(SMALL, slug=slug))
    lines = file.read_text(encoding="utf-8").splitlines()
    assert slug in lines[place if place < len(lines) else -1]
    assert [line for line in lines if not line.startswith(f"{slug},")] == old


def test_a_clinic_goes_to_the_end_of_an_unsorted_file(file: Path) -> None:
    write(file, "slug,website", "pine,https://p.example", "fir,https://f.example")
    append_clinic(file, SMALL)
    assert [clinic.slug for clinic in read_clinics(file).clinics] == ["pine", "fir", "oak"]


def test_other_rows_stay_byte_for_byte(file: Path) -> None:
    old = b'\xef\xbb\xbfname,slug,website\r\n"M\xc3\xbcller", fir ,"https://f.example"'
    file.write_bytes(old)
    append_clinic(file, SMALL)
    assert file.read_bytes() == old + b"\r\n,oak,https://oak.example\r\n"


def test_the_rights_of_the_file_stay(file: Path) -> None:
    append_clinic(file, SMALL)
    file.chmod(0o640)
    append_clinic(file, FULL)
    assert file.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_link_to_the_file_stays_a_link(file: Path, tmp_path: Path) -> None:
    append_clinic(file, SMALL)
    link = tmp_path / "link.csv"
    link.symlink_to(file)
    append_clinic(link, FULL)
    assert link.is_symlink()
    assert len(read_clinics(file).clinics) == 2


@pytest.mark.parametrize(
    ("clinic", "why"),
    [
        (SMALL, "line 2, column slug, 'oak': is already in the file"),
        (replace(SMALL, slug="Elm"), "column slug, 'Elm': is not lower-case"),
        (replace(SMALL, slug="elm", website="elm"), "column website, 'elm': lacks its scheme"),
        (
            replace(SMALL, slug="elm", city="Reno"),
            "column city, 'Reno': the file has no such column; name it in line 1",
        ),
    ],
)
def test_a_clinic_that_does_not_fit_leaves_the_file_as_it_was(
    file: Path, clinic: Clinic, why: str
) -> None:
    old = write(file, "slug,website", "oak,https://oak.example").read_bytes()
    with pytest.raises(ClinicsError, match=re.escape(f"{file}: {why}")):
        append_clinic(file, clinic)
    assert file.read_bytes() == old


def test_a_bad_clinic_begins_no_file(file: Path) -> None:
    with pytest.raises(ClinicsError, match="column slug"):
        append_clinic(file, replace(SMALL, slug=""))
    assert not file.exists()


def test_a_clinic_cannot_be_added_to_a_file_with_problems(file: Path) -> None:
    write(file, "slug,website", "oak,")
    with pytest.raises(ClinicsError, match="line 2, column website"):
        append_clinic(file, FULL)


def test_a_file_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ClinicsError, match="cannot be written"):
        append_clinic(tmp_path / "file" / "clinics.csv", SMALL)


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)


SLUGS = st.lists(st.from_regex(SLUG, fullmatch=True), unique=True, min_size=1, max_size=5)


@settings(deadline=None, max_examples=30)  # each clinic is a file written to the disk
@given(slugs=SLUGS, words=WORDS)
def test_clinics_added_in_any_order_come_back_sorted_and_whole(
    tmp_path_factory: pytest.TempPathFactory, slugs: list[str], words: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "grown.csv"
    file.unlink(missing_ok=True)
    clinics = [replace(FULL, slug=slug, name=f"{words}, \n{words}") for slug in slugs]
    for clinic in clinics:
        append_clinic(file, clinic)
    assert list(read_clinics(file).clinics) == sorted(clinics, key=lambda clinic: clinic.slug)
