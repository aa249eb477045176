"""Stores and loads extractions: one for each body that was ever fetched."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec
from sqlite_utils import Database

from pipelines.items import Block, Extraction
from pipelines.items.settled import Job, Reading
from scrapers.items import BodyAt, Location, PageRef, Route
from scrapers.state.frontier import Frontier
from scrapers.state.transaction import transaction


def extraction_row(reading: Reading) -> dict[str, Any]:
    """Return the row of a reading, with blocks and evidence as JSON."""
    extraction = reading.extraction
    location = reading.location
    return {
        "url": extraction.url,
        "body_sha256": extraction.body_sha256,
        "is_post": int(extraction.is_post),
        "reason": extraction.reason,
        "blocks": msgspec.json.encode(extraction.blocks).decode(),
        "evidence": msgspec.json.encode(replace(extraction, blocks=())).decode(),
        "extractor": extraction.extractor,
        "fetched_at": reading.fetched_at,
        "archive_file": location.file if location else None,
        "archive_offset": location.offset if location else None,
        "archive_length": location.length if location else None,
    }


def reading_from(row: dict[str, Any]) -> Reading:
    """Return the reading in a row of `extractions`."""
    evidence = msgspec.json.decode(row["evidence"], type=Extraction)
    blocks = msgspec.json.decode(row["blocks"], type=tuple[Block, ...])
    location = None
    if row["archive_file"] is not None:
        location = Location(
            file=row["archive_file"], offset=row["archive_offset"], length=row["archive_length"]
        )
    return Reading(
        extraction=replace(evidence, blocks=blocks),
        fetched_at=row["fetched_at"],
        location=location,
    )


def save_extraction(db: Database, row: dict[str, Any]) -> None:
    """Store an extraction and mark its page as read, in one transaction.

    row: from `extraction_row`. The state of the page does not change if the body is not its newest
    (an older version that was read again).
    """
    with transaction(db):
        db.conn.execute(SAVE, row)
        db.conn.execute(MARK_PAGE, row)


def reading_count(db: Database, clinic: str) -> int:
    """Return how many bodies of a clinic were read."""
    return int(db.conn.execute(READING_COUNT, {"clinic": clinic}).fetchone()[0])


def unread_urls(db: Database, clinic: str) -> list[str]:
    """Return the URLs of the pages that `unread` yields."""
    return [row["url"] for row in db.query(UNREAD, {"clinic": clinic})]


def unread(db: Database, clinic: str) -> Iterator[Job]:
    """Yield the archived pages of a clinic that were not read yet."""
    return _jobs(db, UNREAD, {"clinic": clinic})


def archived(db: Database, clinic: str) -> Iterator[Job]:
    """Yield every archived body of a clinic, also older versions and those that failed."""
    return _jobs(db, ARCHIVED, {"clinic": clinic})


def page_job(db: Database, url: str) -> Job | None:
    """Return the page at a URL as it was fetched last; None if it never was."""
    return next(iter(_jobs(db, ONE_PAGE, {"url": url})), None)


def histories(db: Database, clinic: str) -> Iterator[tuple[str, str, tuple[Reading, ...]]]:
    """Yield URL, first-seen time and readings, oldest first, of each page that was read.

    There is one reading per fetch with a changed body; a body that came back occurs again. The last
    reading is the current page. Readings of a URL that now redirects belong to the page it
    redirects to.
    """
    url, first_seen_at = "", ""
    readings: list[Reading] = []
    for row in db.query(HISTORIES, {"clinic": clinic}):
        if row["current_url"] != url:
            if readings:
                yield url, first_seen_at, tuple(readings)
            url, first_seen_at, readings = row["current_url"], row["first_seen_at"], []
        readings.append(reading_from({**row, "fetched_at": row["seen_at"]}))
    if readings:
        yield url, first_seen_at, tuple(readings)


def clinic_urls(db: Database, clinic: str) -> tuple[str, ...]:
    """Return the URLs of a clinic's home page and blog, from its row."""
    sql = "SELECT website, blog_url FROM clinics WHERE slug = :clinic"
    rows = db.query(sql, {"clinic": clinic})
    return tuple(url for row in rows for url in row.values() if url)


def _jobs(db: Database, sql: str, params: dict[str, str]) -> Iterator[Job]:
    frontier = Frontier(db)
    rows = db.conn.execute(sql, params).fetchall()
    for url, clinic, file, offset, length, fetched_at, platform, old_evidence in rows:
        refs = frontier.refs(url)
        yield Job(
            url=url,
            clinic=clinic,
            location=Location(file=file, offset=offset, length=length),
            fetched_at=fetched_at,
            platform=platform,
            refs=refs,
            bodies=bodies_at_fetch(old_evidence) if old_evidence else current_bodies(refs),
        )


def current_bodies(refs: Iterable[PageRef]) -> tuple[BodyAt, ...]:
    """Return where the routes have the current body of a page, WordPress's own first."""
    ranked = sorted(refs, key=lambda ref: ref.route is not Route.WORDPRESS)
    return tuple(dict.fromkeys(ref.hints.body for ref in ranked if ref.hints.body))


def bodies_at_fetch(evidence: str) -> tuple[BodyAt, ...]:
    """Return where the routes had the body when an older version of the page was read.

    Compared with the current bodies, an older text would lose what was removed since.
    """
    agreements = msgspec.json.decode(evidence, type=Extraction).agreements
    return tuple(agreement.at for agreement in agreements if agreement.at)


SAVE = """
INSERT INTO extractions (url, body_sha256, is_post, blocks, evidence, extractor, fetched_at,
    archive_file, archive_offset, archive_length)
VALUES (:url, :body_sha256, :is_post, :blocks, :evidence, :extractor, :fetched_at,
    :archive_file, :archive_offset, :archive_length)
ON CONFLICT (url, body_sha256) DO UPDATE SET is_post = excluded.is_post, blocks = excluded.blocks,
    evidence = excluded.evidence, extractor = excluded.extractor
"""
MARK_PAGE = """
UPDATE pages SET state = CASE WHEN :is_post THEN 'post' ELSE 'skipped' END, reason = :reason,
    detail = NULL
WHERE url = :url AND body_sha256 = :body_sha256 AND state <> 'route'
    AND NOT (reason IS 'duplicate' AND http_status BETWEEN 300 AND 399)
"""
"""A reading from before a URL became a redirect does not make it a post again."""
HISTORIES = """
WITH RECURSIVE moved (url, current_url, steps) AS (
    SELECT url, url, 0 FROM pages WHERE clinic = :clinic
    UNION ALL
    SELECT moved.url, pages.detail, moved.steps + 1
    FROM moved JOIN pages ON pages.url = moved.current_url
    WHERE pages.reason = 'duplicate' AND pages.http_status BETWEEN 300 AND 399 AND moved.steps < 10
),
ends AS (SELECT url, current_url, max(steps) AS steps FROM moved GROUP BY url)
SELECT extractions.*, fetches.fetched_at AS seen_at, ends.current_url, min(coalesce(
        (SELECT min(first_seen_at) FROM page_routes WHERE page_routes.url = pages.url),
        extractions.fetched_at)) OVER (PARTITION BY ends.current_url) AS first_seen_at
FROM fetches
JOIN extractions ON extractions.url = fetches.url AND extractions.body_sha256 = fetches.body_sha256
JOIN pages ON pages.url = extractions.url
JOIN ends ON ends.url = pages.url
WHERE pages.clinic = :clinic
ORDER BY ends.current_url, ends.steps DESC, fetches.fetched_at, fetches.id
"""
"""A bare column next to max() comes from the row with the maximum:
https://sqlite.org/lang_select.html"""
READING_COUNT = """
SELECT count(*) FROM extractions JOIN pages ON pages.url = extractions.url
WHERE pages.clinic = :clinic
"""
JOB = """
SELECT pages.url, pages.clinic, pages.archive_file, pages.archive_offset, pages.archive_length,
    pages.fetched_at, clinics.platform, NULL AS old_evidence
FROM pages JOIN clinics ON clinics.slug = pages.clinic
"""
UNREAD = f"{JOB} WHERE pages.clinic = :clinic AND pages.state = 'fetched' ORDER BY pages.id"
ONE_PAGE = f"{JOB} WHERE pages.url = :url AND pages.archive_file IS NOT NULL"
ARCHIVED = f"""
SELECT extractions.url, pages.clinic, extractions.archive_file, extractions.archive_offset,
    extractions.archive_length, extractions.fetched_at, clinics.platform,
    CASE WHEN extractions.body_sha256 IS NOT pages.body_sha256 THEN evidence END AS old_evidence
FROM extractions JOIN pages ON pages.url = extractions.url
    JOIN clinics ON clinics.slug = pages.clinic
WHERE pages.clinic = :clinic AND extractions.archive_file IS NOT NULL
UNION ALL
{JOB} WHERE pages.clinic = :clinic AND pages.archive_file IS NOT NULL
    AND pages.state = 'skipped' AND pages.reason = 'extraction_failed'
ORDER BY fetched_at, archive_offset
"""  # noqa: S608 - constant statements only
