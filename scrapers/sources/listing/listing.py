"""Source: the pages that list the posts for readers, with their older pages."""

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
"""Pages of the listings of one clinic; calendars never end."""


async def listing(site: Site) -> AsyncIterator[PageRef]:
    """Yield what looks like posts on the clinic's listings, the newest first, each once.

    Older pages are read as long as each brings something new.
    """
    menu = menu_urls(site.home) if site.home else frozenset[str]()
    seen: set[str] = set()
    async for page in _pages(site, seen):
        for card in cards_of(site, page, menu):
            if card.url not in seen and (ref := _ref(site, card)):
                seen.add(card.url)
                yield ref


async def _pages(site: Site, seen: set[str]) -> AsyncIterator[HtmlResponse]:
    """Yield the listings' pages; the posts of one are in `seen` when the next is asked for."""
    queue = deque(listing_starts(site))
    asked: set[str] = set()
    while queue and len(asked) < MAX_PAGES:
        url = queue.popleft()
        if identity(url) in asked:
            continue
        asked.add(identity(url))
        page = await site.read_html(url, guessed=url != site.clinic.blog_url)
        if page is None:
            continue
        count = len(seen)
        yield page
        if len(seen) > count:
            older = older_pages(page, site.platform.listing_page)
            own = [url for url in older if site.owns(url) and not site.is_endless(url)]
            queue.extendleft(reversed(own))


def _ref(site: Site, card: Card) -> PageRef | None:
    hints = Hints(title=card.title, published=card.published)
    return site.ref(Route.LISTING, card.url, hints=hints)
