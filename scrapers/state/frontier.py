"""The URL frontier: every URL that a route listed, and the outcome of its fetches.

It reads and writes the tables `pages`, `page_routes` and `fetches`. Every write is one short
transaction, so a killed crawl continues where it stopped. Queries that run once per page use the
SQLite connection, because `Database.query` adds a savepoint: 20 of 24 µs (measured).
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import msgspec
from sqlite_utils import Database

from scrapers.fetch.robots_tags import robots_tag
from scrapers.items import Hints, Location, Page, PageRef, Route, Skip
from scrapers.reasons import Reason
from scrapers.state.columns import columns_of
from scrapers.state.page_state import CachedResponse, PageState
from scrapers.state.timestamps import format_timestamp, now
from scrapers.state.transaction import transaction


class Frontier:
    """The URLs of all clinics, in an open and migrated database."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def add(self, refs: Iterable[PageRef]) -> None:
        """Store what a route listed; a known URL keeps its state.

        A page that was fetched as a listing becomes a candidate post when a route lists it.
        """
        seen_at = now()
        with transaction(self.db):
            for ref in refs:
                self.db.conn.execute(INSERT_PAGE, {"url": ref.url, "clinic": ref.clinic})
                self.db.conn.execute(
                    INSERT_ROUTE,
                    {
                        "url": ref.url,
                        "route": ref.route,
                        "lastmod": ref.lastmod,
                        "hints": msgspec.json.encode(ref.hints).decode(),
                        "seen_at": seen_at,
                    },
                )

    def listed_pages(self, clinic: str, *, since: str = "") -> list[PageState]:
        """The URLs of a clinic that a route listed at or after `since`, the most urgent first.

        since: UTC timestamp; "" for all. Likely posts come first, and among them the newest
        change.
        """
        states: dict[str, PageState] = {}
        for row in self.db.query(SELECT_LISTED, {"clinic": clinic, "since": since}):
            other_routes = states.get(row["url"])
            ref = _ref(*(row[name] for name in REF_COLUMNS))
            refs = (*other_routes.refs, ref) if other_routes else (ref,)
            states[row["url"]] = PageState(refs=refs, **{name: row[name] for name in STATE_COLUMNS})
        return sorted(states.values(), key=_priority, reverse=True)

    def refs(self, url: str) -> tuple[PageRef, ...]:
        """What each route says about a URL."""
        return tuple(_ref(*row) for row in self.db.conn.execute(SELECT_REFS, {"url": url}))

    def state(self, url: str) -> str | None:
        """listed, fetched, post, skipped or failed; None for an unknown URL."""
        sql = "SELECT state FROM pages WHERE url = :url"
        row = self.db.conn.execute(sql, {"url": url}).fetchone()
        return row[0] if row else None

    def cached_response(self, url: str) -> CachedResponse | None:
        """The last successful response of a URL; None if the archive has none."""
        row = self.db.conn.execute(SELECT_CACHED_RESPONSE, {"url": url}).fetchone()
        if row is None:
            return None
        etag, last_modified, attempts, file, offset, length = row
        location = Location(file=file, offset=offset, length=length)
        return CachedResponse(
            etag=etag, last_modified=last_modified, location=location, attempts=attempts
        )

    def was_missing(self, url: str, *, since: str) -> bool:
        """Whether a route URL was requested since then and did not exist."""
        params = {"url": url, "since": since, "reason": Reason.NOT_FOUND}
        return any(self.db.query(SELECT_MISSING, params))

    def last_end_state(self, clinic: str) -> str | None:
        """How the previous visit to a clinic ended; None if it was interrupted or there is none."""
        sql = "SELECT end_state FROM run_clinics WHERE clinic = :clinic ORDER BY run DESC LIMIT 2"
        ends = [row["end_state"] for row in self.db.query(sql, {"clinic": clinic})]
        return ends[1] if len(ends) > 1 else None

    def body_hashes(self, url: str) -> tuple[str | None, str | None]:
        """SHA-256 of the last fetched body of a page, and of its words; None if unknown."""
        sql = "SELECT body_sha256, words_sha256 FROM pages WHERE url = :url"
        return self.db.conn.execute(sql, {"url": url}).fetchone() or (None, None)

    def mark_fetched(self, page: Page, body_sha256: str, words_sha256: str | None = None) -> None:
        """Store that the page is in the archive and ready for extraction."""
        values = {
            **_response_values(page),
            "body_sha256": body_sha256,
            "words_sha256": words_sha256,
        }
        with transaction(self.db):
            self.db.conn.execute(UPDATE_FETCHED, values)
            self.db.conn.execute(INSERT_FETCH, values)

    def mark_unchanged(self, page: Page) -> None:
        """Store that the body of a page has not changed since it was fetched."""
        with transaction(self.db):
            self.db.conn.execute(UPDATE_UNCHANGED, _response_values(page))

    def record_route_fetch(
        self, url: str, clinic: str, page: Page | None, reason: str | None, detail: str | None
    ) -> None:
        """Store the response of a page that lists others: a home page, sitemap, feed or listing.

        page: None if there was no usable response; `reason` then says why.
        """
        values = _response_values(page) if page else {**NO_RESPONSE, "fetched_at": now()}
        body_sha256 = sha256(page.body).hexdigest() if page else None
        outcome = {"url": url, "clinic": clinic, "reason": reason, "detail": detail}
        params = {**values, **outcome, "body_sha256": body_sha256}
        with transaction(self.db):
            self.db.conn.execute(UPSERT_ROUTE_FETCH, params)

    def record_route_problem(self, url: str, clinic: str, reason: str, detail: str | None) -> None:
        """Store a problem with a page that lists others, without counting a request."""
        params = {"url": url, "clinic": clinic, "reason": reason, "detail": detail}
        with transaction(self.db):
            self.db.conn.execute(UPSERT_ROUTE_PROBLEM, params)

    def mark_skipped(self, skip: Skip) -> None:
        """Store why a URL is not a post."""
        values = {
            "url": skip.url,
            "clinic": skip.clinic,
            "state": "failed" if skip.failed else "skipped",
            "reason": skip.reason,
            "detail": skip.detail,
            "status": skip.status,
            "requested_at": now() if _was_requested(skip) else None,
        }
        with transaction(self.db):
            self.db.conn.execute(INSERT_PAGE, values)
            self.db.conn.execute(UPDATE_SKIPPED, values)


def _was_requested(skip: Skip) -> bool:
    """Whether a request was made before the URL was skipped."""
    return skip.status is not None or (skip.failed and not skip.reason.effect.needs_no_request)


def _response_values(page: Page) -> dict[str, Any]:
    """The columns that describe a response."""
    location = page.location
    return {
        "url": page.url,
        "status": page.status,
        "etag": page.headers.get("etag"),
        "last_modified": page.headers.get("last-modified"),
        "robots_tag": robots_tag(page.headers, page.body),
        "fetched_at": format_timestamp(page.fetched_at),
        "file": location.file if location else None,
        "offset": location.offset if location else None,
        "length": location.length if location else None,
    }


NO_RESPONSE = dict.fromkeys(
    ("status", "etag", "last_modified", "robots_tag", "file", "offset", "length")
)
REF_COLUMNS = columns_of(PageRef)
STATE_COLUMNS = columns_of(PageState, without=["refs"])


def _priority(page_state: PageState) -> tuple[bool, str]:
    return page_state.is_likely_post, page_state.newest_change


def _ref(url: str, clinic: str, route: str, lastmod: str | None, hints: str) -> PageRef:
    decoded = msgspec.json.decode(hints, type=Hints)
    return PageRef(url=url, clinic=clinic, route=Route(route), lastmod=lastmod, hints=decoded)


INSERT_PAGE = """
INSERT INTO pages (url, clinic, state) VALUES (:url, :clinic, 'listed')
ON CONFLICT (url) DO UPDATE SET state = 'listed' WHERE state = 'route'
"""
INSERT_ROUTE = """
INSERT INTO page_routes (url, route, lastmod, hints, first_seen_at, last_seen_at)
VALUES (:url, :route, :lastmod, :hints, :seen_at, :seen_at)
ON CONFLICT (url, route) DO UPDATE SET
    lastmod = excluded.lastmod, hints = excluded.hints, last_seen_at = excluded.last_seen_at
"""
SELECT_LISTED = """
SELECT pages.*, page_routes.route, page_routes.lastmod, page_routes.hints
FROM pages JOIN page_routes ON page_routes.url = pages.url
WHERE pages.clinic = :clinic AND page_routes.last_seen_at >= :since
ORDER BY page_routes.id
"""
SELECT_REFS = """
SELECT pages.url, pages.clinic, page_routes.route, page_routes.lastmod, page_routes.hints
FROM pages JOIN page_routes ON page_routes.url = pages.url
WHERE pages.url = :url
ORDER BY page_routes.id
"""
SELECT_CACHED_RESPONSE = """
SELECT etag, last_modified, attempts, archive_file, archive_offset, archive_length FROM pages
WHERE url = :url AND http_status = 200 AND archive_file IS NOT NULL
"""
SELECT_MISSING = """
SELECT 1 FROM pages
WHERE url = :url AND state = 'route' AND reason = :reason AND fetched_at >= :since
"""
UPDATE_FETCHED = """
UPDATE pages SET state = 'fetched', reason = NULL, detail = NULL, http_status = :status,
    etag = :etag, last_modified = :last_modified, robots_tag = :robots_tag,
    body_sha256 = :body_sha256, words_sha256 = :words_sha256,
    fetched_at = :fetched_at, checked_at = NULL, attempts = attempts + 1,
    archive_file = :file, archive_offset = :offset, archive_length = :length
WHERE url = :url
"""
INSERT_FETCH = """
INSERT INTO fetches (url, body_sha256, fetched_at)
SELECT pages.url, pages.body_sha256, pages.fetched_at FROM pages
WHERE pages.url = :url AND pages.body_sha256 IS NOT (
    SELECT fetches.body_sha256 FROM fetches WHERE fetches.url = :url
    ORDER BY fetches.fetched_at DESC, fetches.id DESC LIMIT 1
)
ON CONFLICT (url, fetched_at) DO UPDATE SET body_sha256 = excluded.body_sha256
"""
"""Only a body that differs from the previous one is stored, so a page has few rows."""
UPDATE_UNCHANGED = """
UPDATE pages SET etag = :etag, last_modified = :last_modified, robots_tag = :robots_tag,
    checked_at = :fetched_at, attempts = attempts + 1,
    reason = CASE WHEN state = 'post' THEN NULL ELSE reason END,
    detail = CASE WHEN state = 'post' THEN NULL ELSE detail END
WHERE url = :url
"""
IS_SAME_BODY = "coalesce(excluded.body_sha256, pages.body_sha256) IS pages.body_sha256"
"""Whether the new response of a route has the same body as the stored one."""
UPSERT_ROUTE_FETCH = f"""
INSERT INTO pages (url, clinic, state, reason, detail, http_status, etag, last_modified,
    robots_tag, body_sha256, fetched_at, attempts, archive_file, archive_offset, archive_length)
VALUES (:url, :clinic, 'route', :reason, :detail, :status, :etag, :last_modified,
    :robots_tag, :body_sha256, :fetched_at, 1, :file, :offset, :length)
ON CONFLICT (url) DO UPDATE SET reason = excluded.reason, detail = excluded.detail,
    http_status = coalesce(excluded.http_status, http_status),
    etag = CASE WHEN :status IS NULL THEN etag ELSE excluded.etag END,
    last_modified = CASE WHEN :status IS NULL THEN last_modified ELSE excluded.last_modified END,
    robots_tag = CASE WHEN :status IS NULL THEN robots_tag ELSE excluded.robots_tag END,
    fetched_at = excluded.fetched_at,
    attempts = pages.attempts + 1,
    body_sha256 = coalesce(excluded.body_sha256, body_sha256),
    archive_file = CASE WHEN {IS_SAME_BODY} THEN archive_file ELSE excluded.archive_file END,
    archive_offset = CASE WHEN {IS_SAME_BODY} THEN archive_offset ELSE excluded.archive_offset END,
    archive_length = CASE WHEN {IS_SAME_BODY} THEN archive_length ELSE excluded.archive_length END
WHERE pages.state = 'route'
"""  # noqa: S608 - no user input
UPSERT_ROUTE_PROBLEM = """
INSERT INTO pages (url, clinic, state, reason, detail)
VALUES (:url, :clinic, 'route', :reason, :detail)
ON CONFLICT (url) DO UPDATE SET reason = excluded.reason, detail = excluded.detail
WHERE pages.state = 'route'
"""
UPDATE_SKIPPED = """
UPDATE pages SET reason = :reason, detail = :detail,
    state = CASE WHEN :state = 'failed' AND state = 'post' THEN state ELSE :state END,
    http_status = coalesce(:status, http_status),
    checked_at = coalesce(:requested_at, checked_at),
    attempts = attempts + (:requested_at IS NOT NULL)
WHERE url = :url
"""
