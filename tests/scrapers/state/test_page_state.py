"""What a route claims, and when a known page is worth a further look."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scrapers.items import Hints, PageRef, Route
from scrapers.reasons import Reason
from scrapers.state.page_state import MAX_RECHECK, MIN_RECHECK, PageState
from scrapers.state.timestamps import format_timestamp

FETCHED_AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def page_state(
    *, lastmod: str | None = None, hints: Hints | None = None, **values: Any
) -> PageState:
    ref = PageRef(
        url="u", clinic="harbor", route=Route.SITEMAP, lastmod=lastmod, hints=hints or Hints()
    )
    defaults = {
        "url": "u",
        "state": "post",
        "fetched_at": format_timestamp(FETCHED_AT),
        "refs": (ref,),
    }
    return PageState(**{**defaults, **values})


@pytest.mark.parametrize(
    ("lastmod", "expected"),
    [
        ("2026-11-21", True),
        ("2026-11-20", True),
        ("2026-11-19", False),
        ("2026-11-22", False),
        ("2026-11-20T08:00:00.001Z", True),
        ("2026-11-20T09:30:00+02:00", False),
        ("2026-11-20T09:30:00-02:00", True),
        ("Fri, 20 Nov 2026 10:00:00 GMT", True),
        ("Fri, 20 Nov 2026 07:00:00 GMT", False),
        ("2030-01-01T00:00:00Z", False),
        ("tomorrow", False),
        (None, False),
    ],
)
def test_a_claim_names_a_change_between_the_last_look_and_now(
    lastmod: str | None, expected: bool
) -> None:
    assert bool(page_state(lastmod=lastmod).claiming_routes(format_timestamp(NOW))) is expected


SATURDAY = "Sat, 21 Nov 2026 08:00:00 GMT"


@pytest.mark.parametrize("hints", [Hints(modified=SATURDAY), Hints(published=SATURDAY)])
def test_dates_of_feeds_and_rest_are_claims_too(hints: Hints) -> None:
    assert page_state(hints=hints).claiming_routes(format_timestamp(NOW)) == (Route.SITEMAP,)


def test_what_was_never_requested_has_not_changed_since() -> None:
    assert (
        page_state(lastmod="2026-11-21", fetched_at=None).claiming_routes(format_timestamp(NOW))
        == ()
    )


def test_a_claim_that_was_looked_into_is_settled() -> None:
    checked = page_state(lastmod="2026-11-21", checked_at=format_timestamp(NOW))
    assert checked.claiming_routes(format_timestamp(NOW)) == ()


@pytest.mark.parametrize(
    ("unchanged_for", "wait"),
    [
        (timedelta(0), MIN_RECHECK),
        (timedelta(days=3), MIN_RECHECK),
        (timedelta(days=20), timedelta(days=20)),
        (timedelta(days=400), MAX_RECHECK),
    ],
)
def test_a_page_that_does_not_change_is_looked_at_ever_more_rarely(
    unchanged_for: timedelta, wait: timedelta
) -> None:
    checked_at = FETCHED_AT + unchanged_for
    recheck_at = page_state(checked_at=format_timestamp(checked_at)).recheck_at()
    assert recheck_at == format_timestamp(checked_at + wait)


def test_a_second_url_of_a_post_is_not_looked_at_again() -> None:
    assert page_state(state="skipped", reason=Reason.DUPLICATE).recheck_at() is None


def test_a_page_that_was_not_there_is_looked_at_again_much_later() -> None:
    gone = page_state(state="skipped", fetched_at=None, checked_at=format_timestamp(FETCHED_AT))
    assert gone.recheck_at() == format_timestamp(FETCHED_AT + MAX_RECHECK)


@pytest.mark.parametrize(
    ("attempts", "days", "expected"),
    [(1, 0, True), (3, 0, True), (4, 1, False), (4, 2, True), (6, 7, False), (6, 8, True)],
)
def test_a_page_that_fails_is_tried_ever_more_rarely(
    attempts: int, days: int, expected: bool
) -> None:
    failed = page_state(state="failed", attempts=attempts, checked_at=format_timestamp(FETCHED_AT))
    assert failed.is_due_for_retry(format_timestamp(FETCHED_AT + timedelta(days=days))) is expected
