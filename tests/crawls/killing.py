"""Kills a crawl at random points, again and again, and says what is left each time."""

import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipelines.archive.warc import Archive
from pipelines.store.database import read_database
from scrapers.errors import StoreError
from tests.crawling import crawl_command, write_clinics
from tests.sites.numbered import numbered_site
from tests.sites.server import Request, Response, Served, Site, serve

SECONDS_PER_PAGE = 0.005
PATIENCE_SECONDS = 120
AT_START = 0.25
"""Share of the kills that come at a random moment of the first seconds, before pages do."""
START_SECONDS = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What a killed crawl left behind."""

    when: str
    """The moment of the kill in words."""
    request_count: int
    """Requests for posts so far, of all runs."""
    twice: int
    """Of these, how many asked again for what was asked before."""
    stored: int
    """Posts in the database."""
    integrity: str
    """What PRAGMA integrity_check says; "none" where there is no database yet."""
    whole_records: int
    """Responses that our own reader finds whole in the archive."""
    warcio_records: int
    """Responses that plain warcio reads, to the cut of each file."""
    orphans: int
    """Processes of the crawl that outlived it by more than some seconds."""


@contextmanager
def slow_numbered(posts: int, bytes_per_page: int = 20_000) -> Iterator[Served]:
    """A clinic of numbered posts that responds after some milliseconds."""
    quick = numbered_site(posts, bytes_per_page)

    def respond(request: Request) -> Response:
        time.sleep(SECONDS_PER_PAGE)
        return quick.respond(request)

    with serve(Site(slug=quick.slug, clinic=quick.clinic, respond=respond)) as served:
        yield served


def post_paths(served: Served) -> list[str]:
    """The paths of posts that were requested, in order."""
    return [r.path for r in tuple(served.requests) if r.path.startswith("/blog/note-")]


def repeats(served: Served) -> int:
    """How many requests asked again for a post."""
    return sum(count - 1 for count in Counter(post_paths(served)).values())


def killed(folder: Path, served: Served, *, kills: int, pages: int, seed: int) -> Iterator[Left]:
    """Start the same crawl and kill it, as often as told, and yield what each kill left.

    pages: at most so many are fetched between two kills.
    """
    write_clinics(folder / "clinics.csv", [{"slug": "numbered", "website": served.url}])
    random = Random(seed)
    for _ in range(kills):
        yield _kill_once(folder, served, random, pages)


def finished(folder: Path, served: Served) -> Left:
    """Run the same crawl to its end, and say what it left."""
    crawl = _start(folder)
    return left(folder, served, f"exit code {crawl.wait(PATIENCE_SECONDS)}", crawl.pid)


def _start(folder: Path) -> "subprocess.Popen[bytes]":
    with (folder / "crawl.log").open("ab") as log:
        return subprocess.Popen(
            crawl_command(folder), stdout=log, stderr=log, start_new_session=True
        )


def _kill_once(folder: Path, served: Served, random: Random, pages: int) -> Left:
    crawl = _start(folder)
    if random.random() < AT_START:
        seconds = random.uniform(0, START_SECONDS)
        when = f"after {seconds:.2f} s"
        time.sleep(seconds)
    else:
        count = random.randint(1, pages)
        when = f"after {count} pages"
        _wait_for_pages(crawl, served, len(post_paths(served)) + count)
        time.sleep(random.uniform(0, 2 * SECONDS_PER_PAGE))
    crawl.kill()
    crawl.wait()
    return left(folder, served, when, crawl.pid)


def _wait_for_pages(crawl: "subprocess.Popen[bytes]", served: Served, count: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while len(post_paths(served)) < count and crawl.poll() is None:
        assert time.monotonic() < until, "the crawl asked for too few pages"
        time.sleep(0.002)


def left(folder: Path, served: Served, when: str, session: int) -> Left:
    """What lies in a folder after a crawl was killed."""
    orphans = outlived(session)
    integrity, stored = look_into(folder / "dripfeed.db")
    return Left(
        when=when,
        request_count=len(post_paths(served)),
        twice=repeats(served),
        stored=stored,
        integrity=integrity,
        whole_records=sum(1 for _ in Archive(folder / "archive").all()),
        warcio_records=sum(map(readable_records, (folder / "archive").glob("*.warc.gz"))),
        orphans=orphans,
    )


def look_into(db_path: Path) -> tuple[str, int]:
    """What PRAGMA integrity_check says, and how many posts there are."""
    try:
        db = read_database(db_path)
    except StoreError:  # killed before it had tables
        return "none", 0
    try:
        integrity = next(iter(db.query("PRAGMA integrity_check")))["integrity_check"]
        return integrity, next(iter(db.query("SELECT count(*) AS n FROM posts")))["n"]
    finally:
        db.close()


def readable_records(path: Path) -> int:
    """How many responses of a WARC file plain warcio reads, to the cut."""
    count = 0
    with path.open("rb") as file, suppress(ArchiveLoadFailed, EOFError):
        for record in ArchiveIterator(file):
            record.content_stream().read()
            count += record.rec_type == "response"
    return count


def outlived(session: int, *, seconds: float = 10) -> int:
    """How many processes of a session are left when they had some seconds to end."""
    until = time.monotonic() + seconds
    while (living := _living(session)) and time.monotonic() < until:
        time.sleep(0.05)
    return living


def _living(session: int) -> int:
    count = 0
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (path / "stat").read_text().rpartition(")")[2].split()
            count += int(fields[3]) == session and fields[0] != "Z"
    return count
