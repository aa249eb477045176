"""Readings are stored and loaded; a reading marks its page only if it is the page's newest."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from pipelines.items import Extraction
from pipelines.items.settled import Reading
from pipelines.store.database import open_database, sqlite3
from pipelines.store.extractions import (
    archived,
    extraction_row,
    histories,
    page_job,
    reading_from,
    save_extraction,
    unread,
)
from scrapers.items import Location, Page, Skip
from scrapers.reasons import Reason
from scrapers.state.frontier import Frontier
from tests.pipelines.examples.posts import (
    LATER_AT,
    URL,
    list_urls,
    paragraph,
    reading,
    with_clinic,
)

FIRST = reading(paragraph("First words."))
SECOND = reading(paragraph("Second words."), fetched_at=LATER_AT)
AT = Location(file="a.warc.gz", offset=12, length=34)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
st.register_type_strategy(str, TEXTS)
st.register_type_strategy(float, st.floats(0, 1))
READINGS = st.builds(
    Reading,
    extraction=st.from_type(Extraction),
    fetched_at=TEXTS,
    location=st.none()
    | st.builds(Location, file=TEXTS, offset=st.integers(0, 2**40), length=st.integers(0, 2**40)),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(stored_reading=READINGS)
def test_any_reading_comes_back_from_its_row(stored_reading: Reading) -> None:
    assert reading_from(extraction_row(stored_reading)) == stored_reading


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(stored_reading=READINGS)
def test_any_reading_comes_back_from_the_database(stored_reading: Reading) -> None:
    db = with_clinic(open_database(":memory:"))
    list_urls(db, stored_reading.extraction.url)
    save_extraction(db, extraction_row(stored_reading))
    assert reading_from(next(iter(db.table("extractions").rows))) == stored_reading
    db.close()


def fetch(db: Database, stored_reading: Reading, location: Location | None = AT) -> Frontier:
    """A page fetched with the body of that reading."""
    frontier = list_urls(db, stored_reading.extraction.url)
    page = Page(
        url=stored_reading.extraction.url,
        clinic="harbor",
        status=200,
        headers={},
        body=b"",
        fetched_at=datetime.fromisoformat(stored_reading.fetched_at),
        location=location,
    )
    frontier.mark_fetched(page, stored_reading.extraction.body_sha256)
    return frontier


def read(db: Database, stored_reading: Reading) -> None:
    """A page fetched with the body of that reading, and read."""
    fetch(db, stored_reading)
    save_extraction(db, extraction_row(stored_reading))


@pytest.fixture
def clinic_db(db: Database) -> Database:
    return with_clinic(db)


@pytest.mark.parametrize(("is_post", "state"), [(True, "post"), (False, "skipped")])
def test_a_page_that_is_read_is_a_post_or_a_skip_with_its_reason(
    clinic_db: Database, is_post: bool, state: str
) -> None:
    stored_reading = reading(paragraph("Words."), is_post=is_post)
    read(clinic_db, stored_reading)
    page = next(iter(clinic_db.table("pages").rows))
    assert page["state"] == state
    assert page["reason"] == stored_reading.extraction.reason


def test_an_older_body_read_again_leaves_the_state_alone(clinic_db: Database) -> None:
    read(clinic_db, FIRST)
    read(clinic_db, SECOND)
    no_post = reading(paragraph("First words."), is_post=False)
    save_extraction(clinic_db, extraction_row(no_post))
    assert Frontier(clinic_db).state(URL) == "post"


def test_a_body_read_again_replaces_what_was_read_and_not_when(clinic_db: Database) -> None:
    read(clinic_db, FIRST)
    again = reading(paragraph("First words."), fetched_at=LATER_AT, is_post=False)
    save_extraction(clinic_db, extraction_row(again))
    [row] = clinic_db.table("extractions").rows
    assert reading_from(row).extraction == again.extraction
    assert row["fetched_at"] == FIRST.fetched_at


def test_a_page_that_lists_others_stays_one(clinic_db: Database) -> None:
    frontier = Frontier(clinic_db)
    frontier.record_route_fetch(URL, "harbor", None, None, None)
    sql = "UPDATE pages SET body_sha256 = ?"
    clinic_db.execute(sql, [FIRST.extraction.body_sha256])
    save_extraction(clinic_db, extraction_row(FIRST))
    assert frontier.state(URL) == "route"


def test_a_reading_of_an_unknown_page_is_refused(clinic_db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        save_extraction(clinic_db, extraction_row(FIRST))
    assert clinic_db.table("extractions").count == 0


def test_a_history_is_ordered_oldest_first(clinic_db: Database) -> None:
    read(clinic_db, FIRST)
    read(clinic_db, SECOND)
    [(url, _, readings)] = histories(clinic_db, "harbor")
    assert url == URL
    assert [stored_reading.extraction for stored_reading in readings] == [
        FIRST.extraction,
        SECOND.extraction,
    ]


def test_a_page_that_went_back_to_an_older_body_is_now_that_body(clinic_db: Database) -> None:
    read(clinic_db, FIRST)
    read(clinic_db, SECOND)
    fetch(clinic_db, reading(paragraph("First words."), fetched_at="2026-11-22T00:00:00.000Z"))
    [(_, _, readings)] = histories(clinic_db, "harbor")
    assert readings[-1].extraction == FIRST.extraction


def test_each_page_has_a_history_of_its_own(clinic_db: Database) -> None:
    for number in range(3):
        read(clinic_db, reading(paragraph("Words."), url=f"{URL}-{number}"))
    stored_reading = {url: len(readings) for url, _, readings in histories(clinic_db, "harbor")}
    assert stored_reading == {f"{URL}-0": 1, f"{URL}-1": 1, f"{URL}-2": 1}
    assert list(histories(clinic_db, "other")) == []


def test_a_page_was_first_seen_when_a_route_first_listed_it(clinic_db: Database) -> None:
    read(clinic_db, FIRST)
    clinic_db.execute("UPDATE page_routes SET first_seen_at = '2026-01-01T00:00:00.000Z'")
    [(_, first_seen_at, _)] = histories(clinic_db, "harbor")
    assert first_seen_at == "2026-01-01T00:00:00.000Z"


def test_a_page_that_no_route_listed_was_first_seen_when_it_was_fetched(
    clinic_db: Database,
) -> None:
    read(clinic_db, SECOND)
    read(clinic_db, FIRST)
    clinic_db.execute("DELETE FROM page_routes")
    [(_, first_seen_at, _)] = histories(clinic_db, "harbor")
    assert first_seen_at == FIRST.fetched_at


def test_a_fetched_page_waits_to_be_read_and_a_read_one_does_not(clinic_db: Database) -> None:
    fetch(clinic_db, FIRST)
    [job] = unread(clinic_db, "harbor")
    assert (job.url, job.location, job.fetched_at) == (URL, AT, FIRST.fetched_at)
    assert [ref.route for ref in job.refs] == ["sitemap"]
    save_extraction(clinic_db, extraction_row(FIRST))
    assert list(unread(clinic_db, "harbor")) == []


def test_every_body_that_was_archived_is_read_again(clinic_db: Database) -> None:
    for stored_reading in (FIRST, SECOND):
        fetch(clinic_db, stored_reading)
        at = Location(file=stored_reading.fetched_at, offset=0, length=1)
        kept = Reading(
            extraction=stored_reading.extraction, fetched_at=stored_reading.fetched_at, location=at
        )
        save_extraction(clinic_db, extraction_row(kept))
    jobs = list(archived(clinic_db, "harbor"))
    assert [job.location.file for job in jobs] == [FIRST.fetched_at, SECOND.fetched_at]


def test_a_page_that_could_not_be_read_is_read_again(clinic_db: Database) -> None:
    frontier = fetch(clinic_db, FIRST)
    failed = Skip(url=URL, clinic="harbor", reason=Reason.EXTRACTION_FAILED)
    frontier.mark_skipped(failed)
    assert list(unread(clinic_db, "harbor")) == []
    [job] = archived(clinic_db, "harbor")
    assert (job.url, job.location) == (URL, AT)
    save_extraction(clinic_db, extraction_row(FIRST))
    assert frontier.state(URL) == "post"


def test_a_body_that_was_not_archived_is_not_read_again(clinic_db: Database) -> None:
    read(clinic_db, FIRST)
    assert list(archived(clinic_db, "harbor")) == []


def test_a_url_gives_its_page_as_fetched_last(clinic_db: Database) -> None:
    assert page_job(clinic_db, URL) is None
    list_urls(clinic_db, URL)
    assert page_job(clinic_db, URL) is None
    fetch(clinic_db, SECOND)
    job = page_job(clinic_db, URL)
    assert job is not None
    assert job.fetched_at == SECOND.fetched_at
