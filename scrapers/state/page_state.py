"""The stored state of a page: when to fetch it again, and which routes claim a change."""

from dataclasses import dataclass
from datetime import timedelta

from scrapers.items import Listed, Location, PageRef, Route
from scrapers.reasons import Reason
from scrapers.state.timestamps import (
    format_timestamp,
    latest_timestamp,
    parse_moment,
    parse_timestamp,
)

MIN_RECHECK = timedelta(days=7)
MAX_RECHECK = timedelta(days=180)
"""Recheck interval of an unchanged page: a week at first, then twice as long each time.

Source: news crawlers lengthen the interval 1.5 times per visit while nothing changes, and RFC 9111,
4.2.2 derives freshness from the time since the last change.
"""
PROMPT_RETRIES = 3
"""Failed attempts that the next run retries at once; after that the delay grows in days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedResponse:
    """The last successful response of a URL, and its location in the archive."""

    etag: str | None
    last_modified: str | None
    location: Location
    attempts: int
    """Requests made so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """What the frontier knows about a URL that a route listed."""

    url: str
    state: str
    """listed, fetched, post, skipped or failed."""
    fetched_at: str | None
    """When the stored body was fetched; None if it never was."""
    refs: tuple[PageRef, ...]
    """What each route says about it."""
    checked_at: str | None = None
    """When the server last confirmed the body or refused the page; None if it did neither."""
    reason: str | None = None
    """Why it is not a post."""
    attempts: int = 0
    """Requests made so far."""

    @property
    def is_unread(self) -> bool:
        """Whether there is no final outcome yet: never fetched, or the last attempt failed."""
        return self.state in {"listed", "failed"}

    @property
    def requested_at(self) -> str | None:
        """When the page was last requested; None if it never was."""
        return max((at for at in (self.fetched_at, self.checked_at) if at), default=None)

    def claiming_routes(self, now: str) -> tuple[Route, ...]:
        """The routes that claim a change after the page was last requested.

        A date counts only when the day is over, and a time in the future does not count.
        """
        requested_at = self.requested_at
        if requested_at is None:
            return ()
        return tuple(
            ref.route for ref in self.refs if requested_at < (_changed_at(ref) or "") <= now
        )

    def is_due_for_retry(self, now: str) -> bool:
        """Whether a failed page is retried: by every run at first, then with exponential delay."""
        late_retries = self.attempts - PROMPT_RETRIES
        if self.state != "failed" or late_retries <= 0 or self.checked_at is None:
            return True
        pause = min(timedelta(days=2 ** min(late_retries, 8)), MAX_RECHECK)
        return format_timestamp(parse_moment(self.checked_at) + pause) <= now

    def recheck_at(self) -> str | None:
        """When to fetch the page again although no route claims a change; None for never.

        The interval doubles each time that nothing changed.
        """
        requested_at = self.requested_at
        if requested_at is None or self.reason == Reason.DUPLICATE:
            return None
        if self.fetched_at is None:
            return format_timestamp(parse_moment(requested_at) + MAX_RECHECK)
        unchanged_for = parse_moment(requested_at) - parse_moment(self.fetched_at)
        wait = min(max(unchanged_for, MIN_RECHECK), MAX_RECHECK)
        return format_timestamp(parse_moment(requested_at) + wait)

    @property
    def has_body(self) -> bool:
        """Whether a route has the body, so that a page that is empty without JavaScript will do."""
        return any(ref.hints.body for ref in self.refs)

    @property
    def is_likely_post(self) -> bool:
        """Whether a route lists it among posts, and not only a general sitemap."""
        return any(
            ref.route is not Route.SITEMAP or ref.hints.listed is Listed.POST for ref in self.refs
        )

    @property
    def newest_change(self) -> str:
        """The latest timestamp that any route gives; "" for none."""
        timestamps = (
            parse_timestamp(text)
            for ref in self.refs
            for text in (ref.lastmod, ref.hints.published, ref.hints.modified)
        )
        return max((moment for moment in timestamps if moment), default="")


def _changed_at(ref: PageRef) -> str | None:
    """The latest change that a route claims: its lastmod, or a newer publication date."""
    timestamps = (
        latest_timestamp(text) for text in (ref.lastmod, ref.hints.modified, ref.hints.published)
    )
    return max((moment for moment in timestamps if moment), default=None)
