"""A page whose text changes and comes back has three versions, in that order."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlite_utils import Database

from pipelines.items.settled import History, Reading
from pipelines.settle import settle
from pipelines.store.database import open_database
from pipelines.store.extractions import extraction_row, histories, save_extraction
from pipelines.store.migrations import migrations
from scrapers.items import Page
from tests.pipelines.examples.posts import CLINIC, URL, list_urls, paragraph, reading, with_clinic

DAYS = [f"2026-11-{day}T08:00:00.000Z" for day in (20, 21, 22, 23)]
OLD, NEW = "We ask $450 a visit.", "We ask $475 a visit. It cures all."


@pytest.fixture
def db() -> Database:
    return with_clinic(open_database(":memory:"))


def read(db: Database, text: str, fetched_at: str) -> Reading:
    """A page fetched with that text at that instant, and read."""
    page_reading = reading(paragraph(text), fetched_at=fetched_at)
    page = Page(
        url=URL,
        clinic="harbor",
        status=200,
        headers={},
        body=b"",
        fetched_at=datetime.fromisoformat(fetched_at),
    )
    list_urls(db, URL).mark_fetched(page, page_reading.extraction.body_sha256)
    save_extraction(db, extraction_row(page_reading))
    return page_reading


def version_rows(db: Database) -> list[tuple[str, str, str | None]]:
    listed = [
        History(url=url, first_seen_at=seen_at, readings=readings)
        for url, seen_at, readings in histories(db, "harbor")
    ]
    [post] = settle("harbor", listed).posts
    return [(version.fetched_at, version.text, version.changes) for version in post.versions]


def test_a_text_that_comes_back_is_a_new_version(db: Database) -> None:
    for text, day in zip((OLD, NEW, OLD), DAYS, strict=False):
        read(db, text, day)
    assert version_rows(db) == [
        (DAYS[0], OLD, None),
        (DAYS[1], NEW, "claim added: cure; price changed"),
        (DAYS[2], OLD, "claim removed: cure; price changed"),
    ]
    assert db.table("extractions").count == 2


def test_a_fetch_of_the_same_body_is_not_noted_again(db: Database) -> None:
    for day in DAYS:
        read(db, OLD, day)
    assert db.table("fetches").count == 1


def test_reading_the_archive_again_makes_no_version(db: Database) -> None:
    for text, day in zip((OLD, NEW, OLD), DAYS, strict=False):
        read(db, text, day)
    before = version_rows(db)
    for row in list(db.query("SELECT * FROM extractions")):
        again = reading(paragraph({DAYS[0]: OLD, DAYS[1]: NEW}[row["fetched_at"]]))
        page_reading = replace(again.extraction, extractor="a newer one")
        save_extraction(db, extraction_row(replace(again, extraction=page_reading)))
    assert version_rows(db) == before
    assert db.table("fetches").count == 3


def test_a_database_without_fetches_is_brought_up_to_date() -> None:
    old = Database(memory=True)
    migrations.apply(old, stop_before="m011_fetches")
    old.execute("INSERT INTO clinics (slug, website) VALUES (?, ?)", [CLINIC.slug, CLINIC.website])
    for body, day in (("a", DAYS[0]), ("b", DAYS[1])):
        _extracted(old, body, day)
    old.execute("UPDATE pages SET body_sha256 = 'a', fetched_at = ?", [DAYS[2]])
    migrations.apply(old)
    rows = old.query("SELECT body_sha256, fetched_at FROM fetches ORDER BY fetched_at")
    assert [tuple(row.values()) for row in rows] == [
        ("a", DAYS[0]),
        ("b", DAYS[1]),
        ("a", DAYS[2]),
    ]


def _extracted(db: Database, body: str, day: str) -> None:
    db.execute(
        "INSERT INTO pages (url, clinic, state, body_sha256, fetched_at) "
        "VALUES (?, 'harbor', 'post', ?, ?) ON CONFLICT DO NOTHING",
        [URL, body, day],
    )
    db.execute(
        "INSERT INTO extractions (url, body_sha256, is_post, blocks, evidence, extractor, "
        "fetched_at) VALUES (?, ?, 1, '[]', '{}', 'test', ?)",
        [URL, body, day],
    )
