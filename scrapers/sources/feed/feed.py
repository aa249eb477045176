"""Source: feeds (RSS, Atom, JSON Feed), the newest posts with their dates and authors."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse

from scrapers.fetch.limits import fat_tag
from scrapers.fetch.outcomes import content_type
from scrapers.items import BodyAt, PageRef, Route
from scrapers.reasons import Reason
from scrapers.sources.base import Site, archived_at
from scrapers.sources.feed.discover import feed_links
from scrapers.sources.feed.entry import FeedFile, FeedPost, is_body
from scrapers.sources.feed.parse import read_feed
from scrapers.sources.listing.start_pages import listing_starts

MAX_FEEDS = 5
"""Feeds of one page that are read; shops declare one for each collection."""

MAX_PAGES = 100
"""Of one feed."""


@dataclass(frozen=True, slots=True)
class _Candidates:
    urls: tuple[str, ...]
    guessed: bool = False
    """True where nobody said that there is such a feed, so its absence is no news."""


async def feed(site: Site, *, whole: bool = False) -> AsyncIterator[PageRef]:
    """Yield the posts of the clinic's feeds: the known one, else declared ones, else usual ones.

    whole: ask for older pages where the builder has them, for a site whose posts no other route
    lists. Where a feed itself names its next page, it is read in any case.
    """
    async for some in _candidates(site):
        found = False
        for url in some.urls[:MAX_FEEDS]:
            async for ref in _read(site, url, guessed=some.guessed, whole=whole):
                found = True
                yield ref
        if found:
            return


async def _candidates(site: Site) -> AsyncIterator[_Candidates]:
    if site.clinic.feed_url:
        yield _Candidates((site.clinic.feed_url,))
    declared = feed_links(site.home) if site.home else ()
    yield _Candidates(declared)
    if not declared and (page := await _first_listing(site)):
        declared = feed_links(page)
        yield _Candidates(declared)
    for url in map(site.at, site.platform.feeds):
        if url not in declared:
            yield _Candidates((url,), guessed=True)


async def _first_listing(site: Site) -> HtmlResponse | None:
    for url in listing_starts(site):
        if page := await site.read_html(url, guessed=True):
            return page
    return None


async def _read(site: Site, first: str, *, guessed: bool, whole: bool) -> AsyncIterator[PageRef]:
    seen: set[str] = set()
    url: str | None = first
    for page in range(1, MAX_PAGES + 1):
        if url is None:
            return
        file = await _file(site, url, guessed=guessed or page > 1)
        new = [post for post in file.posts if post.url not in seen]
        if not new:
            return
        for post in new:
            seen.add(post.url)
            hints = replace(post.hints, body=_body_at(file, post))
            if ref := site.ref(Route.FEED, post.url, lastmod=hints.modified, hints=hints):
                yield ref
        url = _next(first, file) or (_older(site, first, page + 1) if whole else None)


async def _file(site: Site, url: str, *, guessed: bool) -> FeedFile:
    response = await site.read(url, guessed=guessed)
    if response is None:
        return FeedFile()
    if fault := fat_tag(response.body):
        site.note(url, Reason.TOO_LARGE, fault)
        return FeedFile()
    # 2,000 posts take 0.8 s, in which other clinics would wait
    file = await asyncio.to_thread(read_feed, response.body, response.url, content_type(response))
    if file.fault and (file.posts or not guessed):
        site.note(url, Reason.UNREADABLE, file.fault)
    return replace(file, location=archived_at(response))


def _body_at(file: FeedFile, post: FeedPost) -> BodyAt | None:
    if file.location is None or not is_body(post.body_html):
        return None
    return BodyAt(location=file.location, number=post.number, url=post.url)


def _next(first: str, file: FeedFile) -> str | None:
    """Give the next page that a feed names, on the host of the feed itself.

    Blogger names it on www.blogger.com, and a clinic's own feed answers to the same query.
    Source: feeds of android-developers.googleblog.com and blog.jgc.org.
    """
    if file.next_url is None:
        return None
    own, following = urlsplit(first), urlsplit(file.next_url)
    if own.netloc == following.netloc or not following.query:
        return file.next_url
    return own._replace(query=following.query).geturl()


def _older(site: Site, feed_url: str, page: int) -> str | None:
    if site.platform.feed_page is None:
        return None
    joint = "&" if "?" in feed_url else "?"
    return f"{feed_url}{joint}{site.platform.feed_page.format(page=page)}"
