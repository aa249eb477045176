"""Pool of worker processes that extract pages and settle clinics, so that the reactor never blocks.

A worker reads the page from the archive itself; only its location is sent.
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
from pipelines.store.settled import SpoolFile, write_spool_file
from scrapers.errors import StoreError
from scrapers.items import Page

OVERDUE = (TimeoutError, ProcessExpired)
"""Errors of work that takes too long or kills its worker."""
UNREADABLE = (*OVERDUE, StoreError)
"""Errors of `Workers.read` for a page that cannot be read: it takes too long, it kills its worker,
or it is not in the archive."""

WALL_CLOCK_FACTOR = 10
"""How many times its CPU time a page may take on a busy machine."""

NICENESS = 10
"""Lower priority of workers against the crawl's own process, which has responses to handle; as for
nice(2)."""

PAGES_PER_WORKER = 4
"""Pages submitted per worker: one that it reads, and others so that it never waits."""

SETTLE_SECONDS_PER_READING = 0.2
"""CPU time that settling may take per reading. Source: more than ten times what it took on real
pages, 15 ms each with 1,750 words (measured)."""


class Workers:
    """Processes that share only the database and the archive with this one."""

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
        """Prepare the pool; the processes start with `start` or with the first work.

        vocabulary: the vocabulary files. count: processes, 0 for one per processor. timeout: CPU
        seconds that a page may take; a worker that takes longer is replaced. settle_timeout: CPU
        seconds that settling may take, in addition to SETTLE_SECONDS_PER_READING.
        """
        self.db_path = db_path
        self.archive = archive
        self.vocabulary = vocabulary
        self.count = count or os.cpu_count() or 1
        self.timeout = timeout
        self.settle_timeout = settle_timeout
        self.folder = tempfile.TemporaryDirectory(prefix="dripfeed-")
        """Spool files of settled clinics until they are stored."""
        context = get_context("forkserver")  # a new worker starts at once, with all code loaded
        context.set_forkserver_preload([__name__])
        self.pool = ProcessPool(
            max_workers=self.count, context=context, initializer=os.nice, initargs=(NICENESS,)
        )

    @property
    def max_pending(self) -> int:
        """How many pages are submitted at a time; the others wait in the database."""
        return PAGES_PER_WORKER * self.count

    def start(self) -> None:
        """Start the processes; takes a second, in which they load all code that they need."""
        assert self.pool.active

    def read(self, job: Job) -> "Future[dict[str, Any]]":
        """Extract an archived page into a row of `extractions`; may end with UNREADABLE errors."""
        future = self.pool.schedule(
            read_in_time,
            args=(self.archive, job, self.timeout),
            timeout=self.timeout * WALL_CLOCK_FACTOR,
        )
        return cast("Future[dict[str, Any]]", future)

    def read_all(self, jobs: Iterable[Job]) -> "Iterator[Future[dict[str, Any]]]":
        """Extract pages and yield each when it is done; at most `max_pending` are submitted."""
        pending: set[Future[dict[str, Any]]] = set()
        for job in jobs:
            if len(pending) >= self.max_pending:
                done, pending = wait(pending, return_when=FIRST_COMPLETED)
                yield from done
            pending.add(self.read(job))
        yield from as_completed(pending)

    def settle(self, clinic: str, readings: int) -> "Future[SpoolFile]":
        """Settle a clinic from its stored extractions; may end with OVERDUE errors.

        readings: how many bodies of the clinic were read; the time limit grows with them.
        """
        seconds = self.settle_timeout + readings * SETTLE_SECONDS_PER_READING
        future = self.pool.schedule(
            settle_in_time,
            args=(self.db_path, clinic, self.vocabulary, Path(self.folder.name), seconds),
            timeout=seconds * WALL_CLOCK_FACTOR,
        )
        return cast("Future[SpoolFile]", future)

    def failure_reason(self, error: Exception) -> str:
        """Return why a page could not be read, in one line."""
        if is_timeout(error):
            return f"took longer than {self.timeout:.0f} s"
        return f"{type(error).__name__}: {error}"

    def stop(self) -> None:
        """Stop the processes; unfinished work is dropped."""
        self.pool.stop()  # type: ignore[no-untyped-call]
        self.pool.join()
        self.folder.cleanup()


def is_timeout(error: Exception) -> bool:
    """Return whether work was stopped because it took too long."""
    is_stopped = isinstance(error, ProcessExpired) and error.exitcode == -signal.SIGPROF
    return is_stopped or isinstance(error, TimeoutError)


def unsettled_reason(error: Exception) -> str:
    """Return why a clinic could not be settled, in one line."""
    return "settling took too long" if is_timeout(error) else f"{type(error).__name__}: {error}"


def machine_error(error: OSError) -> StoreError:
    """Return the error for a fault of this machine, not of a page, such as a full disk."""
    return StoreError(f"cannot read pages on this machine: {error}; is the disk full?")


def read_in_time(archive: Path, job: Job, seconds: float) -> dict[str, Any]:
    """As `read_page`; a page that needs more CPU seconds ends this process."""
    with cpu_limit(seconds):
        return read_page(archive, job)


def read_page(archive: Path, job: Job) -> dict[str, Any]:
    """Extract a page in the archive into a row of `extractions`.

    Raises: StoreError if it is not in the archive.
    """
    page = archived_page(_archive(archive).get(job.location), job)
    extraction = extract(page, job.refs, _bodies(archive).of(job.bodies))
    reading = Reading(extraction=extraction, fetched_at=job.fetched_at, location=job.location)
    return extraction_row(reading)


def settle_in_time(
    db_path: Path, clinic: str, vocabulary: VocabularyFiles, folder: Path, seconds: float
) -> SpoolFile:
    """As `settle_clinic`; a clinic that needs more CPU seconds ends this process."""
    with cpu_limit(seconds):
        return settle_clinic(db_path, clinic, vocabulary, folder)


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """End this process if the block needs more CPU seconds.

    CPU time is counted, not wall-clock time: on a busy machine good pages took ten times as long.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def settle_clinic(
    db_path: Path, clinic: str, vocabulary: VocabularyFiles, folder: Path
) -> SpoolFile:
    """Settle a clinic from its stored extractions, into a spool file in a folder."""
    db = read_database(db_path)
    try:
        page_histories = [
            History(url=url, first_seen_at=first_seen_at, readings=readings)
            for url, first_seen_at, readings in histories(db, clinic)
        ]
        settled = settle(
            clinic,
            page_histories,
            clinic_urls(db, clinic),
            read_vocabulary(vocabulary),
            read_fact_tables(vocabulary),
        )
        return write_spool_file(settled, folder)
    finally:
        db.close()


def archived_page(response: ArchivedResponse, job: Job) -> Page:
    """Return the page of a job with its archived response."""
    return Page(
        url=job.url,
        clinic=job.clinic,
        status=response.status,
        headers=response.headers,
        body=response.body,
        fetched_at=datetime.fromisoformat(job.fetched_at),
        location=job.location,
        final_url=response.url if response.url != job.url else None,
        platform=job.platform,
    )


@cache
def _archive(folder: Path) -> Archive:
    return Archive(folder)


@cache
def _bodies(folder: Path) -> RouteBodies:
    return RouteBodies(_archive(folder))
