"""Values as words for readers: days, instants, counts, sources. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from pipelines.items import CopyKind, DateSource
from pipelines.reports.formatting import count, instant, label, listing
from scrapers.reasons import REASON_TEXTS, Reason

__all__ = [
    "END_STATES",
    "HEAT",
    "copy_kind",
    "count",
    "coverage",
    "date_source",
    "day",
    "end_state",
    "heat",
    "host",
    "instant",
    "label",
    "listing",
    "month",
    "number",
    "reason",
    "safe_url",
    "share",
]
"""What templates and other views find here, the phrases of other reports among them."""

END_STATES = {
    "done": "complete",
    "limited": "stopped at the limit",
    "budget": "stopped at the budget of pages or bytes",
    "no_posts": "no posts found",
    "lost_posts": "had posts before, has none now",
    "unreachable": "could not be reached",
    "tls_error": "its certificate is broken",
    "not_found": "its home page is gone",
    "forbidden": "it refuses us",
    "rate_limited": "it asked for a pause",
    "server_error": "its server fails",
    "bot_wall": "a check for robots keeps us out",
    "consent_wall": "it shows nothing before a consent",
    "needs_js": "it is empty without a browser",
    "parked": "its domain is parked",
    "hacked": "it shows spam in the clinic's place",
    "robots": "robots.txt forbids it",
    "private_address": "a private address",
    "unsettled": "its posts could not be settled in time",
    "interrupted": "interrupted",
    "error": "a fault of dripfeed",
}


def day(text: str | None) -> str:
    """2026-11-21 or the day of an instant as "21 November 2026"; "" for None, else unchanged."""
    try:
        read = date.fromisoformat((text or "")[:10])
    except ValueError:
        return text or ""
    return f"{read.day} {read:%B %Y}"


def reason(name: str | None) -> str:
    """Why an address is no post, in a sentence; an unknown reason as it is."""
    try:
        return REASON_TEXTS[Reason(name or "")]
    except ValueError:
        return label(name) or "no reason was stored"


def end_state(name: str | None) -> str:
    """How the visit to a clinic ended, in words; None is a run that did not come to its end."""
    return END_STATES.get(name or "interrupted", label(name))


def date_source(name: str | None) -> str:
    """Where a date was read, in words; an unknown source as it is."""
    try:
        return DateSource(name or "").text
    except ValueError:
        return label(name)


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


def copy_kind(name: str | None) -> str:
    """What two posts share, in words; an unknown kind as it is."""
    try:
        return CopyKind(name or "").text
    except ValueError:
        return label(name)
