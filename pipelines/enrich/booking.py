"""Which links make an appointment: by the host of a booking service, or by their words."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.enrich.cues import FOLDER
from pipelines.enrich.kinds_of_rows import rows_of_kinds
from pipelines.items import Link
from scrapers.csv_table import Layout
from scrapers.errors import VocabularyError

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
    rows = rows_of_kinds(folder / "booking.csv", LAYOUT, ("host",), ("wording",))
    hosts = [row["name"].partition("/") for row in rows if row["kind"] == "host"]
    words = "|".join(row["name"] for row in rows if row["kind"] == "wording")
    return Booking(
        hosts=frozenset((host, f"/{begin}") for host, _, begin in hosts),
        wording=re.compile(words or r"(?!)", re.IGNORECASE),
    )
