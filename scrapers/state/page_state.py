"""What is remembered of an address, and what follows from it."""

from dataclasses import dataclass
from datetime import timedelta

from scrapers.items import Listed, Location, PageRef, Route
from scrapers.reasons import Reason
from scrapers.state.timestamps import end_of, format_timestamp, parse_moment, parse_timestamp

FIRST_RECHECK = timedelta(days=7)
LAST_RECHECK = timedelta(days=180)
"""A page that does not change is looked at again after a week, then ever more rarely.

Source: the doubling of intervals while nothing changes follows news crawlers (1.5 times per visit)
and RFC 9111, 4.2.2 (freshness as a share of the time since the last change).
"""
PATIENCE = 3
"""Failures that each next run tries again; then the pauses grow by the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResponse:
    """The newest good answer of an address, as it lies in the archive."""

    etag: str | None
    last_modified: str | None
    location: Location
    attempts: int
    """Requests made so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """What is remembered of an address that a route lists."""

    url: str
    state: str
    """listed, fetched, post, skipped or failed."""
    fetched_at: str | None
    """When its body was fetched; None if it never was."""
    refs: tuple[PageRef, ...]
    """What each route says of it."""
    checked_at: str | None = None
    """When the server last confirmed the body, or refused the page; None if it was not asked."""
    reason: str | None = None
    """Why it is no post."""
    attempts: int = 0
    """Requests made so far."""

    @property
    def is_unread(self) -> bool:
        """Whether no final answer was read yet: never fetched, or the last try failed."""
        return self.state in {"listed", "failed"}

    @property
    def asked_at(self) -> str | None:
        """When the server was last asked; None if it never was."""
        return max((at for at in (self.fetched_at, self.checked_at) if at), default=None)

    def claims(self, now: str) -> tuple[Route, ...]:
        """The routes that name a change after the page was last asked for.

        A day that is not over is no claim yet, nor is any time in the future.
        """
        asked_at = self.asked_at
        if asked_at is None:
            return ()
        return tuple(ref.route for ref in self.refs if asked_at < (_changed_at(ref) or "") <= now)

    def is_worth_a_retry(self, now: str) -> bool:
        """Whether a page that failed is tried again: each run at first, then ever more rarely."""
        late = self.attempts - PATIENCE
        if self.state != "failed" or late <= 0 or self.checked_at is None:
            return True
        pause = min(timedelta(days=2 ** min(late, 8)), LAST_RECHECK)
        return format_timestamp(parse_moment(self.checked_at) + pause) <= now

    def recheck_at(self) -> str | None:
        """When the page is looked at again though no route names a change; None for never.

        Twice as late each time that nothing changed.
        """
        asked_at = self.asked_at
        if asked_at is None or self.reason == Reason.DUPLICATE:
            return None
        if self.fetched_at is None:
            return format_timestamp(parse_moment(asked_at) + LAST_RECHECK)
        unchanged_for = parse_moment(asked_at) - parse_moment(self.fetched_at)
        wait = min(max(unchanged_for, FIRST_RECHECK), LAST_RECHECK)
        return format_timestamp(parse_moment(asked_at) + wait)

    @property
    def has_body(self) -> bool:
        """Whether a route gives the body, so that a page without one is read all the same."""
        return any(ref.hints.body for ref in self.refs)

    @property
    def is_likely_post(self) -> bool:
        """Whether a route lists it among posts, and not only a sitemap among all pages."""
        return any(
            ref.route is not Route.SITEMAP or ref.hints.listed is Listed.POST for ref in self.refs
        )

    @property
    def newest_change(self) -> str:
        """The latest time that any route names; "" for none."""
        told = (
            parse_timestamp(text)
            for ref in self.refs
            for text in (ref.lastmod, ref.hints.published, ref.hints.modified)
        )
        return max((moment for moment in told if moment), default="")


def _changed_at(ref: PageRef) -> str | None:
    """The latest change that a route names: its date of change, or a newer day of publication."""
    told = (end_of(text) for text in (ref.lastmod, ref.hints.modified, ref.hints.published))
    return max((moment for moment in told if moment), default=None)
