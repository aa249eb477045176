"""The worker processes: they read pages and settle clinics, so that the reactor never waits.

A worker takes a page from the archive by itself: only its location travels.
"""

import os
import signal
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, as_completed, wait
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, cast

from pebble import ProcessExpired, ProcessPool

from pipelines.archive.listed_bodies import RouteBodies
from pipelines.archive.warc import Archive, ArchivedResponse
from pipelines.enrich.fact_tables import read_fact_tables
from pipelines.enrich.terms.vocabulary import read_vocabulary
from pipelines.enrich.vocabulary_files import VocabularyFiles
from pipelines.extract import extract
from pipelines.items.settled import History, Job, Reading
from pipelines.settle import settle
from pipelines.store.database import read_database
from pipelines.store.extractions import clinic_urls, extraction_row, histories
from pipelines.store.settled import SpoolFile, packed
from scrapers.errors import StoreError
from scrapers.items import Page

OVERDUE = (TimeoutError, ProcessExpired)
"""What work ends with that takes too long or kills its worker."""
UNREADABLE = (*OVERDUE, StoreError)
"""What `Workers.read` ends with for a page that cannot be read: it takes too long, it kills its
worker, or the archive does not hold it."""

PATIENCE = 10
"""How many times longer than its own work a page may take on a busy machine."""

NICENESS = 10
"""By how much workers stand back behind the crawl's own process, which has hosts to answer; as
for nice(2)."""

AHEAD = 4
"""Pages given out for each worker: one that it reads, and others so that it never waits."""

SETTLE_SECONDS_PER_READING = 0.2
"""What settling may take for each body that was read. Source: more than ten times what it took on
real pages, 15 ms each with 1,750 words (measured)."""


class Workers:
    """Processes that share nothing with this one but the database and the archive."""

    def __init__(
        self,
        db_path: Path,
        archive: Path,
        vocabulary: VocabularyFiles,
        *,
        count: int = 0,
        timeout: float = 10,
        settle_timeout: float = 30,
    ) -> None:
        """Start them by `start`, else when the first work comes.

        vocabulary: the files that say what to look for. count: processes, 0 for one per processor.
        timeout: seconds of work that a page may take; a worker that takes longer is replaced.
        settle_timeout: seconds of work that settling may take, beside SETTLE_SECONDS_PER_READING.
        """
        self.db_path = db_path
        self.archive = archive
        self.vocabulary = vocabulary
        self.count = count or os.cpu_count() or 1
        self.timeout = timeout
        self.settle_timeout = settle_timeout
        self.folder = tempfile.TemporaryDirectory(prefix="dripfeed-")
        """Where settled posts lie until they are stored."""
        context = get_context("forkserver")  # a new worker is there at once, all code read before
        context.set_forkserver_preload([__name__])
        self.pool = ProcessPool(
            max_workers=self.count, context=context, initializer=os.nice, initargs=(NICENESS,)
        )

    @property
    def ahead(self) -> int:
        """How many pages are given out at once; the others wait in the database."""
        return AHEAD * self.count

    def start(self) -> None:
        """Start the processes; takes a second, in which they read all code that they need."""
        assert self.pool.active

    def read(self, job: Job) -> "Future[dict[str, Any]]":
        """The row of `extractions` for an archived page; may end with one of UNREADABLE."""
        work = self.pool.schedule(
            read_in_time, args=(self.archive, job, self.timeout), timeout=self.timeout * PATIENCE
        )
        return cast("Future[dict[str, Any]]", work)

    def read_all(self, jobs: Iterable[Job]) -> "Iterator[Future[dict[str, Any]]]":
        """Each page as it is read, in whatever order; only as many as `ahead` are under way."""
        under_way: set[Future[dict[str, Any]]] = set()
        for job in jobs:
            if len(under_way) >= self.ahead:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                yield from done
            under_way.add(self.read(job))
        yield from as_completed(under_way)

    def settle(self, clinic: str, readings: int) -> "Future[SpoolFile]":
        """The posts of a clinic as its extractions in the database give them.

        readings: how many bodies of it were read; the time that settling may take grows with them.
        May end with one of OVERDUE.
        """
        seconds = self.settle_timeout + readings * SETTLE_SECONDS_PER_READING
        given = (self.db_path, clinic, self.vocabulary, Path(self.folder.name), seconds)
        work = self.pool.schedule(settle_in_time, args=given, timeout=seconds * PATIENCE)
        return cast("Future[SpoolFile]", work)

    def why(self, error: Exception) -> str:
        """Why a page could not be read, in one line."""
        if is_late(error):
            return f"took longer than {self.timeout:.0f} s"
        return f"{type(error).__name__}: {error}"

    def stop(self) -> None:
        """End the processes; work that has not ended is left undone."""
        self.pool.stop()  # type: ignore[no-untyped-call]
        self.pool.join()
        self.folder.cleanup()


def is_late(error: Exception) -> bool:
    """Whether work was ended because it took too long."""
    is_stopped = isinstance(error, ProcessExpired) and error.exitcode == -signal.SIGPROF
    return is_stopped or isinstance(error, TimeoutError)


def why_unsettled(error: Exception) -> str:
    """Why a clinic could not be settled, in one line."""
    return "settling took too long" if is_late(error) else f"{type(error).__name__}: {error}"


def machine_fault(error: OSError) -> StoreError:
    """What to tell when this machine cannot read pages, whatever is in them: a full disk."""
    return StoreError(f"cannot read pages on this machine: {error}; is the disk full?")


def read_in_time(archive: Path, job: Job, seconds: float) -> dict[str, Any]:
    """As `read_page`; a page that needs more seconds of work ends this process."""
    with at_most(seconds):
        return read_page(archive, job)


def read_page(archive: Path, job: Job) -> dict[str, Any]:
    """The row of `extractions` for a page in the archive.

    Raises: StoreError if the archive does not hold it.
    """
    page = archived_page(_archive(archive).get(job.location), job)
    told = extract(page, job.refs, _bodies(archive).of(job.bodies))
    reading = Reading(extraction=told, fetched_at=job.fetched_at, location=job.location)
    return extraction_row(reading)


def settle_in_time(
    db_path: Path, clinic: str, vocabulary: VocabularyFiles, folder: Path, seconds: float
) -> SpoolFile:
    """As `settle_clinic`; a clinic that needs more seconds of work ends this process."""
    with at_most(seconds):
        return settle_clinic(db_path, clinic, vocabulary, folder)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End this process if the block needs more seconds of work.

    Its own work is counted and no other's: on a busy machine sound pages took ten times as long.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def settle_clinic(
    db_path: Path, clinic: str, vocabulary: VocabularyFiles, folder: Path
) -> SpoolFile:
    """The posts of a clinic as its extractions in the database give them, in a file of a folder.

    vocabulary: the files that say what to look for.
    """
    db = read_database(db_path)
    try:
        told = [
            History(url=url, first_seen_at=first_seen_at, readings=readings)
            for url, first_seen_at, readings in histories(db, clinic)
        ]
        settled = settle(
            clinic,
            told,
            clinic_urls(db, clinic),
            read_vocabulary(vocabulary),
            read_fact_tables(vocabulary),
        )
        return packed(settled, folder)
    finally:
        db.close()


def archived_page(answer: ArchivedResponse, job: Job) -> Page:
    """The page that a job and the archived answer describe."""
    return Page(
        url=job.url,
        clinic=job.clinic,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        fetched_at=datetime.fromisoformat(job.fetched_at),
        location=job.location,
        final_url=answer.url if answer.url != job.url else None,
        platform=job.platform,
    )


@cache
def _archive(folder: Path) -> Archive:
    return Archive(folder)


@cache
def _bodies(folder: Path) -> RouteBodies:
    return RouteBodies(_archive(folder))
