"""Sources of post URLs: sitemaps, feeds, the WordPress REST API, listings.

Each source takes a `Site` and yields a `PageRef` for every URL that it lists.
"""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from functools import partial

from scrapers.errors import StoreError
from scrapers.fetch.shutdown import CrawlClosing
from scrapers.items import PageRef, Route
from scrapers.reasons import Reason
from scrapers.sources.base import Fetch, Note, Site
from scrapers.sources.feed.feed import feed
from scrapers.sources.listing.listing import listing
from scrapers.sources.sitemap.sitemap import sitemap
from scrapers.sources.wordpress.wordpress import wordpress

logger = logging.getLogger(__name__)

Source = Callable[[Site], AsyncIterator[PageRef]]

SOURCES: dict[Route, Source] = {
    Route.WORDPRESS: wordpress,
    Route.SITEMAP: sitemap,
    Route.FEED: feed,
    Route.LISTING: listing,
}


async def list_posts(site: Site) -> AsyncIterator[PageRef]:
    """Yield what the routes of the site's platform list, route after route.

    A URL that several routes list is yielded by each of them, so that they can be compared.
    Older pages of feeds are requested only if the WordPress REST API listed nothing.
    """
    listed: Counter[Route] = Counter()
    for route in site.platform.routes:
        source = SOURCES[route]
        if route is Route.FEED and not listed[Route.WORDPRESS]:
            source = partial(feed, all_pages=True)
        async for ref in _list_route(site, route, source):
            listed[route] += 1
            yield ref


async def _list_route(site: Site, route: Route, source: Source) -> AsyncIterator[PageRef]:
    """Yield what a source lists; an error in it is recorded and does not affect other routes."""
    try:
        async for ref in source(site):
            yield ref
    except (StoreError, CrawlClosing):
        raise
    except Exception as error:
        logger.exception("Reading the %s of %s broke off", route, site.clinic.slug)
        site.note(site.url, Reason.SOURCE_FAILED, f"{route}: {type(error).__name__}: {error}")


__all__ = ["SOURCES", "Fetch", "Note", "Site", "Source", "list_posts"]
