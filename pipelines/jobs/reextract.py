"""Extracts archived pages again and settles their clinics, without the network."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipelines.enrich.fact_tables import validated_files
from pipelines.jobs.crawl import exclusive_lock
from pipelines.jobs.worker_pool import OVERDUE, UNREADABLE, Workers, machine_error, unsettled_reason
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
    """Extract the archived pages of the clinics again and settle them; return a row per clinic.

    slugs: the clinics; all if empty. vocabulary_path: the folder of vocabulary files; None takes
    dripfeed's own. settle_only: settle the stored extractions, without reading pages again.
    Raises: ClinicsError for a clinic that is not in the database; VocabularyError; StoreError.
    """
    _require_file(db_path)
    with exclusive_lock(db_path):
        vocabulary = validated_files(vocabulary_path)
        db = open_database(db_path)
        workers = Workers(db_path, archive_path, vocabulary)
        try:
            catch_up(db)
            return [_reextract_clinic(db, workers, slug, settle_only) for slug in _slugs(db, slugs)]
        finally:
            workers.stop()
            db.close()


def compare_again(db_path: Path) -> list[dict[str, Any]]:
    """Compare all posts with one another again; return the number of pairs of each kind.

    Raises: StoreError if there is no database, or another process writes it.
    """
    _require_file(db_path)
    with exclusive_lock(db_path):
        db = open_database(db_path)
        try:
            compare_all(db)
            return list(db.query("SELECT kind, count(*) AS pairs FROM copies GROUP BY kind"))
        finally:
            db.close()


def _require_file(db_path: Path) -> None:
    if not db_path.is_file():
        raise StoreError(f"there is no database {db_path}: run `dripfeed crawl` first")


def _reextract_clinic(
    db: Database, workers: Workers, slug: str, settle_only: bool
) -> dict[str, Any]:
    jobs = () if settle_only else (*archived(db, slug), *unread(db, slug))
    pages = _save_extractions(db, workers.read_all(jobs))
    settled = _settle(db, workers, slug)
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


def _settle(db: Database, workers: Workers, slug: str) -> SpoolFile | None:
    """Return the clinic's posts; None, with the reason in the log, if settling took too long."""
    try:
        return workers.settle(slug, reading_count(db, slug)).result()
    except OVERDUE as error:
        logger.error("The posts of %s are as before: %s", slug, unsettled_reason(error))  # noqa: TRY400
        return None


def _save_extractions(db: Database, rows: Iterable[Future[dict[str, Any]]]) -> Counter[str]:
    """Store each extraction when it is done; return how many pages were read and failed."""
    pages: Counter[str] = Counter()
    for row in rows:
        try:
            save_extraction(db, row.result())
            pages["read"] += 1
        except UNREADABLE:
            pages["failed"] += 1
        except OSError as error:
            raise machine_error(error) from error
    return pages


def _slugs(db: Database, chosen: Sequence[str]) -> list[str]:
    stored = [row["slug"] for row in db.query("SELECT slug FROM clinics ORDER BY slug")]
    for slug in chosen:
        if slug not in stored:
            near = ", ".join(get_close_matches(slug, stored)) or "`dripfeed status` lists them"
            raise ClinicsError(f"the database has no clinic {slug!r}; near: {near}")
    return list(chosen) or stored
