"""Graceful shutdown: interrupts everything that waits when the crawl is being closed."""

import asyncio

from scrapy.crawler import Crawler

POLL_SECONDS = 0.2
"""Poll interval, in seconds, for checking whether the crawl is being closed."""


class CrawlClosing(Exception):  # noqa: N818 - not an error: the crawl was told to stop
    """The crawl is being closed; whatever waits must end."""


def raise_if_closing(crawler: Crawler) -> None:
    """Return if the crawl is running.

    Raises: CrawlClosing if it is being closed.
    """
    assert crawler.engine
    slot = crawler.engine._slot  # noqa: SLF001 - no public attribute says that closing has begun
    if slot is None or slot.closing is not None:
        raise CrawlClosing


async def pause(crawler: Crawler, seconds: float) -> None:
    """Sleep for some seconds.

    Raises: CrawlClosing soon after the crawl began to close, so that a pause does not delay it.
    """
    until = asyncio.get_running_loop().time() + seconds
    while (remaining := until - asyncio.get_running_loop().time()) > 0:
        raise_if_closing(crawler)
        await asyncio.sleep(min(remaining, POLL_SECONDS))
