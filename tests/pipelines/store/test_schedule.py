"""A clinic is visited as often as it publishes, and less and less often while its site fails."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from pipelines.store.runs import begin_run, end_visit
from pipelines.store.schedule import (
    DEFAULT_INTERVAL,
    MAX_INTERVAL,
    MIN_INTERVAL,
    SLACK,
    due,
    interval,
    next_check_at,
    waiting_until,
)
from scrapers.codes.end_states import EndState
from scrapers.items import Clinic, Visit
from scrapers.state.timestamps import format_timestamp
from tests.pipelines.examples.posts import CLINIC, with_clinic

TODAY = date(2026, 11, 21)
BEGUN_AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
OTHER = Clinic(slug="never-visited", website="https://other.example/")


def every(days: int, count: int = 12, ended: int = 0) -> list[date]:
    """Days of posts that came so many days apart; the last `ended` days ago."""
    return [TODAY - timedelta(days=ended + days * number) for number in range(count)]


@pytest.mark.parametrize(
    ("published_on", "wait"),
    [
        ([], DEFAULT_INTERVAL),
        (every(1), MIN_INTERVAL),
        (every(10), timedelta(days=4.5)),
        (every(10, ended=100), timedelta(days=9.5)),
        (every(90), MAX_INTERVAL),
        (every(1, ended=800), MAX_INTERVAL),
        ([TODAY], MIN_INTERVAL),
        ([TODAY + timedelta(days=400)], DEFAULT_INTERVAL),
    ],
)
def test_the_interval_is_half_of_the_time_between_posts(
    published_on: list[date], wait: timedelta
) -> None:
    assert interval(published_on, TODAY) == wait


@given(days=st.lists(st.dates(date(1990, 1, 1), date(2040, 1, 1)), max_size=30))
def test_the_interval_is_never_shorter_than_a_day_nor_longer_than_a_month(days: list[date]) -> None:
    assert MIN_INTERVAL <= interval(days, TODAY) <= MAX_INTERVAL


@pytest.fixture
def clinic_db(db: Database) -> Database:
    return with_clinic(db)


def visited(db: Database, end: EndState) -> str | None:
    """The next check of a clinic after a run of today that ended so."""
    run = begin_run(db, {}, [CLINIC])
    end_visit(db, run, Visit(clinic=CLINIC.slug, end_state=end), {})
    sql = "SELECT next_check_at FROM run_clinics WHERE run = ?"
    [row] = db.query(sql, [run])
    next_check: str | None = row["next_check_at"]
    return next_check


@pytest.mark.parametrize("end", [EndState.INTERRUPTED, EndState.BUDGET, EndState.LIMITED])
def test_a_visit_that_did_not_finish_is_due_at_once(clinic_db: Database, end: EndState) -> None:
    assert visited(clinic_db, end) is None
    assert due(clinic_db, [CLINIC]) == (CLINIC,)


def test_a_clinic_that_was_never_visited_is_due(clinic_db: Database) -> None:
    visited(clinic_db, EndState.DONE)
    assert due(clinic_db, [CLINIC, OTHER]) == (OTHER,)


def test_a_clinic_that_waits_says_until_when(clinic_db: Database) -> None:
    next_check = visited(clinic_db, EndState.DONE)
    assert waiting_until(clinic_db) == {CLINIC.slug: next_check}


def test_only_the_newest_visit_counts(clinic_db: Database) -> None:
    visited(clinic_db, EndState.DONE)
    visited(clinic_db, EndState.INTERRUPTED)
    assert due(clinic_db, [CLINIC]) == (CLINIC,)


@pytest.mark.parametrize(("failures", "wait"), [(0, 1), (1, 2), (2, 4), (4, 16), (5, 30), (9, 30)])
def test_a_clinic_that_fails_is_visited_less_and_less_often(
    clinic_db: Database, failures: int, wait: int
) -> None:
    for _ in range(failures):
        visited(clinic_db, EndState.UNREACHABLE)
    next_check = next_check_at(clinic_db, CLINIC.slug, EndState.UNREACHABLE, BEGUN_AT)
    assert next_check == format_timestamp(BEGUN_AT + timedelta(days=wait) - SLACK)
