"""Booking links: recognised by the host of a booking service, or by their anchor text."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.enrich.citations.evidence import rows_of_kinds
from pipelines.enrich.vocabulary_files import packaged_files
from pipelines.items import Link
from scrapers.clinics.csv_table import Layout
from scrapers.errors import VocabularyError

LAYOUT = Layout(
    columns=("kind", "name", "match", "no_match", "source", "checked_on"),
    required=("kind", "name", "match"),
    error=VocabularyError,
    missing="it comes with dripfeed; take it from there again",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """The rows of booking.csv, compiled."""

    hosts: Mapping[str, tuple[str, ...]]
    """Starts of paths, by host, subdomains included."""
    anchor_start: re.Pattern[str]
    """How the anchor text of such a link begins."""

    def is_booking(self, link: Link) -> bool:
        """Return whether a visit can be booked at the link."""
        try:
            parts = urlsplit(link.url)
            host = (parts.hostname or "").lower()
        except ValueError:
            return False
        if parts.scheme not in ("http", "https"):
            return False
        labels = host.split(".")
        names = (".".join(labels[at:]) for at in range(len(labels)))
        by_host = any(parts.path.startswith(self.hosts.get(name, ())) for name in names)
        return by_host or bool(self.anchor_start.match(link.anchor.strip()))


@cache
def packaged_booking() -> Booking:
    """Return the rows of dripfeed's own booking.csv, read once per process."""
    return read_booking(packaged_files().booking)


def read_booking(path: Path) -> Booking:
    """Read a file such as booking.csv.

    Raises: VocabularyError, which names file, line, column and value of each problem.
    """
    rows = rows_of_kinds(path, LAYOUT, ("host",), ("wording",))
    hosts: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in rows:
        if row["kind"] == "host":
            host, _, path_start = row["name"].partition("/")
            hosts[host] += (f"/{path_start}",)
    patterns = "|".join(row["name"] for row in rows if row["kind"] == "wording")
    return Booking(
        hosts=dict(hosts),
        anchor_start=re.compile(patterns or r"(?!)", re.IGNORECASE),
    )
