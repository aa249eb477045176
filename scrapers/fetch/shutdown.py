"""The end of a crawl that was asked to stop: whoever waits for something learns it here."""

import asyncio

from scrapy.crawler import Crawler

POLL_SECONDS = 0.2
"""Seconds between two looks at whether the crawl is being closed."""


class CrawlClosing(Exception):  # noqa: N818 - no error: the crawl was asked to stop
    """The crawl is being closed; whatever is under way ends where it is."""


def raise_if_closing(crawler: Crawler) -> None:
    """Go on if the crawl does.

    Raises: Stopping if it is being closed.
    """
    assert crawler.engine
    slot = crawler.engine._slot  # noqa: SLF001 - the only sign that a close has begun
    if slot is None or slot.closing is not None:
        raise CrawlClosing


async def pause(crawler: Crawler, seconds: float) -> None:
    """Wait so long.

    Raises: Stopping, soon after the crawl began to close: a pause of minutes must not hold it.
    """
    until = asyncio.get_running_loop().time() + seconds
    while (left := until - asyncio.get_running_loop().time()) > 0:
        raise_if_closing(crawler)
        await asyncio.sleep(min(left, POLL_SECONDS))
