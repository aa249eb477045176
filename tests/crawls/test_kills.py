"""However often a crawl is killed, every post is there once at the end, and no page twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.store.database import read_database
from tests.crawling import Crawled, crawl_command, finished, run
from tests.crawls.killing import Left, killed, post_paths, repeats, slow_numbered
from tests.sites.numbered import marker

POSTS = 150
KILLS = 5
SEED = 20261121


@dataclass(frozen=True, slots=True, kw_only=True)
class Survived:
    """A crawl that was killed some times and then came to its end."""

    left: tuple[Left, ...]
    done: Crawled
    requested: tuple[str, ...]
    twice: int


@pytest.fixture(scope="module")
def survived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Survived]:
    """Five kills of a crawl of 150 pages, then the same command to its end."""
    folder: Path = tmp_path_factory.mktemp("kills")
    with slow_numbered(POSTS) as served:
        pages = POSTS // KILLS
        left = tuple(killed(folder, served, kills=KILLS, pages=pages, seed=SEED))
        done = finished(folder, run(crawl_command(folder)))
        yield Survived(
            left=left, done=done, requested=tuple(post_paths(served)), twice=repeats(served)
        )


def test_the_kills_met_a_crawl_under_way(survived: Survived) -> None:
    assert any(0 < left.request_count < POSTS for left in survived.left)
    assert survived.left[-1].stored < POSTS


def test_every_post_is_there_once(survived: Survived) -> None:
    assert survived.done.code == 0
    db = read_database(survived.done.db_path)
    texts = [row["text"] for row in db.query("SELECT text FROM posts")]
    db.close()
    assert len(texts) == POSTS
    log_text = "\n".join(texts)
    assert [n for n in range(1, POSTS + 1) if log_text.count(marker(n)) != 1] == []


def test_every_page_was_requested(survived: Survived) -> None:
    assert len(set(survived.requested)) == POSTS


def test_only_what_was_in_flight_was_fetched_again(survived: Survived) -> None:
    assert survived.twice <= KILLS, "one request per host is under way at a time"


def test_the_database_is_whole_after_every_kill(survived: Survived) -> None:
    assert {left.integrity for left in survived.left} <= {"ok", "none"}
    assert survived.done.column("PRAGMA integrity_check") == ["ok"]


def test_the_archive_is_readable_to_the_cut_after_every_kill(survived: Survived) -> None:
    """Of each file warcio may give one record that was cut; ours gives whole ones only."""
    for number, left in enumerate(survived.left, start=1):
        assert 0 <= left.warcio_records - left.whole_records <= number


def test_every_response_is_in_the_archive(survived: Survived) -> None:
    for number, left in enumerate(survived.left, start=1):
        assert left.whole_records >= left.request_count - number


def test_no_process_outlives_its_crawl(survived: Survived) -> None:
    assert [left.orphans for left in survived.left] == [0] * KILLS


def test_a_killed_run_stays_open_and_the_last_one_is_finished(survived: Survived) -> None:
    ends = survived.done.column("SELECT finished_at IS NULL FROM runs ORDER BY id")
    assert ends[-1] == 0
    assert all(ends[:-1])
