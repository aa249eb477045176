"""Labels for readers: dates, counts, sources, reasons, results. Pure."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from pipelines.items import (
    AuthorKind,
    CitationKind,
    ClaimKind,
    ContactKind,
    CopyKind,
    DateSource,
    Kind,
    LinkKind,
    Role,
)
from pipelines.reports.formatting import code_label, count, instant, label, listing
from scrapers.codes.end_states import EndState
from scrapers.items import Route
from scrapers.reasons import Reason

__all__ = [
    "HEAT",
    "author_kind",
    "block_kind",
    "citation_kind",
    "claim_kind",
    "contact_kind",
    "copy_kind",
    "copy_kinds",
    "count",
    "coverage",
    "date_source",
    "day",
    "end_look",
    "end_state",
    "heat",
    "host",
    "instant",
    "label",
    "link_kind",
    "listing",
    "month",
    "number",
    "reason",
    "role",
    "route",
    "share",
]
"""Names that templates use, including the functions of `formatting`."""

author_kind = partial(code_label, AuthorKind)
block_kind = partial(code_label, Kind)
citation_kind = partial(code_label, CitationKind)
claim_kind = partial(code_label, ClaimKind)
contact_kind = partial(code_label, ContactKind)
copy_kind = partial(code_label, CopyKind)
date_source = partial(code_label, DateSource)
link_kind = partial(code_label, LinkKind)
role = partial(code_label, Role)
route = partial(code_label, Route)
"""The label of a code; one that is not known as it is."""

copy_kinds: tuple[CopyKind, ...] = tuple(CopyKind)


def day(text: str | None) -> str:
    """2026-11-21 or the day of an instant as "21 November 2026"; "" for None, else unchanged."""
    try:
        parsed = date.fromisoformat((text or "")[:10])
    except ValueError:
        return text or ""
    return f"{parsed.day} {parsed:%B %Y}"


def reason(code: str | None) -> str:
    """Why a URL is not a post; an unknown reason as stored."""
    member = Reason.of(code)
    return member.sentence if member else label(code) or "no reason was stored"


def end_state(code: str | None) -> str:
    """The result of a visit; None means that the run was interrupted."""
    return code_label(EndState, code or EndState.INTERRUPTED)


def end_look(code: str | None) -> str:
    """Whether a result is good, held or bad: the class by which a page colours it."""
    member = EndState.of(code or EndState.INTERRUPTED)
    return member.after.look if member else "bad"


def share(part: float | None) -> str:
    """0.983 as "98.3%", 0.5 as "50%"; "" for None."""
    return "" if part is None else f"{100 * part:.1f}".removesuffix(".0") + "%"


def host(url: str | None) -> str:
    """The host name of a URL, without www."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def coverage(visit: Mapping[str, Any]) -> str:
    """One row of run_clinics as sentences."""
    urls = f"{count(visit['listed'], 'URL')} listed, {visit['fetched']:,} fetched"
    not_posts = f"{visit['skipped']:,} skipped, {visit['failed']:,} failed"
    counts = [f"{visit[name]:,} {name}" for name in ("new", "changed", "unchanged")]
    return f"{urls}, {not_posts}. Posts: {', '.join(counts)}."


def month(text: str | None) -> str:
    """2026-11 as "November 2026"; anything else unchanged."""
    try:
        return f"{date.fromisoformat(f'{text}-01'):%B %Y}"
    except ValueError:
        return text or ""


def number(value: float | None) -> str:
    """1200 as "1,200", 8.25 as "8.25"; None is "–"."""
    if value is None:
        return "–"
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0")


HEAT = (0, 10, 25, 50)
"""Shares in percent from which a cell of a matrix gets one shade darker."""


def heat(percent: float | None) -> int:
    """The shade of a cell: 0 without posts, 1 to 4 by the share of posts."""
    return 0 if percent is None else sum(percent >= step for step in HEAT)
