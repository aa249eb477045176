"""Which pages a visit requests, and how reliable the lastmod dates of routes are."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from pipelines.store.runs import save_clinics
from scrapers.items import Clinic, Hints, Listed, PageRef, Route
from scrapers.platforms import GENERIC
from scrapers.reasons import Reason
from scrapers.spiders.page_selection import MIN_RECHECKS, PageSelection
from scrapers.state.page_state import PageState
from scrapers.state.route_trust import MAX_FALSE_ALARMS, RouteTrust
from scrapers.state.timestamps import format_timestamp

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
YESTERDAY = format_timestamp(NOW - timedelta(days=1))
LONG_AGO = format_timestamp(NOW - timedelta(days=200))


def listed(number: int = 1, lastmod: str | None = None, hints: Hints | None = None) -> PageRef:
    url = f"https://a.example/blog/{number}"
    return PageRef(
        url=url, clinic="a", route=Route.SITEMAP, lastmod=lastmod, hints=hints or Hints()
    )


def known(ref: PageRef, state: str = "post", fetched_at: str | None = YESTERDAY) -> PageState:
    return PageState(url=ref.url, state=state, fetched_at=fetched_at, refs=(ref,))


@pytest.fixture
def trust(db: Database) -> RouteTrust:
    save_clinics(db, [Clinic(slug="a", website="https://a.example/")])
    return RouteTrust(db, "a")


def choose(trust: RouteTrust, *pages: PageState, full: bool = False) -> PageSelection:
    return PageSelection.select(
        pages, platform=GENERIC, trust=trust, now=format_timestamp(NOW), full=full
    )


@pytest.mark.parametrize("state", ["listed", "failed"])
def test_the_unread_is_due(trust: RouteTrust, state: str) -> None:
    assert len(choose(trust, known(listed(), state, None)).due) == 1


def test_what_was_read_and_not_changed_is_not(trust: RouteTrust) -> None:
    choice = choose(trust, known(listed()), known(listed(2), "skipped"))
    assert (choice.due, choice.skipped) == ([], [])


def test_all_is_due_where_all_is_wanted(trust: RouteTrust) -> None:
    assert len(choose(trust, known(listed()), full=True).due) == 1


def test_a_page_that_a_route_calls_none_is_skipped_without_a_request(trust: RouteTrust) -> None:
    about = known(listed(hints=Hints(listed=Listed.PAGE)), "listed", None)
    choice = choose(trust, about)
    assert choice.skipped == [(about.url, Reason.LISTED_AS_PAGE)]
    assert choice.due == []


def test_what_a_route_takes_back_is_due(trust: RouteTrust) -> None:
    skipped_page = known(listed(hints=Hints(listed=Listed.POST)), "skipped", None)
    assert len(choose(trust, replace(skipped_page, reason=Reason.LISTED_AS_PAGE)).due) == 1
    assert choose(trust, replace(skipped_page, reason=Reason.NOT_FOUND)).due == []


def test_a_claimed_change_is_due_as_long_as_the_route_is_believed(trust: RouteTrust) -> None:
    changed = known(listed(lastmod=format_timestamp(NOW)))
    assert choose(trust, changed).due[0].only_claims
    for _ in range(MAX_FALSE_ALARMS):
        trust.record([Route.SITEMAP], changed=False)
    assert choose(trust, changed).due == []


def test_a_true_change_restores_trust_for_good(trust: RouteTrust) -> None:
    for _ in range(MAX_FALSE_ALARMS):
        trust.record([Route.SITEMAP], changed=False)
    assert not RouteTrust(trust.db, "a").is_trusted([Route.SITEMAP])
    assert RouteTrust(trust.db, "a").is_trusted([Route.SITEMAP, Route.WORDPRESS])
    trust.record([Route.SITEMAP], changed=True)
    assert RouteTrust(trust.db, "a").is_trusted([Route.SITEMAP])


def test_pages_not_seen_for_long_come_a_few_at_a_time_the_latest_first(trust: RouteTrust) -> None:
    older = format_timestamp(NOW - timedelta(days=300))
    pages = [known(listed(n), fetched_at=LONG_AGO) for n in range(10)]
    pages.append(known(listed(99), fetched_at=older))
    choice = choose(trust, *pages)
    assert len(choice.due) == MIN_RECHECKS
    assert choice.due[0].page.fetched_at == older
