"""A spider that requests many URLs of new hosts at the same instant, for the tests in this folder.

Run as `python -m tests.scrapers.middlewares.burst URL...`; prints a line per response: its
status or reason.
"""

import sys
from collections.abc import AsyncIterator
from functools import partial
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from scrapers.fetch.outcomes import to_fetch_error

CHANGES: dict[str, Any] = {
    "DRIPFEED_ALLOW_PRIVATE": True,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "CONCURRENT_REQUESTS": 200,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 50,
    "ITEM_PIPELINES": {},
    "LOG_LEVEL": "ERROR",
}


class Burst(Spider):
    """Requests all its URLs at once."""

    name = "burst"
    urls: tuple[str, ...] = ()

    async def start(self) -> AsyncIterator[Request]:
        """All requests, none waiting for another."""
        for url in self.urls:
            callback = partial(self.tell, url)
            yield Request(url, callback=callback, errback=callback, dont_filter=True)

    def tell(self, url: str, came: Response | Failure) -> None:
        """Print what became of a URL."""
        end = came.status if isinstance(came, Response) else to_fetch_error(came.value).reason
        sys.stdout.write(f"{url} {end}\n")


def main() -> None:
    """Crawl the URLs of the command line."""
    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    settings.update(CHANGES, priority="cmdline")
    middlewares = dict(settings.getdict("DOWNLOADER_MIDDLEWARES"))
    settings.set(
        "DOWNLOADER_MIDDLEWARES", {**middlewares, "pipelines.steps.ArchiveMiddleware": None}, 50
    )
    Burst.urls = tuple(sys.argv[1:])
    process = AsyncCrawlerProcess(settings)
    process.crawl(Burst)
    process.start()


if __name__ == "__main__":
    main()
