"""The archive is read again without the network: same pages, same posts, no new version."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from sqlite_utils import Database

from pipelines.archive.warc import Archive
from pipelines.enrich.vocabulary_files import packaged_files
from pipelines.jobs.reextract import reextract
from pipelines.jobs.worker_pool import UNREADABLE, Workers, archived_page, read_page
from pipelines.store.database import open_database
from pipelines.store.extractions import page_job
from scrapers.errors import ClinicsError, StoreError, VocabularyError
from scrapers.items import Hints, Listed, Location, Page, PageRef, Route
from scrapers.state.frontier import Frontier
from tests.pipelines.examples.posts import URL, sentence, with_clinic

FETCHED_AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def html(word: str) -> bytes:
    body = "".join(f"<p>{sentence(f'{word}{number}-', 40)}.</p>" for number in range(4))
    return (
        f"<!doctype html><html lang=en><head><title>About {word}</title></head>"
        f"<body><main><article><h1>About {word}</h1>{body}</article></main></body></html>"
    ).encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A database and an archive of two pages that were fetched and not read, one packed by br."""
    db = with_clinic(open_database(tmp_path / "a.db"))
    archive = Archive(tmp_path / "archive")
    fetch(db, archive, f"{URL}-1", html("sleep"))
    fetch(db, archive, f"{URL}-2", html("water"), encoding="br")
    archive.close()
    db.close()
    return tmp_path


def fetch(db: Database, archive: Archive, url: str, body: bytes, encoding: str = "") -> None:
    headers = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", encoding)]
    sent = brotli.compress(body) if encoding else body
    at = archive.put(url, 200, headers if encoding else headers[:1], sent, FETCHED_AT)
    frontier = Frontier(db)
    hints = Hints(listed=Listed.POST)
    frontier.add([PageRef(url=url, clinic="harbor", route=Route.FEED, hints=hints)])
    page = Page(
        url=url,
        clinic="harbor",
        status=200,
        headers={},
        body=body,
        fetched_at=FETCHED_AT,
        location=at,
    )
    frontier.mark_fetched(page, sha256(body).hexdigest())


def again(folder: Path, *slugs: str) -> dict[str, object]:
    [row] = reextract(folder / "a.db", folder / "archive", slugs)
    return row


def test_what_was_fetched_becomes_posts_and_again_changes_nothing(folder: Path) -> None:
    counts = {"clinic": "harbor", "pages": 2, "posts": 2, "changed": 0, "failed": 0}
    assert again(folder) == {**counts, "new": 2, "unchanged": 0}
    assert again(folder, "harbor") == {**counts, "new": 0, "unchanged": 2}
    db = open_database(folder / "a.db")
    assert [row["version"] for row in db.table("post_versions").rows] == [1, 1]
    assert {row["state"] for row in db.table("pages").rows} == {"post"}
    db.close()


def topics(folder: Path) -> set[tuple[str, str]]:
    db = open_database(folder / "a.db")
    post_topics = {(row["topic"], row["title"]) for row in db.query("SELECT * FROM post_topics")}
    db.close()
    return post_topics


def test_settling_alone_brings_a_new_vocabulary_without_reading_pages(folder: Path) -> None:
    again(folder)
    vocabulary = folder / "vocabulary"
    vocabulary.mkdir()
    for word in ("sleep", "water"):
        (vocabulary / "mine.csv").write_text(f"kind,label\nsubject,about {word}\n")
        [row] = reextract(
            folder / "a.db", folder / "nowhere", [], vocabulary_path=vocabulary, settle_only=True
        )
        assert (row["pages"], row["posts"], row["unchanged"]) == (0, 2, 2)
        assert topics(folder) == {(f"about {word}", f"About {word}")}


def test_a_bad_vocabulary_is_named_before_anything_is_written(folder: Path) -> None:
    again(folder)
    topics_before = topics(folder)
    (folder / "bad.csv").write_text("kind,label\nMy Kind,sleep\n")
    with pytest.raises(VocabularyError, match=r"bad.csv: line 2, column kind, 'My Kind'"):
        reextract(folder / "a.db", folder / "archive", [], vocabulary_path=folder)
    assert topics(folder) == topics_before


def test_a_page_that_the_archive_lost_is_counted_as_failed(folder: Path) -> None:
    db = open_database(folder / "a.db")
    db.execute("UPDATE pages SET archive_offset = 5 WHERE url = ?", [f"{URL}-1"])
    db.conn.commit()
    db.close()
    row = again(folder)
    assert (row["pages"], row["posts"], row["failed"]) == (2, 1, 1)


def test_a_clinic_that_the_database_does_not_know_is_named_with_those_like_it(
    folder: Path,
) -> None:
    with pytest.raises(ClinicsError, match="no clinic 'harbour'; near: harbor"):
        reextract(folder / "a.db", folder / "archive", ["harbour"])


def test_without_a_database_nothing_is_read_or_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="dripfeed crawl"):
        reextract(tmp_path / "none.db", tmp_path, [])
    assert list(tmp_path.iterdir()) == []


def test_a_reading_belongs_to_the_body_that_was_fetched(folder: Path) -> None:
    db = open_database(folder / "a.db")
    job = page_job(db, f"{URL}-2")
    assert job is not None
    row = read_page(folder / "archive", job)
    assert row["body_sha256"] == sha256(html("water")).hexdigest()
    assert row["fetched_at"] == job.fetched_at
    page = archived_page(Archive(folder / "archive").get(job.location), job)
    assert (page.body, page.final_url) == (html("water"), None)
    db.close()


def test_a_page_that_cannot_be_read_ends_with_a_named_error(folder: Path) -> None:
    db = open_database(folder / "a.db")
    job = page_job(db, f"{URL}-1")
    db.close()
    assert job is not None
    workers = Workers(folder / "a.db", folder / "none", packaged_files(), count=1)
    try:
        with pytest.raises(UNREADABLE) as caught:
            workers.read(job).result()
        assert "no response at" in workers.failure_reason(caught.value)
        assert str(Location(file=job.location.file, offset=0, length=0))[:20] in str(caught.value)
    finally:
        workers.stop()
