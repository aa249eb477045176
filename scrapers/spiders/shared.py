"""What all visits of one crawl share."""

import asyncio
from dataclasses import dataclass

from scrapy.crawler import Crawler

from scrapers.state.frontier import Frontier


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The crawl as one of its visits sees it."""

    crawler: Crawler
    frontier: Frontier
    """The crawl's memory."""
    in_flight: asyncio.Semaphore
    """One seat for each request that the whole crawl may have under way."""
