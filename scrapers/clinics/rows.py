"""Validates a row of clinics.csv, and converts between rows and Clinics."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from scrapers.clinics.csv_table import Layout, Problem
from scrapers.errors import ClinicsError
from scrapers.items import Clinic
from scrapers.urls import is_safe

COLUMNS = tuple(field.name for field in fields(Clinic))
REQUIRED = ("slug", "website")

LAYOUT = Layout(
    columns=COLUMNS,
    required=REQUIRED,
    error=ClinicsError,
    missing="run `dripfeed init` to make one, in the folder where you want to work",
)

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def find_problems(cells: Mapping[str, str], line: int | None = None) -> Iterator[Problem]:
    """Yield the problems of a row, a mapping of column name to stripped text."""
    yield from LAYOUT.missing_values(cells, line, "is empty, every clinic needs one")
    for column, check in CHECKS.items():
        value = cells.get(column)
        if value and (why := check(value)):
            yield Problem(why, line, column, value)


def to_clinic(cells: Mapping[str, str]) -> Clinic:
    """Convert a valid row to a Clinic; empty cells become None."""
    filled = {column: cells[column] for column in COLUMNS if cells.get(column)}
    return Clinic(**{column: READERS.get(column, str)(text) for column, text in filled.items()})


def to_cells(clinic: Clinic) -> dict[str, str]:
    """Convert a Clinic to a row, column name to text; None becomes an empty cell."""
    values = {column: getattr(clinic, column) for column in COLUMNS}
    return {column: "" if value is None else str(value) for column, value in values.items()}


def _slug(value: str) -> str | None:
    if SLUG.fullmatch(value):
        return None
    return "is not lower-case letters and digits in words joined by hyphens, such as mind-spa"


def _url(value: str) -> str | None:
    if is_safe(value):
        return None
    if "://" not in value and is_safe(f"https://{value}"):
        return f"lacks its scheme: write https://{value}"
    return "is not an http(s) URL with a host and without a user name"


def _degrees(limit: int) -> Callable[[str], str | None]:
    def check(value: str) -> str | None:
        try:
            inside = -limit <= float(value) <= limit
        except ValueError:
            return "is not a number (with a point, such as 39.7392)"
        return None if inside else f"is not between -{limit} and {limit} degrees"

    return check


CHECKS: dict[str, Callable[[str], str | None]] = {
    "slug": _slug,
    "website": _url,
    "blog_url": _url,
    "feed_url": _url,
    "latitude": _degrees(90),
    "longitude": _degrees(180),
}
"""Column to a function that returns why a value is invalid; None for a valid value."""
READERS: dict[str, Callable[[str], Any]] = {"latitude": float, "longitude": float}
"""Column to a function that converts its cell; all other cells are texts."""
