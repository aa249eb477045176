"""Rate limit: one request at a time per host, and none while the host is paused."""

import asyncio
from collections import defaultdict
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from scrapers.errors import FetchError
from scrapers.fetch.shutdown import POLL_SECONDS, pause, raise_if_closing
from scrapers.reasons import Reason
from scrapers.state.hosts import Hosts
from scrapers.state.timestamps import format_timestamp, parse_moment

MAX_PAUSE = timedelta(days=7)
"""The longest pause of a host, whatever its Retry-After."""


class Pace:
    """Limits concurrent requests per host, and pauses hosts.

    It is the last middleware before the download, so a pause applies to every request of the
    host: retries, requests for other clinics on the same host, and robots.txt.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.max_wait = crawler.settings.getfloat("DRIPFEED_MAX_WAIT")
        concurrency = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        self.semaphores: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(concurrency)
        )
        self.paused_until: dict[str, datetime] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Pace":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait until the host is free and its pause is over.

        Raises: FetchError if the host asked for a longer pause than DRIPFEED_MAX_WAIT, in this or
        an earlier run; CrawlClosing if the crawl is being closed.
        """
        host: str = request.meta["download_slot"]
        await self._acquire(host)
        try:
            await self._wait_out_pause(host)
        except BaseException:
            self.semaphores[host].release()
            raise
        request.meta["holds_host"] = True

    def process_response(self, request: Request, response: Response) -> Response:
        """Release the host."""
        self._release(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Release the host."""
        self._release(request)

    def pause(self, host: str, seconds: float, detail: str) -> None:
        """Pause the host; a pause longer than DRIPFEED_MAX_WAIT also applies to later runs."""
        wait = min(seconds, MAX_PAUSE.total_seconds())
        until = datetime.now(UTC) + timedelta(seconds=wait)
        self.paused_until[host] = max(until, self._pause_end(host))
        if seconds > self.max_wait and self.hosts:
            self.hosts.pause_until(host, format_timestamp(self.paused_until[host]), detail)

    @property
    def hosts(self) -> Hosts | None:
        """The pauses stored by earlier runs; None in a crawl without a database."""
        frontier = getattr(self.crawler.spider, "frontier", None)
        return Hosts(frontier.db) if frontier else None

    def _pause_end(self, host: str) -> datetime:
        """When the pause of the host ends; looked up in the database once per run."""
        if host not in self.paused_until:
            stored = self.hosts.paused_until(host) if self.hosts else None
            self.paused_until[host] = parse_moment(stored) if stored else datetime.now(UTC)
        return self.paused_until[host]

    async def _acquire(self, host: str) -> None:
        semaphore = self.semaphores[host]
        while semaphore.locked():
            raise_if_closing(self.crawler)
            with suppress(TimeoutError):
                await asyncio.wait_for(semaphore.acquire(), POLL_SECONDS)
                return
        await semaphore.acquire()

    async def _wait_out_pause(self, host: str) -> None:
        while (remaining := (self._pause_end(host) - datetime.now(UTC)).total_seconds()) > 0:
            if remaining > self.max_wait:
                paused_until = format_timestamp(self._pause_end(host))
                until = f"the host asked to be left alone until {paused_until}"
                raise FetchError(Reason.RATE_LIMITED, until)
            await pause(self.crawler, remaining)

    def _release(self, request: Request) -> None:
        if request.meta.pop("holds_host", False):
            self.semaphores[cast("str", request.meta["download_slot"])].release()
