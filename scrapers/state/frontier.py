"""The crawl's memory: every address seen, by which route, and what became of it.

It reads and writes the tables `pages`, `page_routes` and `fetches`; every write is one short
transaction, so a killed crawl continues where it stopped. What is asked for each page is asked
of SQLite itself: `Database.query` makes and releases a savepoint around it, 20 µs of 24 (measured).
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
    """Every address of every clinic, on an open and migrated database."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def add(self, refs: Iterable[PageRef]) -> None:
        """Remember what a route listed; an address that is known keeps its state.

        A page that was fetched as a listing, and that a route lists, is looked at as a post too.
        """
        seen_at = now()
        with transaction(self.db):
            for ref in refs:
                self.db.conn.execute(ADD_PAGE, {"url": ref.url, "clinic": ref.clinic})
                self.db.conn.execute(
                    ADD_ROUTE,
                    {
                        "url": ref.url,
                        "route": ref.route,
                        "lastmod": ref.lastmod,
                        "hints": msgspec.json.encode(ref.hints).decode(),
                        "seen_at": seen_at,
                    },
                )

    def known(self, clinic: str, *, since: str = "") -> list[PageState]:
        """The addresses of a clinic that a route listed at or after `since`.

        since: UTC instant; "" for all. In the order in which they are worth a request: what is
        listed among posts first, of these the newest change first.
        """
        found: dict[str, PageState] = {}
        for row in self.db.query(KNOWN, {"clinic": clinic, "since": since}):
            before = found.get(row["url"])
            ref = _ref(*(row[name] for name in REF_COLUMNS))
            refs = (*before.refs, ref) if before else (ref,)
            found[row["url"]] = PageState(refs=refs, **{name: row[name] for name in KNOWN_COLUMNS})
        return sorted(found.values(), key=_worth, reverse=True)

    def refs(self, url: str) -> tuple[PageRef, ...]:
        """What each route says of an address."""
        return tuple(_ref(*row) for row in self.db.conn.execute(REFS, {"url": url}))

    def state(self, url: str) -> str | None:
        """listed, fetched, post, skipped or failed; None for an address never seen."""
        sql = "SELECT state FROM pages WHERE url = :url"
        row = self.db.conn.execute(sql, {"url": url}).fetchone()
        return row[0] if row else None

    def held(self, url: str) -> CachedResponse | None:
        """The newest good answer of an address; None where none lies in the archive."""
        row = self.db.conn.execute(HELD, {"url": url}).fetchone()
        if row is None:
            return None
        etag, last_modified, attempts, file, offset, length = row
        location = Location(file=file, offset=offset, length=length)
        return CachedResponse(
            etag=etag, last_modified=last_modified, location=location, attempts=attempts
        )

    def was_missing(self, url: str, *, since: str) -> bool:
        """Whether an address that may list posts was asked for since then and was not there."""
        given = {"url": url, "since": since, "reason": Reason.NOT_FOUND}
        return any(self.db.query(MISSING, given))

    def last_end(self, clinic: str) -> str | None:
        """How the last visit to a clinic ended; None for a first one and for one that was cut."""
        sql = "SELECT end_state FROM run_clinics WHERE clinic = :clinic ORDER BY run DESC LIMIT 2"
        ends = [row["end_state"] for row in self.db.query(sql, {"clinic": clinic})]
        return ends[1] if len(ends) > 1 else None

    def fingerprints(self, url: str) -> tuple[str | None, str | None]:
        """Of the body of a page as it was fetched last, and of its words; None where not known."""
        sql = "SELECT body_sha256, words_sha256 FROM pages WHERE url = :url"
        return self.db.conn.execute(sql, {"url": url}).fetchone() or (None, None)

    def fetched(self, page: Page, body_sha256: str, words_sha256: str | None = None) -> None:
        """Remember that the page lies in the archive and waits to be read."""
        values = {**_answer(page), "body_sha256": body_sha256, "words_sha256": words_sha256}
        with transaction(self.db):
            self.db.conn.execute(FETCHED, values)
            self.db.conn.execute(NOTE_FETCH, values)

    def confirmed(self, page: Page) -> None:
        """Remember that the body of a page is still the one that was fetched before."""
        with transaction(self.db):
            self.db.conn.execute(CONFIRMED, _answer(page))

    def routed(
        self, url: str, clinic: str, page: Page | None, reason: str | None, detail: str | None
    ) -> None:
        """Remember the answer of a page that lists others: a home page, sitemap, feed, listing.

        page: None where there was no usable answer; `reason` then says why.
        """
        values = _answer(page) if page else {**NO_ANSWER, "fetched_at": now()}
        body_sha256 = sha256(page.body).hexdigest() if page else None
        told = {"url": url, "clinic": clinic, "reason": reason, "detail": detail}
        with transaction(self.db):
            self.db.conn.execute(ROUTED, {**values, **told, "body_sha256": body_sha256})

    def noted(self, url: str, clinic: str, reason: str, detail: str | None) -> None:
        """Remember what is wrong with an address that lists others, without a request."""
        told = {"url": url, "clinic": clinic, "reason": reason, "detail": detail}
        with transaction(self.db):
            self.db.conn.execute(NOTED, told)

    def skipped(self, skip: Skip) -> None:
        """Remember why an address is not stored as a post."""
        values = {
            "url": skip.url,
            "clinic": skip.clinic,
            "state": "failed" if skip.failed else "skipped",
            "reason": skip.reason,
            "detail": skip.detail,
            "status": skip.status,
            "asked_at": now() if _was_asked(skip) else None,
        }
        with transaction(self.db):
            self.db.conn.execute(ADD_PAGE, values)
            self.db.conn.execute(SKIPPED, values)


def _was_asked(skip: Skip) -> bool:
    """Whether a request was made before the address was skipped."""
    return skip.status is not None or (skip.failed and not skip.reason.effect.needs_no_request)


def _answer(page: Page) -> dict[str, Any]:
    """What the tables keep of an answer."""
    at = page.location
    return {
        "url": page.url,
        "status": page.status,
        "etag": page.headers.get("etag"),
        "last_modified": page.headers.get("last-modified"),
        "robots_tag": robots_tag(page.headers, page.body),
        "fetched_at": format_timestamp(page.fetched_at),
        "file": at.file if at else None,
        "offset": at.offset if at else None,
        "length": at.length if at else None,
    }


NO_ANSWER = dict.fromkeys(
    ("status", "etag", "last_modified", "robots_tag", "file", "offset", "length")
)
REF_COLUMNS = columns_of(PageRef)
KNOWN_COLUMNS = columns_of(PageState, without=["refs"])


def _worth(known: PageState) -> tuple[bool, str]:
    return known.is_likely_post, known.newest_change


def _ref(url: str, clinic: str, route: str, lastmod: str | None, hints: str) -> PageRef:
    told = msgspec.json.decode(hints, type=Hints)
    return PageRef(url=url, clinic=clinic, route=Route(route), lastmod=lastmod, hints=told)


ADD_PAGE = """
INSERT INTO pages (url, clinic, state) VALUES (:url, :clinic, 'listed')
ON CONFLICT (url) DO UPDATE SET state = 'listed' WHERE state = 'route'
"""
ADD_ROUTE = """
INSERT INTO page_routes (url, route, lastmod, hints, first_seen_at, last_seen_at)
VALUES (:url, :route, :lastmod, :hints, :seen_at, :seen_at)
ON CONFLICT (url, route) DO UPDATE SET
    lastmod = excluded.lastmod, hints = excluded.hints, last_seen_at = excluded.last_seen_at
"""
KNOWN = """
SELECT pages.*, page_routes.route, page_routes.lastmod, page_routes.hints
FROM pages JOIN page_routes ON page_routes.url = pages.url
WHERE pages.clinic = :clinic AND page_routes.last_seen_at >= :since
ORDER BY page_routes.id
"""
REFS = """
SELECT pages.url, pages.clinic, page_routes.route, page_routes.lastmod, page_routes.hints
FROM pages JOIN page_routes ON page_routes.url = pages.url
WHERE pages.url = :url
ORDER BY page_routes.id
"""
HELD = """
SELECT etag, last_modified, attempts, archive_file, archive_offset, archive_length FROM pages
WHERE url = :url AND http_status = 200 AND archive_file IS NOT NULL
"""
MISSING = """
SELECT 1 FROM pages
WHERE url = :url AND state = 'route' AND reason = :reason AND fetched_at >= :since
"""
FETCHED = """
UPDATE pages SET state = 'fetched', reason = NULL, detail = NULL, http_status = :status,
    etag = :etag, last_modified = :last_modified, robots_tag = :robots_tag,
    body_sha256 = :body_sha256, words_sha256 = :words_sha256,
    fetched_at = :fetched_at, checked_at = NULL, attempts = attempts + 1,
    archive_file = :file, archive_offset = :offset, archive_length = :length
WHERE url = :url
"""
NOTE_FETCH = """
INSERT INTO fetches (url, body_sha256, fetched_at)
SELECT pages.url, pages.body_sha256, pages.fetched_at FROM pages
WHERE pages.url = :url AND pages.body_sha256 IS NOT (
    SELECT fetches.body_sha256 FROM fetches WHERE fetches.url = :url
    ORDER BY fetches.fetched_at DESC, fetches.id DESC LIMIT 1
)
ON CONFLICT (url, fetched_at) DO UPDATE SET body_sha256 = excluded.body_sha256
"""
"""Only a body that differs from the one before is noted, so a page has few rows."""
CONFIRMED = """
UPDATE pages SET etag = :etag, last_modified = :last_modified, robots_tag = :robots_tag,
    checked_at = :fetched_at, attempts = attempts + 1,
    reason = CASE WHEN state = 'post' THEN NULL ELSE reason END,
    detail = CASE WHEN state = 'post' THEN NULL ELSE detail END
WHERE url = :url
"""
SAME = "coalesce(excluded.body_sha256, pages.body_sha256) IS pages.body_sha256"
"""Whether the newest good answer of a route is the one that is kept already."""
ROUTED = f"""
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
    archive_file = CASE WHEN {SAME} THEN archive_file ELSE excluded.archive_file END,
    archive_offset = CASE WHEN {SAME} THEN archive_offset ELSE excluded.archive_offset END,
    archive_length = CASE WHEN {SAME} THEN archive_length ELSE excluded.archive_length END
WHERE pages.state = 'route'
"""  # noqa: S608 - statements of ours only
NOTED = """
INSERT INTO pages (url, clinic, state, reason, detail)
VALUES (:url, :clinic, 'route', :reason, :detail)
ON CONFLICT (url) DO UPDATE SET reason = excluded.reason, detail = excluded.detail
WHERE pages.state = 'route'
"""
SKIPPED = """
UPDATE pages SET reason = :reason, detail = :detail,
    state = CASE WHEN :state = 'failed' AND state = 'post' THEN state ELSE :state END,
    http_status = coalesce(:status, http_status),
    checked_at = coalesce(:asked_at, checked_at),
    attempts = attempts + (:asked_at IS NOT NULL)
WHERE url = :url
"""
