"""Probes a site before its row is added: a small crawl into a temporary database.

It is the crawl itself, with its politeness, so it shows what a crawl will find.
"""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import TextResponse
from sqlite_utils import Database

from pipelines.archive.warc import Archive
from pipelines.jobs.crawl import run_crawl
from pipelines.queries import run_query
from pipelines.store.database import read_database
from scrapers.codes.end_states import EndState
from scrapers.errors import DripfeedError, FetchError
from scrapers.items import Clinic
from scrapers.middlewares.robots import RobotsRules, read_rules
from scrapers.reasons import Reason
from scrapers.settings import ROBOTSTXT_USER_AGENT
from scrapers.urls import PUBLIC_SUFFIXES

Row = dict[str, Any]

PAGES_READ = 6
"""Pages fetched to show the newest posts: a sitemap also lists other pages."""
POSTS_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """The result of probing a site."""

    website: str
    robots: Mapping[str, str]
    """By origin, such as https://clinic.example: what its robots.txt allows us."""
    platform: str | None
    """None if it was not recognised."""
    platform_sign: str | None
    routes: Sequence[Row]
    """The rows of the query `inventory`."""
    posts: Sequence[Row]
    """The newest posts: title, published_on, url."""
    end_state: EndState
    next_step: str | None


def probe(clinic: Clinic, settings: Mapping[str, Any]) -> Probe:
    """Return what a clinic's robots.txt allows, its platform and what its routes list.

    settings: changes to those of a crawl.
    Raises: DripfeedError if the site cannot be visited; the message says why and what to do.
    """
    with tempfile.TemporaryDirectory(prefix="dripfeed-add-") as folder:
        db_path, archive = Path(folder, "probe.db"), Path(folder, "archive")
        files = {"DRIPFEED_DB": str(db_path), "DRIPFEED_ARCHIVE": str(archive)}
        limit = {"DRIPFEED_LIMIT": PAGES_READ}
        ends = run_crawl([clinic], {**settings, **files, **limit}, lambda _: None)
        db = read_database(db_path)
        try:
            end = ends.get(clinic.slug, EndState.INTERRUPTED)
            return _probe_result(db, clinic, archive, end)
        finally:
            db.close()


def _probe_result(db: Database, clinic: Clinic, archive: Path, end: EndState) -> Probe:
    (row,) = db.query(PLATFORM)
    if end.has_failed or end is EndState.INTERRUPTED:
        raise DripfeedError(f"cannot visit {clinic.website}: {_failure_reason(end, row['detail'])}")
    return Probe(
        website=clinic.website,
        robots=dict(_robots(Archive(archive))),
        platform=row["platform"],
        platform_sign=row["platform_sign"],
        routes=run_query(db, "inventory"),
        posts=list(db.query(NEWEST, {"count": POSTS_SHOWN})),
        end_state=end,
        next_step=end.next_step if end is EndState.NO_POSTS else None,
    )


def _failure_reason(end: EndState, detail: str | None) -> str:
    """Return the reason that the visit's detail begins with, in words; else end and detail."""
    reason = Reason.of((detail or "").partition(":")[0])
    if reason:
        return reason.sentence
    return f"the visit ended as {end.replace('_', ' ')}, {detail or ''}"


def _robots(archive: Archive) -> Iterator[tuple[str, str]]:
    for archived in archive.all():
        parts = urlsplit(archived.url)
        if parts.path == "/robots.txt":
            origin = f"{parts.scheme}://{parts.netloc}"
            response = TextResponse(archived.url, status=archived.status, body=archived.body)
            yield origin, robots_summary(read_rules(response), f"{origin}/")


def robots_summary(rules: RobotsRules, home_url: str) -> str:
    """Return what a robots.txt allows us, in words."""
    try:
        rules.check(home_url, ROBOTSTXT_USER_AGENT)
    except FetchError as error:
        return str(error.detail)
    delay = rules.parsed.crawl_delay(ROBOTSTXT_USER_AGENT)
    pace = f", asks for {delay:g} s between requests" if delay else ""
    count = len(rules.sitemaps)
    sitemaps = f", names {count} sitemap{'' if count == 1 else 's'}" if count else ""
    return f"allows us{pace}{sitemaps}"


def suggest_slug(url: str, taken: Sequence[str]) -> str:
    """Return a slug from the host of a URL: its registered name and its subdomain.

    https://www.mind-spa.com becomes mind-spa, https://iv.spa.co.uk iv-spa; a slug that is taken
    gets a number.
    """
    host = urlsplit(url).hostname or ""
    parts = PUBLIC_SUFFIXES(host)
    name = ".".join(filter(None, (parts.subdomain, parts.domain))) or host
    words = re.findall(r"[a-z0-9]+", name.lower().removeprefix("www."))
    slug = "-".join(words) or "clinic"
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (slug, *numbered) if candidate not in taken)


PLATFORM = """
SELECT clinics.platform, clinics.platform_sign, run_clinics.detail
FROM clinics JOIN run_clinics ON run_clinics.clinic = clinics.slug
"""
NEWEST = """
SELECT title, published_on, url FROM posts
ORDER BY published_on DESC NULLS LAST, id LIMIT :count
"""
