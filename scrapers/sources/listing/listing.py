"""The listing route: the HTML pages that list the posts, and their pagination."""

from collections import deque
from collections.abc import AsyncIterator

from scrapy.http import HtmlResponse

from scrapers.items import Hints, PageRef, Route
from scrapers.sources.base import Site
from scrapers.sources.listing.anchors import menu_urls
from scrapers.sources.listing.cards import Card, cards_of
from scrapers.sources.listing.pagination import older_pages
from scrapers.sources.listing.start_pages import listing_starts
from scrapers.urls import identity

MAX_PAGES = 200
"""Most listing pages of one clinic; calendars never end."""


async def listing(site: Site) -> AsyncIterator[PageRef]:
    """Yield the likely posts of the clinic's listings, the newest first, each once.

    Older pages are read as long as each has a new post.
    """
    menu = menu_urls(site.home) if site.home else frozenset[str]()
    seen: set[str] = set()
    async for page in _pages(site, seen):
        for card in cards_of(site, page, menu):
            if card.url not in seen and (ref := _ref(site, card)):
                seen.add(card.url)
                yield ref


async def _pages(site: Site, seen: set[str]) -> AsyncIterator[HtmlResponse]:
    """Yield the listing pages; the caller adds the posts of a page to `seen` before the next."""
    queue = deque(listing_starts(site))
    requested: set[str] = set()
    while queue and len(requested) < MAX_PAGES:
        url = queue.popleft()
        if identity(url) in requested:
            continue
        requested.add(identity(url))
        page = await site.read_html(url, guessed=url != site.clinic.blog_url)
        if page is None:
            continue
        count = len(seen)
        yield page
        if len(seen) > count:
            older = older_pages(page, site.platform.listing_page)
            own_urls = [url for url in older if site.owns(url) and not site.is_endless(url)]
            queue.extendleft(reversed(own_urls))


def _ref(site: Site, card: Card) -> PageRef | None:
    hints = Hints(title=card.title, published=card.published)
    return site.ref(Route.LISTING, card.url, hints=hints)
