"""One request at a time per host, and none while the host asks for a pause."""

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

LONGEST_PAUSE = timedelta(days=7)
"""A host that asks for more is asked again after this."""


class Pace:
    """The gate of each host: whoever holds its turn is the only one under way.

    It stands behind all other rules and in front of the wire, so a pause holds every request of
    the host: the one that is tried again, those of other clinics on it, robots.txt.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.max_wait = crawler.settings.getfloat("DRIPFEED_MAX_WAIT")
        at_once = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
        self.turns: defaultdict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(at_once)
        )
        self.paused_until: dict[str, datetime] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Pace":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait for the host's turn and for the end of its pause.

        Raises: FetchError if the host asked for a longer pause than DRIPFEED_MAX_WAIT, now or in
        an earlier run; Stopping if the crawl is being closed.
        """
        host: str = request.meta["download_slot"]
        await self._take_turn(host)
        try:
            await self._sit_out(host)
        except BaseException:
            self.turns[host].release()
            raise
        request.meta["has_turn"] = True

    def process_response(self, request: Request, response: Response) -> Response:
        """Give the turn back."""
        self._give_turn(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Give the turn back."""
        self._give_turn(request)

    def pause(self, host: str, seconds: float, why: str) -> None:
        """Ask nothing of the host for so long; beyond DRIPFEED_MAX_WAIT in later runs neither."""
        wait = min(seconds, LONGEST_PAUSE.total_seconds())
        until = datetime.now(UTC) + timedelta(seconds=wait)
        self.paused_until[host] = max(until, self._pause_of(host))
        if seconds > self.max_wait and self.hosts:
            self.hosts.leave_until(host, format_timestamp(self.paused_until[host]), why)

    @property
    def hosts(self) -> Hosts | None:
        """The memory of earlier runs; None in a crawl without a database."""
        frontier = getattr(self.crawler.spider, "frontier", None)
        return Hosts(frontier.db) if frontier else None

    def _pause_of(self, host: str) -> datetime:
        """When the host may be asked; looked up once per run."""
        if host not in self.paused_until:
            told = self.hosts.left_until(host) if self.hosts else None
            self.paused_until[host] = parse_moment(told) if told else datetime.now(UTC)
        return self.paused_until[host]

    async def _take_turn(self, host: str) -> None:
        turn = self.turns[host]
        while turn.locked():
            raise_if_closing(self.crawler)
            with suppress(TimeoutError):
                await asyncio.wait_for(turn.acquire(), POLL_SECONDS)
                return
        await turn.acquire()

    async def _sit_out(self, host: str) -> None:
        while (left := (self._pause_of(host) - datetime.now(UTC)).total_seconds()) > 0:
            if left > self.max_wait:
                left_until = format_timestamp(self._pause_of(host))
                until = f"the host asked to be left alone until {left_until}"
                raise FetchError(Reason.RATE_LIMITED, until)
            await pause(self.crawler, left)

    def _give_turn(self, request: Request) -> None:
        if request.meta.pop("has_turn", False):
            self.turns[cast("str", request.meta["download_slot"])].release()
