"""Reads archived pages again and settles their clinics: the crawl without the network."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipelines.enrich.fact_tables import usable_files
from pipelines.jobs.crawl import exclusive
from pipelines.jobs.worker_pool import OVERDUE, UNREADABLE, Workers, machine_fault, why_unsettled
from pipelines.store.batches import run_now
from pipelines.store.copies.update import catch_up, compare_all
from pipelines.store.database import open_database
from pipelines.store.extractions import archived, reading_count, save_extraction, unread
from pipelines.store.settled import SpoolFile, save_settled
from scrapers.errors import ClinicsError, StoreError

logger = logging.getLogger(__name__)


def reextract(
    db_path: Path,
    archive_path: Path,
    slugs: Sequence[str],
    *,
    vocabulary_path: Path | None = None,
    settle_only: bool = False,
) -> list[dict[str, Any]]:
    """Read the archived pages of the clinics again and settle them; one row per clinic.

    slugs: the clinics; none means all. vocabulary_path: the folder of files that say what to
    look for; None takes dripfeed's own. settle_only: settle what was read before, without reading
    pages again.
    Raises: ClinicsError for a clinic that the database does not know; VocabularyError; StoreError.
    """
    _require(db_path)
    with exclusive(db_path):
        vocabulary = usable_files(vocabulary_path)
        db = open_database(db_path)
        workers = Workers(db_path, archive_path, vocabulary)
        try:
            catch_up(db)
            return [_clinic(db, workers, slug, settle_only) for slug in _known(db, slugs)]
        finally:
            workers.stop()
            db.close()


def compare_again(db_path: Path) -> list[dict[str, Any]]:
    """Compare all posts with one another anew; how many pairs there are of each kind.

    Raises: StoreError if there is no database, or another process writes it.
    """
    _require(db_path)
    with exclusive(db_path):
        db = open_database(db_path)
        try:
            compare_all(db)
            return list(db.query("SELECT kind, count(*) AS pairs FROM copies GROUP BY kind"))
        finally:
            db.close()


def _require(db_path: Path) -> None:
    if not db_path.is_file():
        raise StoreError(f"there is no database {db_path}: run `dripfeed crawl` first")


def _clinic(db: Database, workers: Workers, slug: str, settle_only: bool) -> dict[str, Any]:
    jobs = () if settle_only else (*archived(db, slug), *unread(db, slug))
    pages = _save(db, workers.read_all(jobs))
    settled = _settled(db, workers, slug)
    changes = run_now(save_settled(db, slug, settled)) if settled else Counter()
    return {
        "clinic": slug,
        "pages": pages.total(),
        "posts": len(settled.urls) if settled else None,
        "new": changes["new"],
        "changed": changes["changed"],
        "unchanged": changes["unchanged"],
        "failed": pages["failed"] if settled else pages["failed"] + 1,
    }


def _settled(db: Database, workers: Workers, slug: str) -> SpoolFile | None:
    """The clinic's posts; None, and the reason in the log, where settling does not end."""
    try:
        return workers.settle(slug, reading_count(db, slug)).result()
    except OVERDUE as error:
        logger.error("The posts of %s are as before: %s", slug, why_unsettled(error))  # noqa: TRY400
        return None


def _save(db: Database, work: Iterable[Future[dict[str, Any]]]) -> Counter[str]:
    """Store each result when it comes; returns how many pages were read and how many failed."""
    pages: Counter[str] = Counter()
    for result in work:
        try:
            save_extraction(db, result.result())
            pages["read"] += 1
        except UNREADABLE:
            pages["failed"] += 1
        except OSError as error:
            raise machine_fault(error) from error
    return pages


def _known(db: Database, slugs: Sequence[str]) -> list[str]:
    known = [row["slug"] for row in db.query("SELECT slug FROM clinics ORDER BY slug")]
    for slug in slugs:
        if slug not in known:
            near = ", ".join(get_close_matches(slug, known)) or "`dripfeed status` lists them"
            raise ClinicsError(f"the database has no clinic {slug!r}; near: {near}")
    return list(slugs) or known
