"""A crawl that is cut short loses nothing and continues where it stopped."""

import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.store.database import open_database, read_database
from tests.crawling import Crawled, crawl_command, finished, run, write_clinics
from tests.faults.sites import clinic
from tests.sites.server import Answer, Request, Served, Site, serve

POSTS = 60
SECONDS_PER_PAGE = 0.02
"""So that a kill meets a crawl under way."""


@pytest.fixture
def slow() -> Iterator[Served]:
    """A clinic with 60 posts that answers after 20 ms."""
    quick = clinic("slow", {}, posts=POSTS)

    def answer(request: Request) -> Answer:
        time.sleep(SECONDS_PER_PAGE)
        return quick.answer(request)

    with serve(Site(slug="slow", clinic={}, answer=answer)) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path, slow: Served) -> Path:
    """A folder with the clinic's clinics.csv."""
    write_clinics(tmp_path / "clinics.csv", [{"slug": "slow", "website": slow.url}])
    return tmp_path


def start(folder: Path) -> "subprocess.Popen[str]":
    """Begin a crawl without waiting for it."""
    return subprocess.Popen(
        crawl_command(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for_pages(served: Served, count: int) -> None:
    """Wait until so many posts were asked for."""
    until = time.monotonic() + 60
    while len(post_paths(served)) < count:
        assert time.monotonic() < until, "the crawl asked for too few pages"
        time.sleep(0.01)


def post_paths(served: Served) -> list[str]:
    """The paths of posts that were asked for, in order."""
    return [r.path for r in tuple(served.requests) if r.path.startswith("/blog/letter-")]


def again(folder: Path) -> Crawled:
    """The same command once more, to its end."""
    return finished(folder, run(crawl_command(folder)))


@pytest.mark.parametrize("pages", [1, 20, 45])
def test_after_a_kill_every_post_is_there_once(folder: Path, slow: Served, pages: int) -> None:
    crawl = start(folder)
    wait_for_pages(slow, pages)
    crawl.kill()
    crawl.communicate()
    done = again(folder)
    assert (done.code, len(done.rows("SELECT 1 FROM posts"))) == (0, POSTS)
    assert done.column("PRAGMA integrity_check") == ["ok"]
    twice = [path for path, count in Counter(post_paths(slow)).items() if count > 1]
    assert len(twice) <= 1, "only the page under way may be fetched again"


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_clean_stop_keeps_what_was_fetched_as_posts(
    folder: Path, slow: Served, sign: signal.Signals
) -> None:
    crawl = start(folder)
    wait_for_pages(slow, 20)
    crawl.send_signal(sign)
    crawl.communicate(timeout=30)
    db = read_database(folder / "dripfeed.db")
    posts = next(iter(db.query("SELECT count(*) AS n FROM posts")))["n"]
    ends = [row["end_state"] for row in db.query("SELECT end_state FROM run_clinics")]
    db.close()
    assert 15 <= posts < POSTS
    assert ends == ["interrupted"]


def test_after_a_clean_stop_the_same_command_continues(folder: Path, slow: Served) -> None:
    crawl = start(folder)
    wait_for_pages(slow, 20)
    crawl.send_signal(signal.SIGINT)
    crawl.communicate(timeout=30)
    done = again(folder)
    assert len(done.rows("SELECT 1 FROM posts")) == POSTS
    assert len(post_paths(slow)) <= POSTS + 1


def test_a_second_crawl_on_the_same_database_is_told_to_wait(folder: Path, slow: Served) -> None:
    crawl = start(folder)
    wait_for_pages(slow, 3)
    second = run(crawl_command(folder))
    crawl.kill()
    crawl.communicate()
    assert second.returncode == 1
    assert "another crawl or extraction is writing" in second.stderr


def test_a_full_disk_ends_the_crawl_with_a_message_and_loses_nothing(
    folder: Path, slow: Served
) -> None:
    limited = ["sh", "-c", 'ulimit -f 600; trap "" XFSZ; exec "$@"', "sh"]
    full = run([*limited, *crawl_command(folder)])
    assert full.returncode == 1
    assert "cannot write to the" in full.stderr
    done = again(folder)
    assert len(done.rows("SELECT 1 FROM posts")) == POSTS


def test_what_was_fetched_but_not_read_is_read_by_the_next_crawl(
    folder: Path, slow: Served
) -> None:
    again(folder)
    db = open_database(folder / "dripfeed.db")
    db.execute("DELETE FROM extractions")
    db.execute("DELETE FROM posts")
    db.execute("UPDATE pages SET state = 'fetched' WHERE state = 'post'")
    db.close()
    asked = len(post_paths(slow))
    done = again(folder)
    assert len(done.rows("SELECT 1 FROM posts")) == POSTS
    assert len(post_paths(slow)) == asked


def test_a_second_run_fetches_no_page_again(folder: Path, slow: Served) -> None:
    again(folder)
    asked = len(post_paths(slow))
    again(folder)
    assert len(post_paths(slow)) == asked


def test_full_fetches_every_page_again_and_makes_no_version(folder: Path, slow: Served) -> None:
    again(folder)
    done = finished(folder, run(crawl_command(folder, "--full")))
    assert len(post_paths(slow)) == 2 * POSTS
    assert len(done.rows("SELECT 1 FROM post_versions")) == POSTS


def test_limit_fetches_so_many_pages_and_says_what_to_do(folder: Path, slow: Served) -> None:
    done = finished(folder, run(crawl_command(folder, "--limit", "5")))
    assert len(post_paths(slow)) == 5
    assert "run again without --limit" in done.out
