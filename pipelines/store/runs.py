"""Stores runs, and for each clinic of a run how its visit ended."""

import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

import msgspec
from sqlite_utils import Database

from pipelines.store.schedule import next_check_at
from scrapers import __version__
from scrapers.codes.end_states import EndState
from scrapers.items import Clinic, Visit
from scrapers.state.columns import columns_of, upsert
from scrapers.state.timestamps import now, parse_moment
from scrapers.state.transaction import transaction

LIBRARIES = ("scrapy", "trafilatura", "lxml", "feedparser", "protego", "sqlite-utils")
"""Libraries whose versions affect what a run finds and extracts."""


def save_clinics(db: Database, clinics: Iterable[Clinic]) -> None:
    """Bring the table of clinics up to date with the rows of clinics.csv."""
    sql = upsert("clinics", columns_of(Clinic), key=["slug"])
    with transaction(db):
        db.conn.executemany(sql, [asdict(clinic) for clinic in clinics])


def begin_run(db: Database, settings: Mapping[str, Any], clinics: Iterable[Clinic]) -> int:
    """Record the start of a run with its settings and versions; return its id."""
    row = {
        "started_at": now(),
        "settings": msgspec.json.encode(dict(settings)).decode(),
        "versions": msgspec.json.encode(versions(db)).decode(),
    }
    with transaction(db):
        run = db.conn.execute(BEGIN, row).fetchone()[0]
        slugs = [(run, clinic.slug) for clinic in clinics]
        db.conn.executemany("INSERT INTO run_clinics (run, clinic) VALUES (?, ?)", slugs)
    return int(run)


def versions(db: Database) -> dict[str, str]:
    """Return the versions of everything that affects what a run finds and extracts."""
    sqlite = next(iter(db.query("SELECT sqlite_version() AS version")))["version"]
    libraries = {name: version(name) for name in LIBRARIES}
    return {
        "dripfeed": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite,
        **libraries,
    }


def end_visit(db: Database, run: int, visit: Visit, changes: Mapping[str, int]) -> EndState:
    """Record the end of a clinic's visit with its counts; return the recorded end state.

    changes: how many posts are new, changed and unchanged. A clinic that had posts and lists none
    ends as LOST_POSTS, one without any post as NO_POSTS, whatever the crawl reported.
    """
    with transaction(db):
        db.conn.execute(PLATFORM, asdict(visit))
        counts = next(iter(db.query(COUNTS, {"run": run, "clinic": visit.clinic})))
        end = _end_state(visit.end_state, counts)
        row = {
            **counts,
            "run": run,
            "clinic": visit.clinic,
            "new": changes.get("new", 0),
            "changed": changes.get("changed", 0),
            "unchanged": changes.get("unchanged", 0),
            "end_state": end,
            "detail": visit.detail,
            "next_step": end.next_step,
            "next_check_at": _next_check_at(db, run, visit.clinic, end),
        }
        db.conn.execute(END_VISIT, row)
    return end


def end_run(db: Database, run: int) -> None:
    """Record the end of a run."""
    with transaction(db):
        db.conn.execute("UPDATE runs SET finished_at = ? WHERE id = ?", (now(), run))


def unfinished(db: Database, run: int) -> list[str]:
    """Return the clinics of a run whose visit has not ended."""
    sql = "SELECT clinic FROM run_clinics WHERE run = :run AND end_state IS NULL ORDER BY id"
    return [row["clinic"] for row in db.query(sql, {"run": run})]


def _next_check_at(db: Database, run: int, clinic: str, end: EndState) -> str | None:
    (row,) = db.query("SELECT started_at FROM runs WHERE id = ?", [run])
    return next_check_at(db, clinic, end, parse_moment(row["started_at"]))


def _end_state(end: EndState, counts: Mapping[str, int]) -> EndState:
    if end not in {EndState.DONE, EndState.LIMITED}:
        return end
    if counts["posts_listed"]:
        return end
    if counts["posts_known"]:
        return EndState.LOST_POSTS
    return end if end is EndState.LIMITED else EndState.NO_POSTS


BEGIN = """
INSERT INTO runs (started_at, settings, versions) VALUES (:started_at, :settings, :versions)
RETURNING id
"""
PLATFORM = """
UPDATE clinics SET platform = coalesce(:platform, platform),
    platform_sign = coalesce(:platform_sign, platform_sign)
WHERE slug = :clinic
"""
COUNTS = """
WITH run AS (SELECT started_at FROM runs WHERE id = :run),
seen AS (
    SELECT pages.state, pages.http_status, pages.fetched_at, pages.checked_at FROM pages
    WHERE pages.clinic = :clinic AND pages.state <> 'route' AND EXISTS (
        SELECT 1 FROM page_routes, run
        WHERE page_routes.url = pages.url AND page_routes.last_seen_at >= run.started_at)
)
SELECT count(seen.state) AS listed,
    count(*) FILTER (WHERE seen.fetched_at >= run.started_at
        OR (seen.checked_at >= run.started_at AND seen.http_status = 200)) AS fetched,
    count(*) FILTER (WHERE state = 'skipped') AS skipped,
    count(*) FILTER (WHERE state = 'failed') AS failed,
    count(*) FILTER (WHERE state = 'post') AS posts_listed,
    (SELECT count(*) FROM posts WHERE clinic = :clinic) AS posts_known
FROM run LEFT JOIN seen ON true
"""
END_VISIT = """
UPDATE run_clinics SET listed = :listed, fetched = :fetched, new = :new, changed = :changed,
    unchanged = :unchanged, skipped = :skipped, failed = :failed, end_state = :end_state,
    detail = :detail, next_step = :next_step, next_check_at = :next_check_at
WHERE run = :run AND clinic = :clinic
"""
