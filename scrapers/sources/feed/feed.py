"""The feed route (RSS, Atom, JSON Feed): the newest posts with dates and authors."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse

from scrapers.fetch.limits import oversized_tag
from scrapers.fetch.outcomes import content_type
from scrapers.items import BodyAt, PageRef, Route
from scrapers.platforms import GENERIC
from scrapers.reasons import Reason
from scrapers.sources.base import Site, archive_location
from scrapers.sources.feed.discover import feed_links
from scrapers.sources.feed.entry import FeedFile, FeedPost, is_body
from scrapers.sources.feed.parse import parse_feed
from scrapers.sources.listing.start_pages import listing_starts

MAX_FEEDS = 5
"""Most feeds of one page; shops declare one for each collection."""

MAX_PAGES = 100
"""Most pages of one feed."""


@dataclass(frozen=True, slots=True)
class _FeedUrls:
    urls: tuple[str, ...]
    guessed: bool = False
    """True if the site does not declare the feeds, so that a 404 is not recorded."""


async def feed(site: Site, *, all_pages: bool = False) -> AsyncIterator[PageRef]:
    """Yield the posts of the clinic's feeds: the known feed, else declared, else default ones.

    all_pages: whether to request older pages if the builder has them, for a site whose posts no
    other route lists. A next page that the feed links to is always read.
    """
    async for feeds in _candidates(site):
        has_posts = False
        for url in feeds.urls[:MAX_FEEDS]:
            async for ref in _read_pages(site, url, guessed=feeds.guessed, all_pages=all_pages):
                has_posts = True
                yield ref
        if has_posts:
            return


async def _candidates(site: Site) -> AsyncIterator[_FeedUrls]:
    if site.clinic.feed_url:
        yield _FeedUrls((site.clinic.feed_url,))
    declared = feed_links(site.home) if site.home else ()
    yield _FeedUrls(declared)
    if not declared and (number := await _first_listing(site)):
        declared = feed_links(number)
        yield _FeedUrls(declared)
    # a picture's host can name the wrong builder, so the usual places of feeds come behind its own
    for url in map(site.resolve, dict.fromkeys((*site.platform.feeds, *GENERIC.feeds))):
        if url not in declared:
            yield _FeedUrls((url,), guessed=True)


async def _first_listing(site: Site) -> HtmlResponse | None:
    for url in listing_starts(site):
        if number := await site.read_html(url, guessed=True):
            return number
    return None


async def _read_pages(
    site: Site, first: str, *, guessed: bool, all_pages: bool
) -> AsyncIterator[PageRef]:
    seen: set[str] = set()
    url: str | None = first
    for number in range(1, MAX_PAGES + 1):
        if url is None:
            return
        file = await _fetch_feed(site, url, guessed=guessed or number > 1)
        new_posts = [post for post in file.posts if post.url not in seen]
        if not new_posts:
            return
        for post in new_posts:
            seen.add(post.url)
            hints = replace(post.hints, body=_body_at(file, post))
            if ref := site.ref(Route.FEED, post.url, lastmod=hints.modified, hints=hints):
                yield ref
        url = _next_url(first, file) or (_older_url(site, first, number + 1) if all_pages else None)


async def _fetch_feed(site: Site, url: str, *, guessed: bool) -> FeedFile:
    response = await site.read(url, guessed=guessed)
    if response is None:
        return FeedFile()
    if fault := oversized_tag(response.body):
        site.note(url, Reason.TOO_LARGE, fault)
        return FeedFile()
    # in a thread, because 2,000 posts take 0.8 s and would block the event loop
    file = await asyncio.to_thread(parse_feed, response.body, response.url, content_type(response))
    if file.fault and (file.posts or not guessed):
        site.note(url, Reason.UNREADABLE, file.fault)
    return replace(file, location=archive_location(response))


def _body_at(file: FeedFile, post: FeedPost) -> BodyAt | None:
    if file.location is None or not is_body(post.body_html):
        return None
    return BodyAt(location=file.location, number=post.number, url=post.url)


def _next_url(first: str, file: FeedFile) -> str | None:
    """Return the next page that a feed links to, on the host of the feed itself.

    Blogger links to www.blogger.com, but the clinic's own feed accepts the same query.
    Source: feeds of android-developers.googleblog.com and blog.jgc.org.
    """
    if file.next_url is None:
        return None
    first_parts, next_parts = urlsplit(first), urlsplit(file.next_url)
    if first_parts.netloc == next_parts.netloc or not next_parts.query:
        return file.next_url
    return first_parts._replace(query=next_parts.query).geturl()


def _older_url(site: Site, feed_url: str, number: int) -> str | None:
    if site.platform.feed_page is None:
        return None
    separator = "&" if "?" in feed_url else "?"
    return f"{feed_url}{separator}{site.platform.feed_page.format(page=number)}"
