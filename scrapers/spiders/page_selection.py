"""Selects the listed pages of a clinic that this visit fetches."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Self

from scrapers.items import Listed, Route
from scrapers.platforms import Platform
from scrapers.reasons import Reason
from scrapers.state.page_state import PageState
from scrapers.state.route_trust import RouteTrust

MIN_RECHECKS = 5
"""Known pages that a visit fetches again although no route claims a change."""
PAGES_PER_RECHECK = 20
"""One more recheck per 20 known pages, so that nightly visits cover large blogs in a month."""


def skip_reason(page: PageState, platform: Platform) -> Reason | None:
    """Why a page needs no request: a route says that it is not a post; None if it does."""
    listed_as = {ref.hints.listed for ref in page.refs}
    if Listed.PROTECTED in listed_as:
        return Reason.PASSWORD_PROTECTED
    if Listed.POST in listed_as:
        return None
    if Listed.PAGE in listed_as:
        return Reason.LISTED_AS_PAGE
    return Reason.ARCHIVE_PAGE if platform.is_archive(page.url) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """A page that is worth a request."""

    page: PageState
    claiming_routes: tuple[Route, ...] = ()
    """The routes that claim a change since the page was last requested."""
    only_claims: bool = False
    """Whether those claims are the only reason for the request."""


@dataclass(slots=True)
class PageSelection:
    """The listed pages that a visit fetches or skips."""

    due: list[DuePage] = field(default_factory=list)
    """In request order."""
    skipped: list[tuple[str, Reason]] = field(default_factory=list)
    """URLs that are not requested, with the reason given by a route."""

    @classmethod
    def select(
        cls,
        listed: Iterable[PageState],
        *,
        platform: Platform,
        trust: RouteTrust,
        now: str,
        full: bool,
    ) -> Self:
        """Select the unread pages, the changed ones, and a few to recheck.

        now: the current timestamp. full: whether to fetch every known page again (`--full`).
        """
        selection = cls()
        rest: list[PageState] = []
        for page in listed:
            reason = skip_reason(page, platform)
            claiming_routes = page.claiming_routes(now)
            if reason and page.is_unread:
                selection.skipped.append((page.url, reason))
            elif _is_needed(page, reason, now) or (full and page.requested_at):
                selection.due.append(DuePage(page=page, claiming_routes=claiming_routes))
            elif claiming_routes and trust.is_trusted(claiming_routes):
                selection.due.append(
                    DuePage(page=page, claiming_routes=claiming_routes, only_claims=True)
                )
            elif not page.is_unread:
                rest.append(page)
        selection.due.extend(_rechecks(rest, now))
        return selection


def _is_needed(page: PageState, reason: Reason | None, now: str) -> bool:
    """Whether a page has no final outcome yet, or one that a route has withdrawn."""
    if page.is_unread:
        return page.is_due_for_retry(now)
    stored_reason = Reason.of(page.reason)
    is_of_route = stored_reason is not None and stored_reason.effect.is_of_route
    return page.state == "skipped" and is_of_route and reason is None


def _rechecks(rest: list[PageState], now: str) -> Iterable[DuePage]:
    key: Callable[[PageState], str] = lambda page: page.recheck_at() or "9"  # noqa: E731
    late = sorted((page for page in rest if key(page) <= now), key=key)
    count = MIN_RECHECKS + len(rest) // PAGES_PER_RECHECK
    return (DuePage(page=page, claiming_routes=page.claiming_routes(now)) for page in late[:count])
