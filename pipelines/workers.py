"""The worker processes: they read pages and settle clinics, so that the reactor never waits.

A worker takes a page from the archive by itself: only its location travels.
"""

import os
import signal
from concurrent.futures import Future
from datetime import datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, cast

from pebble import ProcessExpired, ProcessPool

from pipelines.archive import Answer, Archive
from pipelines.enrich.vocabulary import read_vocabulary
from pipelines.extract import extract
from pipelines.settle import History, Settled, settle
from pipelines.store.database import read_database
from pipelines.store.extractions import Job, Reading, clinic_urls, extraction_row, histories
from scrapers.errors import StoreError
from scrapers.items import Page

UNREADABLE = (TimeoutError, ProcessExpired, StoreError)
"""What `Workers.read` ends with for a page that cannot be read: it takes too long, it kills its
worker, or the archive does not hold it."""

PATIENCE = 10
"""How many times longer than its own work a page may take on a busy machine."""


class Workers:
    """Processes that share nothing with this one but the database and the archive."""

    def __init__(
        self,
        db_path: Path,
        archive: Path,
        vocabulary: Path,
        *,
        count: int = 0,
        timeout: float = 10,
    ) -> None:
        """Start them when the first work comes.

        vocabulary: the folder of terms to look for. count: processes, 0 for one per processor.
        timeout: seconds of work that a page may take; a worker that takes longer is replaced.
        """
        self.db_path = db_path
        self.archive = archive
        self.vocabulary = vocabulary
        self.timeout = timeout
        context = get_context("forkserver")  # a new worker is there at once, all code read before
        context.set_forkserver_preload([__name__])
        self.pool = ProcessPool(max_workers=count or os.cpu_count() or 1, context=context)

    def read(self, job: Job) -> "Future[dict[str, Any]]":
        """The row of `extractions` for an archived page; may end with one of UNREADABLE."""
        work = self.pool.schedule(
            read_in_time, args=(self.archive, job, self.timeout), timeout=self.timeout * PATIENCE
        )
        return cast("Future[dict[str, Any]]", work)

    def settle(self, clinic: str) -> "Future[Settled]":
        """The posts of a clinic as its extractions in the database give them."""
        work = self.pool.schedule(settle_clinic, args=(self.db_path, clinic, self.vocabulary))
        return cast("Future[Settled]", work)

    def why(self, error: Exception) -> str:
        """Why a page could not be read, in one line."""
        is_slow = isinstance(error, ProcessExpired) and error.exitcode == -signal.SIGPROF
        if is_slow or isinstance(error, TimeoutError):
            return f"took longer than {self.timeout:.0f} s"
        return f"{type(error).__name__}: {error}"

    def stop(self) -> None:
        """End the processes; work that has not ended is left undone."""
        self.pool.stop()  # type: ignore[no-untyped-call]
        self.pool.join()


def machine_fault(error: OSError) -> StoreError:
    """What to tell when this machine cannot read pages, whatever is in them: a full disk."""
    return StoreError(f"cannot read pages on this machine: {error}; is the disk full?")


def read_in_time(archive: Path, job: Job, seconds: float) -> dict[str, Any]:
    """As `read_page`; a page that needs more seconds of work ends this process.

    Its own work is counted and no other's: on a busy machine sound pages took as long as that.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return read_page(archive, job)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def read_page(archive: Path, job: Job) -> dict[str, Any]:
    """The row of `extractions` for a page in the archive.

    Raises: StoreError if the archive does not hold it.
    """
    page = archived_page(_archive(archive).get(job.location), job)
    reading = Reading(
        extraction=extract(page, job.refs), fetched_at=job.fetched_at, location=job.location
    )
    return extraction_row(reading)


def settle_clinic(db_path: Path, clinic: str, vocabulary: Path) -> Settled:
    """The posts of a clinic as its extractions in the database give them.

    vocabulary: the folder of terms to look for.
    """
    db = read_database(db_path)
    try:
        told = [
            History(url=url, first_seen_at=first_seen_at, readings=readings)
            for url, first_seen_at, readings in histories(db, clinic)
        ]
        return settle(clinic, told, clinic_urls(db, clinic), read_vocabulary(vocabulary))
    finally:
        db.close()


def archived_page(answer: Answer, job: Job) -> Page:
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
