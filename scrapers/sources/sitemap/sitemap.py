"""The sitemap route: sitemaps and sitemap indexes (sitemaps.org)."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from scrapers.fetch.outcomes import content_type
from scrapers.items import Hints, Listed, PageRef, Route
from scrapers.reasons import Reason
from scrapers.sources.base import Site
from scrapers.sources.sitemap.names import classify_sitemaps
from scrapers.sources.sitemap.parse import (
    MAX_URLS,
    SitemapEntry,
    decompress,
    parse_sitemap,
    root_element,
)
from scrapers.urls import absolute_url, is_http

COMMON_PATHS = (
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/wp-sitemap.xml",
    "/sitemap-index.xml",
    "/sitemap.xml.gz",
    "/sitemap.txt",
)
"""Tried in turn if robots.txt lists no sitemap, until one of them lists something."""

MAX_DEPTH = 3
"""Most levels of nested sitemap indexes; the protocol allows one, some shops have two."""

MAX_FILES = 300
"""Most sitemaps of one clinic; an endless sitemap index led to 5,189 in ten seconds (measured)."""

YIELD_EVERY = 100
"""Entries parsed before control returns to the event loop: 4 to 8 ms (measured)."""


@dataclass(frozen=True, slots=True)
class _Sitemap:
    url: str
    listed: Listed
    depth: int


async def sitemap(site: Site) -> AsyncIterator[PageRef]:
    """Yield what the sitemaps in robots.txt and of the platform list, else those at common paths.

    Sitemaps of categories, tags, authors and images are not read.
    """
    seen: set[str] = set()
    declared = (*filter(is_http, site.robots_sitemaps), *map(site.resolve, site.platform.sitemaps))
    for urls in (declared, *((site.resolve(path),) for path in COMMON_PATHS)):
        has_entries = False
        async for ref in _tree(site, urls, seen):
            has_entries = True
            yield ref
        if has_entries:
            return
    site.note(
        site.resolve(COMMON_PATHS[-1]), Reason.NOT_FOUND, "no sitemap at any of the common paths"
    )


async def _tree(site: Site, roots: Iterable[str], seen: set[str]) -> AsyncIterator[PageRef]:
    queue = deque(_sitemaps(roots, 0))
    while queue:
        sitemap_file = queue.popleft()
        if sitemap_file.url in seen:
            continue
        if len(seen) >= MAX_FILES or site.traps.is_full:
            site.note(
                sitemap_file.url,
                Reason.TRAP,
                f"{len(seen)} sitemaps were read, and more are listed",
            )
            return
        seen.add(sitemap_file.url)
        child_urls: list[str] = []
        async for entry in _entries(site, sitemap_file):
            if entry.is_sitemap:
                child_urls.append(entry.url)
            elif ref := _ref(site, entry, sitemap_file.listed):
                yield ref
        if sitemap_file.depth < MAX_DEPTH:
            queue.extend(
                _sitemaps(_own_urls(site, sitemap_file, child_urls), sitemap_file.depth + 1)
            )
        elif child_urls:
            site.note(child_urls[0], Reason.TRAP, f"more than {MAX_DEPTH} nested sitemap indexes")


def _own_urls(site: Site, index: _Sitemap, child_urls: Iterable[str]) -> Iterator[str]:
    for entry in child_urls:
        url = absolute_url(index.url, entry)
        if url is None:
            site.note(entry, Reason.UNSAFE_URL, f"listed by {index.url}")
        elif not site.owns(url):
            site.note(url, Reason.OTHER_SITE, f"listed by {index.url}")
        else:
            yield url


def _sitemaps(urls: Iterable[str], depth: int) -> Iterator[_Sitemap]:
    for url, listed in classify_sitemaps(urls).items():
        yield _Sitemap(url, listed, depth)


async def _entries(site: Site, sitemap_file: _Sitemap) -> AsyncIterator[SitemapEntry]:
    guessed = sitemap_file.depth == 0 and sitemap_file.url not in site.robots_sitemaps
    response = await site.read(sitemap_file.url, guessed=guessed)
    if response is None:
        return
    try:
        body = decompress(response.body)
    except ValueError as error:
        site.note(sitemap_file.url, Reason.UNREADABLE, str(error))
        return
    count = 0
    for count, entry in enumerate(islice(parse_sitemap(body), MAX_URLS), start=1):
        yield entry
        if count % YIELD_EVERY == 0:
            await asyncio.sleep(0)
    if count == 0:
        site.note(sitemap_file.url, *_empty_reason(body, content_type(response)))


def _empty_reason(body: bytes, kind: str | None) -> tuple[str, str]:
    root = root_element(body)
    if not body or root in ("urlset", "sitemapindex"):
        return Reason.EMPTY_BODY, "the sitemap lists nothing"
    return (
        Reason.UNREADABLE,
        f"not a sitemap: {kind or 'no type'}, begins with <{root or body[:20]!r}>",
    )


def _ref(site: Site, entry: SitemapEntry, listed: Listed) -> PageRef | None:
    hints = Hints(
        listed=listed, title=entry.title, published=entry.published, image_url=entry.image_url
    )
    return site.ref(Route.SITEMAP, entry.url, lastmod=entry.lastmod, hints=hints)
