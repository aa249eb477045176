"""Extractions as rows and back: what was read of each body that was ever fetched."""

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
    """The row of a reading: blocks and evidence as JSON."""
    extraction = reading.extraction
    at = reading.location
    return {
        "url": extraction.url,
        "body_sha256": extraction.body_sha256,
        "is_post": int(extraction.is_post),
        "reason": extraction.reason,
        "blocks": msgspec.json.encode(extraction.blocks).decode(),
        "evidence": msgspec.json.encode(replace(extraction, blocks=())).decode(),
        "extractor": extraction.extractor,
        "fetched_at": reading.fetched_at,
        "archive_file": at.file if at else None,
        "archive_offset": at.offset if at else None,
        "archive_length": at.length if at else None,
    }


def reading_from(row: dict[str, Any]) -> Reading:
    """The reading that a row of `extractions` holds."""
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
    """Keep what was read of a body, and mark its page as read, all or nothing.

    row: as `extraction_row` makes it. A body that is not the page's newest (an older version that
    was read again) leaves the page's state alone.
    """
    with transaction(db):
        db.conn.execute(SAVE, row)
        db.conn.execute(MARK, row)


def reading_count(db: Database, clinic: str) -> int:
    """How many bodies of a clinic were read."""
    return int(db.conn.execute(READING_COUNT, {"clinic": clinic}).fetchone()[0])


def unread_urls(db: Database, clinic: str) -> list[str]:
    """The addresses of the pages that `unread` gives."""
    return [row["url"] for row in db.query(UNREAD, {"wanted": clinic})]


def unread(db: Database, clinic: str) -> Iterator[Job]:
    """The pages of a clinic that lie in the archive and were not read yet."""
    return _jobs(db, UNREAD, clinic)


def archived(db: Database, clinic: str) -> Iterator[Job]:
    """Every body of a clinic to be read again: older versions too, and what could not be read."""
    return _jobs(db, ARCHIVED, clinic)


def page_job(db: Database, url: str) -> Job | None:
    """The page of an address as it was fetched last; None if it never was."""
    return next(iter(_jobs(db, ONE, url)), None)


def histories(db: Database, clinic: str) -> Iterator[tuple[str, str, tuple[Reading, ...]]]:
    """For each page of a clinic that was read: address, first seen, readings oldest first.

    One reading per fetch that brought another body than the one before: a body that came back is
    there again. The last reading is the page as it is now. What was read of an address that only
    redirects now is the past of the page it leads to.
    """
    url, first_seen_at = "", ""
    readings: list[Reading] = []
    for row in db.query(HISTORIES, {"clinic": clinic}):
        if row["address"] != url:
            if readings:
                yield url, first_seen_at, tuple(readings)
            url, first_seen_at, readings = row["address"], row["first_seen_at"], []
        readings.append(reading_from({**row, "fetched_at": row["told_at"]}))
    if readings:
        yield url, first_seen_at, tuple(readings)


def clinic_urls(db: Database, clinic: str) -> tuple[str, ...]:
    """The addresses of a clinic's home page and blog, as its row has them."""
    sql = "SELECT website, blog_url FROM clinics WHERE slug = :clinic"
    rows = db.query(sql, {"clinic": clinic})
    return tuple(url for row in rows for url in row.values() if url)


def _jobs(db: Database, sql: str, wanted: str) -> Iterator[Job]:
    frontier = Frontier(db)
    rows = db.conn.execute(sql, {"wanted": wanted}).fetchall()
    for url, clinic, file, offset, length, fetched_at, platform, past in rows:
        refs = frontier.refs(url)
        yield Job(
            url=url,
            clinic=clinic,
            location=Location(file=file, offset=offset, length=length),
            fetched_at=fetched_at,
            platform=platform,
            refs=refs,
            bodies=bodies_then(past) if past else bodies_now(refs),
        )


def bodies_now(refs: Iterable[PageRef]) -> tuple[BodyAt, ...]:
    """Where the routes have the body of a page as they list it now, WordPress's own first."""
    ranked = sorted(refs, key=lambda ref: ref.route is not Route.WORDPRESS)
    return tuple(dict.fromkeys(ref.hints.body for ref in ranked if ref.hints.body))


def bodies_then(evidence: str) -> tuple[BodyAt, ...]:
    """Where the routes had it when a body was read that the page no longer has.

    Held against today's, an older text would lose what has since been taken out of it.
    """
    told = msgspec.json.decode(evidence, type=Extraction).agreements
    return tuple(one.at for one in told if one.at)


SAVE = """
INSERT INTO extractions (url, body_sha256, is_post, blocks, evidence, extractor, fetched_at,
    archive_file, archive_offset, archive_length)
VALUES (:url, :body_sha256, :is_post, :blocks, :evidence, :extractor, :fetched_at,
    :archive_file, :archive_offset, :archive_length)
ON CONFLICT (url, body_sha256) DO UPDATE SET is_post = excluded.is_post, blocks = excluded.blocks,
    evidence = excluded.evidence, extractor = excluded.extractor
"""
MARK = """
UPDATE pages SET state = CASE WHEN :is_post THEN 'post' ELSE 'skipped' END, reason = :reason,
    detail = NULL
WHERE url = :url AND body_sha256 = :body_sha256 AND state <> 'route'
    AND NOT (reason IS 'duplicate' AND http_status BETWEEN 300 AND 399)
"""
"""What was read of an address before it became a redirect does not make it a post again."""
HISTORIES = """
WITH RECURSIVE moved (url, address, steps) AS (
    SELECT url, url, 0 FROM pages WHERE clinic = :clinic
    UNION ALL
    SELECT moved.url, pages.detail, moved.steps + 1
    FROM moved JOIN pages ON pages.url = moved.address
    WHERE pages.reason = 'duplicate' AND pages.http_status BETWEEN 300 AND 399 AND moved.steps < 10
),
ends AS (SELECT url, address, max(steps) AS steps FROM moved GROUP BY url)
SELECT extractions.*, fetches.fetched_at AS told_at, ends.address, min(coalesce(
        (SELECT min(first_seen_at) FROM page_routes WHERE page_routes.url = pages.url),
        extractions.fetched_at)) OVER (PARTITION BY ends.address) AS first_seen_at
FROM fetches
JOIN extractions ON extractions.url = fetches.url AND extractions.body_sha256 = fetches.body_sha256
JOIN pages ON pages.url = extractions.url
JOIN ends ON ends.url = pages.url
WHERE pages.clinic = :clinic
ORDER BY ends.address, ends.steps DESC, fetches.fetched_at, fetches.id
"""
"""A bare column beside max() is of the row with the maximum: https://sqlite.org/lang_select.html"""
READING_COUNT = """
SELECT count(*) FROM extractions JOIN pages ON pages.url = extractions.url
WHERE pages.clinic = :clinic
"""
JOB = """
SELECT pages.url, pages.clinic, pages.archive_file, pages.archive_offset, pages.archive_length,
    pages.fetched_at, clinics.platform, NULL AS past
FROM pages JOIN clinics ON clinics.slug = pages.clinic
"""
UNREAD = f"{JOB} WHERE pages.clinic = :wanted AND pages.state = 'fetched' ORDER BY pages.id"
ONE = f"{JOB} WHERE pages.url = :wanted AND pages.archive_file IS NOT NULL"
ARCHIVED = f"""
SELECT extractions.url, pages.clinic, extractions.archive_file, extractions.archive_offset,
    extractions.archive_length, extractions.fetched_at, clinics.platform,
    CASE WHEN extractions.body_sha256 IS NOT pages.body_sha256 THEN evidence END AS past
FROM extractions JOIN pages ON pages.url = extractions.url
    JOIN clinics ON clinics.slug = pages.clinic
WHERE pages.clinic = :wanted AND extractions.archive_file IS NOT NULL
UNION ALL
{JOB} WHERE pages.clinic = :wanted AND pages.archive_file IS NOT NULL
    AND pages.state = 'skipped' AND pages.reason = 'extraction_failed'
ORDER BY fetched_at, archive_offset
"""  # noqa: S608 - statements of ours only
