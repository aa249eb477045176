"""A crawl that is cut short loses nothing and continues where it stopped."""

import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from pipelines.jobs.crawl import exclusive_lock
from pipelines.store.database import open_database, read_database
from scrapers.errors import StoreError
from tests.crawling import DRIPFEED, Crawled, crawl_command, finished, run, write_clinics
from tests.faults.sites import clinic
from tests.sites.server import Request, Response, Served, Site, serve

POSTS = 60
SECONDS_PER_PAGE = 0.02
"""So that a kill meets a crawl under way."""


@pytest.fixture
def slow() -> Iterator[Served]:
    """A clinic with 60 posts that responds after 20 ms."""
    quick = clinic("slow", {}, posts=POSTS)

    def respond(request: Request) -> Response:
        time.sleep(SECONDS_PER_PAGE)
        return quick.respond(request)

    with serve(Site(slug="slow", clinic={}, respond=respond)) as served:
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
    """Wait until so many posts were requested."""
    until = time.monotonic() + 60
    while len(post_paths(served)) < count:
        assert time.monotonic() < until, "the crawl asked for too few pages"
        time.sleep(0.01)


def post_paths(served: Served) -> list[str]:
    """The paths of posts that were requested, in order."""
    return [r.path for r in tuple(served.requests) if r.path.startswith("/blog/letter-")]


def wait_for_posts(db_path: Path, count: int) -> None:
    """Wait until so many posts are stored, which is in the middle of settling."""
    until = time.monotonic() + 60
    while stored(db_path) < count:
        assert time.monotonic() < until, "no post was stored"
        time.sleep(0.001)


def stored(db_path: Path) -> int:
    """How many posts a database holds; 0 for one that has no tables yet."""
    try:
        db = read_database(db_path)
    except StoreError:
        return 0
    try:
        return int(next(iter(db.query("SELECT count(*) AS n FROM posts")))["n"])
    finally:
        db.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB; skipped where this user may mount none."""
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


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


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.5])
def test_an_impatient_user_loses_nothing(folder: Path, slow: Served, seconds: float) -> None:
    crawl = start(folder)
    wait_for_pages(slow, 20)
    crawl.send_signal(signal.SIGINT)
    time.sleep(seconds)
    crawl.send_signal(signal.SIGINT)
    crawl.communicate(timeout=30)
    done = again(folder)
    assert len(done.rows("SELECT 1 FROM posts")) == POSTS
    assert len(post_paths(slow)) <= POSTS + 1


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
    crawl.send_signal(signal.SIGSTOP)  # else it may end before the second has begun
    second = run(crawl_command(folder))
    crawl.kill()
    crawl.communicate()
    assert second.returncode == 1
    assert "another crawl or extraction is writing" in second.stderr


def test_a_full_disk_ends_the_crawl_with_a_message_and_loses_nothing(
    folder: Path, slow: Served
) -> None:
    limited = ["sh", "-c", 'ulimit -f 2000; trap "" XFSZ; exec "$@"', "sh"]
    full = run([*limited, *crawl_command(folder)])
    assert full.returncode == 1
    assert "is the disk full?" in full.stderr  # a library wants to write a temporary file
    done = again(folder)
    assert len(done.rows("SELECT 1 FROM posts")) == POSTS


def test_a_disk_that_is_truly_full_ends_the_crawl_with_a_message_and_loses_nothing(
    folder: Path, slow: Served, small_disk: Path
) -> None:
    on_disk = ["--db", str(small_disk / "dripfeed.db"), "--archive", str(small_disk / "archive")]
    full = run(crawl_command(folder, *on_disk))
    assert full.returncode == 1
    assert "cannot write to the" in full.stderr
    assert "Traceback" not in full.stderr
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    run(crawl_command(folder, *on_disk))
    db = read_database(small_disk / "dripfeed.db")
    posts = next(iter(db.query("SELECT count(*) AS n FROM posts")))["n"]
    whole = next(iter(db.query("PRAGMA integrity_check")))["integrity_check"]
    db.close()
    assert (posts, whole) == (POSTS, "ok")


def test_a_kill_while_a_clinic_is_settled_loses_nothing(folder: Path, slow: Served) -> None:
    crawl = start(folder)
    wait_for_posts(folder / "dripfeed.db", 1)
    crawl.kill()
    crawl.communicate()
    done = again(folder)
    assert len(done.rows("SELECT 1 FROM posts")) == POSTS
    assert len(done.rows("SELECT 1 FROM post_versions")) == POSTS
    assert len(post_paths(slow)) == POSTS


def test_a_kill_while_the_archive_is_read_again_loses_nothing(folder: Path, slow: Served) -> None:
    done = again(folder)
    words = [*DRIPFEED, "extract", "--db", str(done.db_path)]
    random = Random(1)
    for _ in range(3):
        reading = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0.8, 2.5))
        reading.kill()
        reading.wait()
        assert len(done.rows("SELECT 1 FROM posts")) == POSTS
    assert run(words).returncode == 0
    assert len(done.rows("SELECT 1 FROM post_versions")) == POSTS
    assert done.column("PRAGMA integrity_check") == ["ok"]


def test_an_extraction_during_a_crawl_is_told_to_wait(folder: Path, slow: Served) -> None:
    done = again(folder)
    with exclusive_lock(done.db_path):
        reading = run([*DRIPFEED, "extract", "--db", str(done.db_path)])
    assert reading.returncode == 1
    assert "another crawl or extraction is writing" in reading.stderr


def test_what_was_fetched_but_not_read_is_read_by_the_next_crawl(
    folder: Path, slow: Served
) -> None:
    again(folder)
    db = open_database(folder / "dripfeed.db")
    db.execute("DELETE FROM extractions")
    db.execute("DELETE FROM posts")
    db.execute("UPDATE pages SET state = 'fetched' WHERE state = 'post'")
    db.close()
    request_count = len(post_paths(slow))
    done = again(folder)
    assert len(done.rows("SELECT 1 FROM posts")) == POSTS
    assert len(post_paths(slow)) == request_count


def test_a_second_run_fetches_no_page_again(folder: Path, slow: Served) -> None:
    again(folder)
    request_count = len(post_paths(slow))
    again(folder)
    assert len(post_paths(slow)) == request_count


def test_full_fetches_every_page_again_and_makes_no_version(folder: Path, slow: Served) -> None:
    again(folder)
    done = finished(folder, run(crawl_command(folder, "--full")))
    assert len(post_paths(slow)) == 2 * POSTS
    assert len(done.rows("SELECT 1 FROM post_versions")) == POSTS


def test_limit_fetches_so_many_pages_and_says_what_to_do(folder: Path, slow: Served) -> None:
    done = finished(folder, run(crawl_command(folder, "--limit", "5")))
    assert len(post_paths(slow)) == 5
    assert "run again without --limit" in done.out
