"""A run adds up: every listed address is a post, skipped, failed or waiting, and ends are named."""

import json
from datetime import UTC, datetime

import pytest
from sqlite_utils import Database

from pipelines.store.extractions import extraction_row, save_extraction
from pipelines.store.posts import save_post
from pipelines.store.runs import begin_run, end_run, end_visit, save_clinics, unfinished
from scrapers.codes.end_states import EndState
from scrapers.items import Clinic, Page, Route, Skip, Visit
from scrapers.reasons import Reason
from scrapers.state.frontier import Frontier
from tests.pipelines.examples.posts import (
    CLINIC,
    URL,
    list_urls,
    paragraph,
    post,
    reading,
    with_clinic,
)

OTHER = Clinic(slug="other", website="https://other.example/")


@pytest.fixture
def clinic_db(db: Database) -> Database:
    return with_clinic(db)


def begin(db: Database) -> int:
    return begin_run(db, {"DOWNLOAD_DELAY": 1}, [CLINIC])


def end(
    db: Database, run: int, state: EndState = EndState.DONE, **changes: int
) -> dict[str, object]:
    """The row of the visit after it ended."""
    end_visit(db, run, Visit(clinic="harbor", end_state=state), changes)
    sql = "SELECT * FROM run_clinics WHERE run = ? AND clinic = 'harbor'"
    return next(iter(db.query(sql, [run])))


def fetch(frontier: Frontier, url: str, sha: str = "x") -> None:
    page = Page(
        url=url, clinic="harbor", status=200, headers={}, body=b"", fetched_at=datetime.now(UTC)
    )
    frontier.mark_fetched(page, sha)


def make_post(db: Database, frontier: Frontier, url: str) -> None:
    """An address that was fetched, read and stored as a post."""
    page_reading = reading(paragraph("Words."), url=url)
    fetch(frontier, url, page_reading.extraction.body_sha256)
    save_extraction(db, extraction_row(page_reading))
    save_post(db, post(url=url))


def test_what_was_listed_is_posts_skips_failures_and_what_waits(clinic_db: Database) -> None:
    run = begin(clinic_db)
    urls = [f"{URL}-{number}" for number in range(7)]
    frontier = list_urls(clinic_db, *urls)
    make_post(clinic_db, frontier, urls[0])
    make_post(clinic_db, frontier, urls[1])
    make_post(clinic_db, frontier, urls[2])
    frontier.mark_skipped(Skip(url=urls[3], clinic="harbor", reason=Reason.NOT_FOUND, status=404))
    frontier.mark_skipped(Skip(url=urls[4], clinic="harbor", reason=Reason.ARCHIVE_PAGE))
    frontier.mark_skipped(Skip(url=urls[5], clinic="harbor", reason=Reason.TIMEOUT, failed=True))
    row = end(clinic_db, run, new=2, unchanged=1)
    waiting = 1
    assert row["listed"] == 3 + 2 + 1 + waiting
    assert row["skipped"] == 2
    assert row["failed"] == 1
    assert row["fetched"] == 3
    assert (row["new"], row["changed"], row["unchanged"]) == (2, 0, 1)
    assert row["end_state"] == EndState.DONE
    assert row["next_step"] is None


def test_pages_that_list_others_are_not_counted(clinic_db: Database) -> None:
    run = begin(clinic_db)
    frontier = list_urls(clinic_db, URL)
    frontier.record_route_fetch("https://harbor.example/", "harbor", None, None, None)
    assert end(clinic_db, run)["listed"] == 1


def test_an_address_that_two_routes_list_counts_once(clinic_db: Database) -> None:
    run = begin(clinic_db)
    list_urls(clinic_db, URL)
    list_urls(clinic_db, URL, route=Route.FEED)
    assert end(clinic_db, run)["listed"] == 1


def test_what_only_an_earlier_run_listed_is_not_counted(clinic_db: Database) -> None:
    list_urls(clinic_db, f"{URL}-old")
    clinic_db.execute("UPDATE page_routes SET last_seen_at = '2026-01-01T00:00:00.000Z'")
    run = begin(clinic_db)
    list_urls(clinic_db, URL)
    assert end(clinic_db, run)["listed"] == 1


def test_what_an_earlier_run_fetched_is_listed_but_not_fetched_now(clinic_db: Database) -> None:
    frontier = list_urls(clinic_db, URL)
    make_post(clinic_db, frontier, URL)
    clinic_db.execute("UPDATE pages SET fetched_at = '2026-01-01T00:00:00.000Z'")
    run = begin(clinic_db)
    list_urls(clinic_db, URL)
    row = end(clinic_db, run, unchanged=1)
    assert (row["listed"], row["fetched"]) == (1, 0)


def test_a_clinic_without_any_post_ends_as_one(clinic_db: Database) -> None:
    row = end(clinic_db, begin(clinic_db))
    assert row["end_state"] == EndState.NO_POSTS
    assert row["next_step"] == EndState.NO_POSTS.next_step


@pytest.mark.parametrize("state", [EndState.DONE, EndState.LIMITED])
def test_a_clinic_that_had_posts_and_lists_none_has_lost_them(
    clinic_db: Database, state: EndState
) -> None:
    save_post(clinic_db, post())
    row = end(clinic_db, begin(clinic_db), state)
    assert row["end_state"] == EndState.LOST_POSTS
    assert row["next_step"] == EndState.LOST_POSTS.next_step


def test_a_limited_visit_without_posts_says_that_it_was_limited(clinic_db: Database) -> None:
    row = end(clinic_db, begin(clinic_db), EndState.LIMITED)
    assert row["end_state"] == EndState.LIMITED


@pytest.mark.parametrize(
    "state", sorted(set(EndState) - {EndState.DONE, EndState.LIMITED, EndState.NO_POSTS})
)
def test_an_end_with_a_cause_keeps_it(clinic_db: Database, state: EndState) -> None:
    save_post(clinic_db, post())
    row = end(clinic_db, begin(clinic_db), state)
    assert row["end_state"] == state
    assert row["next_step"] == state.next_step


def test_a_platform_once_recognised_is_kept(clinic_db: Database) -> None:
    run = begin(clinic_db)
    visit = Visit(
        clinic="harbor", end_state=EndState.DONE, platform="wix", platform_sign="generator"
    )
    end_visit(clinic_db, run, visit, {})
    end_visit(clinic_db, run, Visit(clinic="harbor", end_state=EndState.UNREACHABLE), {})
    row = clinic_db.table("clinics").get("harbor")
    assert (row["platform"], row["platform_sign"]) == ("wix", "generator")


def test_a_visit_that_has_not_ended_is_unfinished(clinic_db: Database) -> None:
    save_clinics(clinic_db, [OTHER])
    run = begin_run(clinic_db, {}, [CLINIC, OTHER])
    assert unfinished(clinic_db, run) == ["harbor", "other"]
    end(clinic_db, run)
    assert unfinished(clinic_db, run) == ["other"]


def test_a_run_notes_its_settings_its_versions_and_its_end(clinic_db: Database) -> None:
    run = begin(clinic_db)
    row = clinic_db.table("runs").get(run)
    assert json.loads(row["settings"]) == {"DOWNLOAD_DELAY": 1}
    assert {"dripfeed", "python", "sqlite", "scrapy", "trafilatura"} <= json.loads(
        row["versions"]
    ).keys()
    assert row["finished_at"] is None
    end_run(clinic_db, run)
    assert clinic_db.table("runs").get(run)["finished_at"] >= row["started_at"]


def test_a_row_of_the_file_of_clinics_brings_the_table_up_to_date(clinic_db: Database) -> None:
    clinic_db.execute("UPDATE clinics SET platform = 'wix'")
    save_clinics(clinic_db, [Clinic(slug="harbor", website="https://new.example/", city="Rye")])
    row = clinic_db.table("clinics").get("harbor")
    assert (row["website"], row["city"], row["platform"]) == ("https://new.example/", "Rye", "wix")
