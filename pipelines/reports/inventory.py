"""The inventory of a clinic as a sentence: what its routes list, and what became of it. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.reports.formatting import code_label
from scrapers.items import Route
from scrapers.reasons import Reason

Row = Mapping[str, Any]


def in_words(routes: Sequence[Row], ends: Sequence[Row]) -> str:
    """The inventory of one clinic as a sentence without its full stop.

    routes, ends: rows of the reports `inventory` and `inventory_ends` for the clinic.
    Example: "sitemap 84, API 91, feed 10; 100 posts; 7 only in the API; 3 listed URLs are 404".
    """
    return "; ".join(clause for clause in _clauses(routes, ends) if clause)


def routes_in_words(routes: Sequence[Row]) -> str:
    """How many URLs each route listed: "sitemap 84, API 91, feed 10"."""
    counts = ", ".join(f"{route_name(row['route'])} {row['listed']:,}" for row in routes)
    return counts or "no route listed anything"


def _clauses(routes: Sequence[Row], ends: Sequence[Row]) -> Iterator[str]:
    yield routes_in_words(routes)
    yield _posts(ends)
    for row in routes:
        if row["posts_only_here"] and len(routes) > 1:
            yield f"{row['posts_only_here']:,} only in the {route_name(row['route'])}"
    missing = sum(row["addresses"] for row in ends if _is_missing(row))
    yield f"{missing:,} listed {'URL is' if missing == 1 else 'URLs are'} 404" if missing else ""
    aliases = _count(ends, is_alias=1)
    noun = "URL" if aliases == 1 else "URLs"
    yield f"{aliases:,} other {noun} of posts" if aliases else ""
    yield _by_reason("not posts", [row for row in ends if _is_not_a_post(row)])
    yield _by_reason("could not be read", [row for row in ends if row["state"] == "failed"])
    waiting = sum(_count(ends, state=state) for state in ("listed", "fetched"))
    yield f"{waiting:,} still to be fetched" if waiting else ""


def route_name(route: str) -> str:
    """The name of a route in sentences."""
    return code_label(Route, route)


def _posts(ends: Sequence[Row]) -> str:
    posts = _count(ends, state="post")
    return f"{posts:,} {'post' if posts == 1 else 'posts'}" if posts else ""


def _is_not_a_post(row: Row) -> bool:
    return row["state"] == "skipped" and not row["is_alias"] and not _is_missing(row)


def _is_missing(row: Row) -> bool:
    """Whether the row counts URLs without a page, by the status or by the text of the page."""
    reason = Reason.of(row["reason"])
    return reason is not None and reason.effect.is_missing_page


def _by_reason(heading: str, rows: Sequence[Row]) -> str:
    """ "12 not posts (9 archives, 3 without text)"; "" for no rows."""
    if not rows:
        return ""
    parts = ", ".join(f"{row['addresses']:,} {_why(row['reason'])}" for row in rows)
    return f"{sum(row['addresses'] for row in rows):,} {heading} ({parts})"


def _why(reason: str | None) -> str:
    return code_label(Reason, reason) or "unknown"


def _count(ends: Sequence[Row], **values: object) -> int:
    rows = (row for row in ends if all(row[key] == value for key, value in values.items()))
    return sum(row["addresses"] for row in rows)
