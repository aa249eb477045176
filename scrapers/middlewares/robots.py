"""Obeys robots.txt (RFC 9309), and reads its Sitemap and Crawl-delay lines."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from scrapers.errors import FetchError
from scrapers.fetch.outcomes import fetch
from scrapers.reasons import Reason
from scrapers.state.hosts import host_of
from scrapers.urls import absolute_url

MAX_BYTES = 512 * 1024
"""The part of robots.txt that is parsed. Source: RFC 9309, 2.5 requires at least 500 KiB; parsing a
file of 59 MB took 675 MB of memory (measured)."""


UNAVAILABLE_REASONS = {Reason.REDIRECT_LOOP, Reason.TOO_LARGE, Reason.PRIVATE_ADDRESS}
"""Failures that count as "unavailable", so that everything is allowed (RFC 9309, 2.3.1.2 and
2.3.1.3): endless redirects, and a response that cannot be a robots.txt. Requests to private
addresses are stopped by the guard anyway."""

ALLOW_ALL = Protego.parse("")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRules:
    """The rules in the robots.txt of a host."""

    parsed: Protego = ALLOW_ALL
    sitemaps: tuple[str, ...] = ()
    closed: FetchError | None = None
    """Why nothing may be fetched: robots.txt or the host is unreachable; None otherwise."""

    def check(self, url: str, user_agent: str) -> None:
        """Return if the product token `user_agent` may fetch `url`.

        Raises: FetchError if it may not.
        """
        if self.closed:
            raise FetchError(self.closed.reason, self.closed.detail)
        if not self.parsed.can_fetch(url, user_agent):
            raise FetchError(Reason.ROBOTS, "forbidden by robots.txt")


class Robots:
    """Fetches the robots.txt of each host once, before any other request to that host.

    Scrapy's own middleware lets the third and later requests of a burst pass while robots.txt
    loads, obeys the body of a 404 and allows everything after a 503. Source: 8 of 10 requests
    leaked (measured).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.obey = crawler.settings.getbool("ROBOTSTXT_OBEY")
        self.user_agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self.max_wait = crawler.settings.getfloat("DRIPFEED_MAX_WAIT")
        self.rules_by_host: dict[str, RobotsRules] = {}
        self.locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Robots":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Return if robots.txt allows the request.

        Raises: FetchError if robots.txt forbids it or is unreachable.
        """
        if request.meta.get("is_robots") or not self.obey:
            return
        rules = await self.rules(request.url)
        rules.check(request.url, self.user_agent)
        if rules.parsed.crawl_delay(self.user_agent):
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def rules(self, url: str) -> RobotsRules:
        """The rules of the host of `url`; the first call fetches robots.txt, others wait for it."""
        parts = urlparse_cached(Request(url))
        host = f"{parts.scheme}://{parts.netloc}"
        async with self.locks[host]:
            if host not in self.rules_by_host:
                self.rules_by_host[host] = await self._load(f"{host}/robots.txt")
                self._apply_crawl_delay(host_of(url), self.rules_by_host[host])
        return self.rules_by_host[host]

    async def _load(self, url: str) -> RobotsRules:
        try:
            response = await fetch(self.crawler, Request(url, meta={"is_robots": True}))
        except FetchError as error:
            return (
                RobotsRules() if error.reason in UNAVAILABLE_REASONS else RobotsRules(closed=error)
            )
        return read_rules(response)

    def _apply_crawl_delay(self, host: str, rules: RobotsRules) -> None:
        """Set the delay of the host to its Crawl-delay, even if its idle slot is closed later."""
        delay = rules.parsed.crawl_delay(self.user_agent)
        if not delay:
            return
        assert self.crawler.engine
        downloader = self.crawler.engine.downloader
        applied_delay = max(
            min(delay, self.max_wait), self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        )
        downloader.per_slot_settings[host] = {"delay": applied_delay}
        if slot := downloader.slots.get(host):
            slot.delay = max(slot.delay, applied_delay)


def read_rules(response: Response) -> RobotsRules:
    """The rules by the status of the response (RFC 9309, 2.3.1): 5xx and 429 close, 4xx allow."""
    status = response.status
    if status >= 500 or status == 429:
        detail = f"robots.txt is unreachable (status {status}), so nothing is fetched"
        return RobotsRules(closed=FetchError(Reason.ROBOTS, detail, status))
    if status != 200:
        return RobotsRules()
    parsed = Protego.parse(response.body[:MAX_BYTES].decode("utf-8-sig", errors="ignore"))
    sitemaps = (absolute_url(response.url, line) for line in parsed.sitemaps)
    return RobotsRules(parsed=parsed, sitemaps=tuple(filter(None, sitemaps)))
