"""Which links make an appointment: by the host of a booking service, or by their words."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.enrich.cues import FOLDER
from pipelines.items import Link
from scrapers.csv_table import Layout, Problem, read_table
from scrapers.errors import VocabularyError

KINDS = ("host", "wording")
LAYOUT = Layout(
    columns=("kind", "name", "match", "no_match", "source", "checked_on"),
    required=("kind", "name", "match"),
    error=VocabularyError,
    missing="it comes with dripfeed; take it from there again",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """What booking.csv knows."""

    hosts: frozenset[tuple[str, str]]
    """Host, subdomains included, and how its path begins."""
    wording: re.Pattern[str]
    """How the visible words of such a link begin."""

    def is_booking(self, link: Link) -> bool:
        """Whether a link leads to where a visit is booked."""
        try:
            parts = urlsplit(link.url)
            host = (parts.hostname or "").lower()
        except ValueError:
            return False
        if parts.scheme not in ("http", "https"):
            return False
        by_host = any(
            (host == name or host.endswith(f".{name}")) and parts.path.startswith(path)
            for name, path in self.hosts
        )
        return by_host or bool(self.wording.match(link.anchor.strip()))


@cache
def known_booking(folder: Path = FOLDER) -> Booking:
    """The rows of booking.csv, read once per process.

    Raises: VocabularyError, which names file, line, column and value of each problem.
    """
    path = folder / "booking.csv"
    table = read_table(path, LAYOUT)
    found: list[Problem] = []
    rows: list[Mapping[str, str]] = []
    for row in table.rows:
        if wrong_length := table.length_problem(row):
            found.append(wrong_length)
            continue
        cells = dict(zip(table.columns, row.cells, strict=True))
        found += _problems(cells, row.line)
        rows.append(cells)
    if found:
        raise LAYOUT.fault(path, found)
    hosts = [row["name"].partition("/") for row in rows if row["kind"] == "host"]
    words = "|".join(row["name"] for row in rows if row["kind"] == "wording")
    return Booking(
        hosts=frozenset((host, f"/{begin}") for host, _, begin in hosts),
        wording=re.compile(words or r"(?!)", re.IGNORECASE),
    )


def _problems(cells: Mapping[str, str], line: int) -> Iterator[Problem]:
    for column in LAYOUT.required:
        if not cells.get(column):
            yield Problem("is empty", line, column)
    if cells["kind"] not in KINDS:
        yield Problem(f"is none of {', '.join(KINDS)}", line, "kind", cells["kind"])
    if cells["kind"] == "wording":
        try:
            re.compile(cells["name"])
        except re.error as error:
            yield Problem(f"is no regular expression: {error}", line, "name", cells["name"])
