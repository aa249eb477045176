"""Which pages a visit asks for, and how far the dates of routes are believed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from pipelines.store.runs import save_clinics
from scrapers.items import Clinic, Hints, Listed, PageRef, Route
from scrapers.platforms import GENERIC
from scrapers.reasons import Reason
from scrapers.spiders.page_selection import RECHECKS, Choice
from scrapers.state.page_state import Known
from scrapers.state.route_trust import FALSE_ALARMS, Trust
from scrapers.state.timestamps import stamp

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
YESTERDAY = stamp(NOW - timedelta(days=1))
LONG_AGO = stamp(NOW - timedelta(days=200))


def listed(number: int = 1, lastmod: str | None = None, hints: Hints | None = None) -> PageRef:
    url = f"https://a.example/blog/{number}"
    return PageRef(
        url=url, clinic="a", route=Route.SITEMAP, lastmod=lastmod, hints=hints or Hints()
    )


def known(ref: PageRef, state: str = "post", fetched_at: str | None = YESTERDAY) -> Known:
    return Known(url=ref.url, state=state, fetched_at=fetched_at, refs=(ref,))


@pytest.fixture
def trust(db: Database) -> Trust:
    save_clinics(db, [Clinic(slug="a", website="https://a.example/")])
    return Trust(db, "a")


def choose(trust: Trust, *pages: Known, all_: bool = False) -> Choice:
    return Choice.of(pages, platform=GENERIC, trust=trust, now=stamp(NOW), all_=all_)


@pytest.mark.parametrize("state", ["listed", "failed"])
def test_the_unread_is_due(trust: Trust, state: str) -> None:
    assert len(choose(trust, known(listed(), state, None)).due) == 1


def test_what_was_read_and_not_changed_is_not(trust: Trust) -> None:
    choice = choose(trust, known(listed()), known(listed(2), "skipped"))
    assert (choice.due, choice.skipped) == ([], [])


def test_all_is_due_where_all_is_wanted(trust: Trust) -> None:
    assert len(choose(trust, known(listed()), all_=True).due) == 1


def test_a_page_that_a_route_calls_none_is_skipped_without_a_request(trust: Trust) -> None:
    about = known(listed(hints=Hints(listed=Listed.PAGE)), "listed", None)
    choice = choose(trust, about)
    assert choice.skipped == [(about.url, Reason.LISTED_AS_PAGE)]
    assert choice.due == []


def test_what_a_route_takes_back_is_due(trust: Trust) -> None:
    told = known(listed(hints=Hints(listed=Listed.POST)), "skipped", None)
    assert len(choose(trust, replace(told, reason=Reason.LISTED_AS_PAGE)).due) == 1
    assert choose(trust, replace(told, reason=Reason.NOT_FOUND)).due == []


def test_a_claimed_change_is_due_as_long_as_the_route_is_believed(trust: Trust) -> None:
    changed = known(listed(lastmod=stamp(NOW)))
    assert choose(trust, changed).due[0].only_claimed
    for _ in range(FALSE_ALARMS):
        trust.learn([Route.SITEMAP], changed=False)
    assert choose(trust, changed).due == []


def test_a_true_change_restores_trust_for_good(trust: Trust) -> None:
    for _ in range(FALSE_ALARMS):
        trust.learn([Route.SITEMAP], changed=False)
    assert not Trust(trust.db, "a").believes([Route.SITEMAP])
    assert Trust(trust.db, "a").believes([Route.SITEMAP, Route.WORDPRESS])
    trust.learn([Route.SITEMAP], changed=True)
    assert Trust(trust.db, "a").believes([Route.SITEMAP])


def test_pages_not_seen_for_long_come_a_few_at_a_time_the_latest_first(trust: Trust) -> None:
    older = stamp(NOW - timedelta(days=300))
    pages = [known(listed(n), fetched_at=LONG_AGO) for n in range(10)]
    pages.append(known(listed(99), fetched_at=older))
    choice = choose(trust, *pages)
    assert len(choice.due) == RECHECKS
    assert choice.due[0].known.fetched_at == older
