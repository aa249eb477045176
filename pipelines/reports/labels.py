"""Values as words for readers: days, instants, counts, sources. Pure."""

import re
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
from scrapers.end_states import EndState
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
    "safe_url",
    "share",
]
"""What templates and other views find here, the phrases of other reports among them."""

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
        read = date.fromisoformat((text or "")[:10])
    except ValueError:
        return text or ""
    return f"{read.day} {read:%B %Y}"


def reason(code: str | None) -> str:
    """Why an address is no post, in a sentence; an unknown reason as it is."""
    member = Reason.of(code)
    return member.sentence if member else label(code) or "no reason was stored"


def end_state(code: str | None) -> str:
    """How the visit to a clinic ended, in words; None is a run that did not come to its end."""
    return code_label(EndState, code or EndState.INTERRUPTED)


def end_look(code: str | None) -> str:
    """Whether an end is good, held or bad: the class by which a page colours it."""
    member = EndState.of(code or EndState.INTERRUPTED)
    return member.after.look if member else "bad"


def share(part: float | None) -> str:
    """0.983 as "98.3 %", whole where it is; "" for None."""
    return "" if part is None else f"{100 * part:.1f}".removesuffix(".0") + " %"


def host(url: str | None) -> str:
    """The host of an address, without www."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def safe_url(url: str | None) -> str | None:
    """The address if it is http or https, so that a click runs no script; else None."""
    return url if url and re.match(r"https?://", url, re.IGNORECASE) else None


def coverage(visit: Mapping[str, Any]) -> str:
    """One row of run_clinics as sentences."""
    listed = count(visit["listed"], "address", "addresses")
    ends = listing(
        [
            f"{visit['new']:,} new",
            f"{visit['changed']:,} changed",
            f"{visit['unchanged']:,} unchanged",
        ]
    )
    losses = f"{visit['skipped']:,} skipped and {visit['failed']:,} failed"
    fetched = f"{visit['fetched']:,} fetched"
    return f"{listed} listed, {fetched}. Of the posts {ends}; of the addresses {losses}."


def month(text: str | None) -> str:
    """2026-11 as "November 2026"; anything else unchanged."""
    try:
        return f"{date.fromisoformat(f'{text}-01'):%B %Y}"
    except ValueError:
        return text or ""


def number(value: float | None) -> str:
    """1200 as "1,200", 8.25 as "8.2"; None is "–"."""
    if value is None:
        return "–"
    if isinstance(value, int) or value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}".rstrip("0")


HEAT = (0, 10, 25, 50)
"""Shares in percent from which a cell of a matrix is one shade darker."""


def heat(percent: float | None) -> int:
    """The shade of a cell: 0 for no post, 1 to 4 by the share of posts."""
    return 0 if percent is None else sum(percent >= step for step in HEAT)
