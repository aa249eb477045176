"""The crawl's memory: every address seen, by which route, and what became of it.

It reads and writes the tables `pages` and `page_routes`; every write is one short transaction, so
a killed crawl continues where it stopped.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from sqlite_utils import Database

from scrapers.items import Hints, Page, PageRef, Route, Skip
from scrapers.transaction import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is remembered of an address."""

    url: str
    state: str
    """listed, fetched, post, skipped or failed."""
    fetched_at: str | None
    refs: tuple[PageRef, ...]
    """What each route says of it."""

    @property
    def is_unread(self) -> bool:
        """Whether no final answer was read yet: never fetched, or the last try failed."""
        return self.state in {"listed", "failed"}

    def changed_since_fetch(self) -> bool:
        """Whether a route names a change later than the last fetch."""
        if self.fetched_at is None:
            return False
        told = (instant(text) for ref in self.refs for text in (ref.lastmod, ref.hints.modified))
        return any(moment > self.fetched_at for moment in told if moment)


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

    def known(self, clinic: str, *, since: str = "") -> list[Known]:
        """The addresses of a clinic that a route listed at or after `since`, newest change first.

        since: UTC instant; "" for all.
        """
        found: dict[str, Known] = {}
        for row in self.db.query(KNOWN, {"clinic": clinic, "since": since}):
            ref = _ref(row)
            before = found.get(ref.url)
            found[ref.url] = Known(
                url=ref.url,
                state=row["state"],
                fetched_at=row["fetched_at"],
                refs=(*before.refs, ref) if before else (ref,),
            )
        return sorted(found.values(), key=_newest_change, reverse=True)

    def refs(self, url: str) -> tuple[PageRef, ...]:
        """What each route says of an address."""
        return tuple(_ref(row) for row in self.db.query(REFS, {"url": url}))

    def state(self, url: str) -> str | None:
        """listed, fetched, post, skipped or failed; None for an address never seen."""
        rows = self.db.query("SELECT state FROM pages WHERE url = :url", {"url": url})
        return next((row["state"] for row in rows), None)

    def fetched(self, page: Page, body_sha256: str) -> None:
        """Remember that the page lies in the archive and waits to be read."""
        values = {
            "url": page.url,
            "status": page.status,
            "etag": page.headers.get("etag"),
            "last_modified": page.headers.get("last-modified"),
            "body_sha256": body_sha256,
            "fetched_at": stamp(page.fetched_at),
            "file": page.location.file if page.location else None,
            "offset": page.location.offset if page.location else None,
            "length": page.location.length if page.location else None,
        }
        with transaction(self.db):
            self.db.conn.execute(FETCHED, values)

    def routed(
        self, url: str, clinic: str, page: Page | None, reason: str | None, detail: str | None
    ) -> None:
        """Remember the answer of a page that lists others: a home page, sitemap, feed, listing.

        page: None where there was no usable answer; `reason` then says why.
        """
        at = page.location if page else None
        values = {
            "url": url,
            "clinic": clinic,
            "reason": reason,
            "detail": detail,
            "status": page.status if page else None,
            "etag": page.headers.get("etag") if page else None,
            "last_modified": page.headers.get("last-modified") if page else None,
            "fetched_at": stamp(page.fetched_at) if page else now(),
            "file": at.file if at else None,
            "offset": at.offset if at else None,
            "length": at.length if at else None,
        }
        with transaction(self.db):
            self.db.conn.execute(ROUTED, values)

    def skipped(self, skip: Skip) -> None:
        """Remember why an address is not stored as a post."""
        values = {
            "url": skip.url,
            "clinic": skip.clinic,
            "state": "failed" if skip.failed else "skipped",
            "reason": skip.reason,
            "detail": skip.detail,
            "status": skip.status,
        }
        with transaction(self.db):
            self.db.conn.execute(ADD_PAGE, values)
            self.db.conn.execute(SKIPPED, values)


def now() -> str:
    """This instant, as the tables write it."""
    return stamp(datetime.now(UTC))


def stamp(moment: datetime) -> str:
    """An instant as the tables write it: 2026-11-21T09:30:00.123Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(text: str | None) -> str | None:
    """A route's time as the tables write it; None where it is none or no ISO 8601."""
    try:
        moment = datetime.fromisoformat((text or "").strip())
        return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):  # 0001-01-01 in a zone east of Greenwich is in no year
        return None


def _newest_change(known: Known) -> str:
    told = [
        instant(text)
        for ref in known.refs
        for text in (ref.lastmod, ref.hints.published, ref.hints.modified)
    ]
    return max((moment for moment in told if moment), default="")


def _ref(row: dict[str, str]) -> PageRef:
    return PageRef(
        url=row["url"],
        clinic=row["clinic"],
        route=Route(row["route"]),
        lastmod=row["lastmod"],
        hints=msgspec.json.decode(row["hints"], type=Hints),
    )


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
SELECT pages.url, pages.clinic, pages.state, pages.fetched_at,
    page_routes.route, page_routes.lastmod, page_routes.hints
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
FETCHED = """
UPDATE pages SET state = 'fetched', reason = NULL, detail = NULL, http_status = :status,
    etag = :etag, last_modified = :last_modified, body_sha256 = :body_sha256,
    fetched_at = :fetched_at, attempts = attempts + 1,
    archive_file = :file, archive_offset = :offset, archive_length = :length
WHERE url = :url
"""
ROUTED = """
INSERT INTO pages (url, clinic, state, reason, detail, http_status, etag, last_modified, fetched_at,
    attempts, archive_file, archive_offset, archive_length)
VALUES (:url, :clinic, 'route', :reason, :detail, :status, :etag, :last_modified, :fetched_at,
    1, :file, :offset, :length)
ON CONFLICT (url) DO UPDATE SET reason = excluded.reason, detail = excluded.detail,
    http_status = coalesce(excluded.http_status, http_status),
    etag = coalesce(excluded.etag, etag),
    last_modified = coalesce(excluded.last_modified, last_modified),
    fetched_at = excluded.fetched_at,
    attempts = pages.attempts + 1,
    archive_file = coalesce(excluded.archive_file, archive_file),
    archive_offset = coalesce(excluded.archive_offset, archive_offset),
    archive_length = coalesce(excluded.archive_length, archive_length)
WHERE pages.state = 'route'
"""
SKIPPED = """
UPDATE pages SET reason = :reason, detail = :detail,
    state = CASE WHEN :state = 'failed' AND state = 'post' THEN state ELSE :state END,
    http_status = coalesce(:status, http_status),
    attempts = attempts + (:status IS NOT NULL OR :state = 'failed')
WHERE url = :url
"""
