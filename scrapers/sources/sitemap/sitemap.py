"""Source: sitemaps, the lists that a site writes for search engines (sitemaps.org)."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from scrapers.fetch.outcomes import content_type
from scrapers.items import Hints, Listed, PageRef, Route
from scrapers.reasons import Reason
from scrapers.sources.base import Site, absolute
from scrapers.sources.sitemap.names import listed_by
from scrapers.sources.sitemap.parse import MAX_URLS, Line, lines_of, root_of, unpack
from scrapers.urls import is_http

USUAL_PATHS = (
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/wp-sitemap.xml",
    "/sitemap-index.xml",
    "/sitemap.xml.gz",
    "/sitemap.txt",
)
"""Tried one after another where robots.txt names none; the first that lists something ends it."""

MAX_DEPTH = 3
"""Indexes below indexes; the protocol allows one, some shops have two."""

MAX_FILES = 300
"""Sitemaps of one clinic; an index without end gave 5,189 in ten seconds when it was measured."""

BREATH = 100
"""Lines read before other clinics get their turn: 4 to 8 ms, measured."""


@dataclass(frozen=True, slots=True)
class _File:
    url: str
    listed: Listed
    depth: int


async def sitemap(site: Site) -> AsyncIterator[PageRef]:
    """Yield what the sitemaps list: those of robots.txt and of the platform, else the usual ones.

    Sitemaps of categories, tags, authors and images are not read.
    """
    seen: set[str] = set()
    named = (*filter(is_http, site.robots_sitemaps), *map(site.at, site.platform.sitemaps))
    for urls in (named, *((site.at(path),) for path in USUAL_PATHS)):
        found = False
        async for ref in _tree(site, urls, seen):
            found = True
            yield ref
        if found:
            return
    site.note(site.at(USUAL_PATHS[-1]), Reason.NOT_FOUND, "no sitemap in any of the usual places")


async def _tree(site: Site, roots: Iterable[str], seen: set[str]) -> AsyncIterator[PageRef]:
    files = deque(_files(roots, 0))
    while files:
        file = files.popleft()
        if file.url in seen:
            continue
        if len(seen) >= MAX_FILES or site.traps.is_full:
            site.note(file.url, Reason.TRAP, f"{len(seen)} sitemaps were read, and more are listed")
            return
        seen.add(file.url)
        below: list[str] = []
        async for line in _lines(site, file):
            if line.is_sitemap:
                below.append(line.url)
            elif ref := _ref(site, line, file.listed):
                yield ref
        if file.depth < MAX_DEPTH:
            files.extend(_files(_own(site, file, below), file.depth + 1))
        elif below:
            site.note(below[0], Reason.TRAP, f"more than {MAX_DEPTH} indexes below each other")


def _own(site: Site, index: _File, below: Iterable[str]) -> Iterator[str]:
    for line in below:
        url = absolute(index.url, line)
        if url is None:
            site.note(line, Reason.UNSAFE_URL, f"listed by {index.url}")
        elif not site.owns(url):
            site.note(url, Reason.OTHER_SITE, f"listed by {index.url}")
        else:
            yield url


def _files(urls: Iterable[str], depth: int) -> Iterator[_File]:
    for url, listed in listed_by(urls).items():
        yield _File(url, listed, depth)


async def _lines(site: Site, file: _File) -> AsyncIterator[Line]:
    guessed = file.depth == 0 and file.url not in site.robots_sitemaps
    response = await site.read(file.url, guessed=guessed)
    if response is None:
        return
    try:
        body = unpack(response.body)
    except ValueError as error:
        site.note(file.url, Reason.UNREADABLE, str(error))
        return
    count = 0
    for count, line in enumerate(islice(lines_of(body), MAX_URLS), start=1):
        yield line
        if count % BREATH == 0:
            await asyncio.sleep(0)
    if count == 0:
        site.note(file.url, *_why_nothing(body, content_type(response)))


def _why_nothing(body: bytes, kind: str | None) -> tuple[str, str]:
    root = root_of(body)
    if not body or root in ("urlset", "sitemapindex"):
        return Reason.EMPTY_BODY, "the sitemap lists nothing"
    return (
        Reason.UNREADABLE,
        f"no sitemap: {kind or 'no type'}, begins with <{root or body[:20]!r}>",
    )


def _ref(site: Site, line: Line, listed: Listed) -> PageRef | None:
    hints = Hints(
        listed=listed, title=line.title, published=line.published, image_url=line.image_url
    )
    return site.ref(Route.SITEMAP, line.url, lastmod=line.lastmod, hints=hints)
