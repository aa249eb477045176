"""The versions of a URL that becomes a redirect pass to the page that it redirects to."""

from datetime import datetime

import pytest
from sqlite_utils import Database

from pipelines.items.settled import History
from pipelines.settle import settle
from pipelines.store.database import open_database
from pipelines.store.extractions import extraction_row, histories, save_extraction
from scrapers.items import Page, Skip
from scrapers.reasons import Reason
from scrapers.state.frontier import Frontier
from tests.pipelines.examples.posts import (
    FETCHED_AT,
    LATER_AT,
    heading,
    list_urls,
    paragraph,
    reading,
    sentence,
    with_clinic,
)

OLD, NEW = "https://harbor.example/old", "https://harbor.example/new"
NEWER = "https://harbor.example/newer"


@pytest.fixture
def db() -> Database:
    """The old URL was read; now it redirects to the new one, which was read too."""
    opened = with_clinic(open_database(":memory:"))
    list_urls(opened, OLD, NEW, NEWER)
    read(opened, OLD, "before", FETCHED_AT)
    moved(opened, OLD, NEW)
    read(opened, NEW, "after", LATER_AT)
    return opened


def read(db: Database, url: str, word: str, fetched_at: str) -> None:
    readings_of_page = reading(
        heading("A title"), paragraph(sentence(word)), url=url, fetched_at=fetched_at
    )
    answer = Page(
        url=url,
        clinic="harbor",
        status=200,
        headers={},
        body=b"",
        fetched_at=datetime.fromisoformat(fetched_at),
    )
    Frontier(db).mark_fetched(answer, readings_of_page.extraction.body_sha256)
    save_extraction(db, extraction_row(readings_of_page))


def moved(db: Database, url: str, to: str) -> None:
    Frontier(db).mark_skipped(
        Skip(url=url, clinic="harbor", reason=Reason.DUPLICATE, detail=to, status=301)
    )


def settled_urls(db: Database) -> list[str]:
    readings_of_page = [
        History(url=u, first_seen_at=f, readings=r) for u, f, r in histories(db, "harbor")
    ]
    return [post.url for post in settle("harbor", readings_of_page).posts]


def test_a_post_that_moved_is_one_post_under_its_new_url(db: Database) -> None:
    assert settled_urls(db) == [NEW]


def test_a_post_that_moved_keeps_its_versions(db: Database) -> None:
    [(_, _, readings)] = histories(db, "harbor")
    assert [reading_at.fetched_at for reading_at in readings] == [FETCHED_AT, LATER_AT]


def test_a_post_that_moved_twice_is_one_post(db: Database) -> None:
    moved(db, NEW, NEWER)
    read(db, NEWER, "after", LATER_AT)
    assert settled_urls(db) == [NEWER]


def test_reading_the_old_body_again_does_not_bring_the_old_url_back(db: Database) -> None:
    readings_of_page = reading(heading("A title"), paragraph(sentence("before")), url=OLD)
    save_extraction(db, extraction_row(readings_of_page))
    assert Frontier(db).state(OLD) == "skipped"
    assert settled_urls(db) == [NEW]


def test_a_url_that_shows_a_page_again_is_a_page_again(db: Database) -> None:
    read(db, OLD, "again", LATER_AT)
    assert settled_urls(db) == [NEW, OLD]


def test_urls_that_lead_to_each_other_do_not_hang(db: Database) -> None:
    moved(db, NEW, OLD)
    assert set(settled_urls(db)) <= {OLD, NEW}
