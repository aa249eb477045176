"""Which of a clinic's listed pages are worth a request in this visit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Self

from scrapers.items import Listed, Route
from scrapers.platforms import Platform
from scrapers.reasons import Reason
from scrapers.state.page_state import PageState
from scrapers.state.route_trust import RouteTrust

RECHECKS = 5
"""Known pages that a visit looks at again though no route names a change."""
RECHECKED_SHARE = 20
"""Of so many known pages one more, so that large blogs are gone through in a month of nights."""


def select_pages(known: PageState, platform: Platform) -> Reason | None:
    """Why an address needs no request: a route already says that it is no post."""
    said = {ref.hints.listed for ref in known.refs}
    if Listed.PROTECTED in said:
        return Reason.PASSWORD_PROTECTED
    if Listed.POST in said:
        return None
    if Listed.PAGE in said:
        return Reason.LISTED_AS_PAGE
    return Reason.ARCHIVE_PAGE if platform.is_archive(known.url) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A page that is worth a request."""

    known: PageState
    claims: tuple[Route, ...] = ()
    """The routes that name a change since the page was last asked for."""
    only_claimed: bool = False
    """Whether nothing but those claims speaks for the request."""


@dataclass(slots=True)
class Choice:
    """What a visit does with the pages that were listed."""

    due: list[Due] = field(default_factory=list)
    """In the order of the requests."""
    skipped: list[tuple[str, Reason]] = field(default_factory=list)
    """Addresses that no request is made for, with what a route said."""

    @classmethod
    def of(
        cls,
        listed: Iterable[PageState],
        *,
        platform: Platform,
        trust: RouteTrust,
        now: str,
        all_: bool,
    ) -> Self:
        """Choose among the listed pages: the unread, the changed, a few that were not seen long.

        now: the instant of the choice. all_: whether to ask for every page again (`--full`).
        """
        choice = cls()
        rest: list[PageState] = []
        for known in listed:
            reason = select_pages(known, platform)
            claims = known.claims(now)
            if reason and known.is_unread:
                choice.skipped.append((known.url, reason))
            elif _is_needed(known, reason, now) or (all_ and known.asked_at):
                choice.due.append(Due(known=known, claims=claims))
            elif claims and trust.believes(claims):
                choice.due.append(Due(known=known, claims=claims, only_claimed=True))
            elif not known.is_unread:
                rest.append(known)
        choice.due.extend(_rechecks(rest, now))
        return choice


def _is_needed(known: PageState, reason: Reason | None, now: str) -> bool:
    """Whether a page has no final answer yet, or one that a route takes back."""
    if known.is_unread:
        return known.is_worth_a_retry(now)
    before = Reason.of(known.reason)
    is_of_route = before is not None and before.effect.is_of_route
    return known.state == "skipped" and is_of_route and reason is None


def _rechecks(rest: list[PageState], now: str) -> Iterable[Due]:
    key: Callable[[PageState], str] = lambda known: known.recheck_at() or "9"  # noqa: E731
    late = sorted((known for known in rest if key(known) <= now), key=key)
    count = RECHECKS + len(rest) // RECHECKED_SHARE
    return (Due(known=known, claims=known.claims(now)) for known in late[:count])
