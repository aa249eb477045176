"""Obeys robots.txt by RFC 9309, and knows what it says of sitemaps and pace."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
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
from scrapers.urls import is_http

MAX_BYTES = 512 * 1024
"""What is read of a robots.txt. Source: RFC 9309, 2.5 asks for at least 500 KiB; a file of 59 MB
took 675 MB of memory to parse whole (measured)."""


UNAVAILABLE = {Reason.REDIRECT_LOOP, Reason.TOO_LARGE, Reason.PRIVATE_ADDRESS}
"""Ends that count as "there is none" (RFC 9309, 2.3.1.2 and 2.3.1.3): redirects without end, and
an answer that is no robots.txt. A private address has nothing to forbid: the guard stops it."""

ALLOW_ALL = Protego.parse("")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRules:
    """What the robots.txt of a host says."""

    parsed: Protego = ALLOW_ALL
    sitemaps: tuple[str, ...] = ()
    closed: FetchError | None = None
    """Why nothing may be fetched: robots.txt could not be read, or the host does not answer."""

    def check(self, url: str, user_agent: str) -> None:
        """Let the product token `user_agent` fetch `url`.

        Raises: FetchError if it may not.
        """
        if self.closed:
            raise FetchError(self.closed.reason, self.closed.detail)
        if not self.parsed.can_fetch(url, user_agent):
            raise FetchError(Reason.ROBOTS, "forbidden by robots.txt")


class Robots:
    """Asks each host's robots.txt once, before anything else of that host.

    Scrapy's own lets the third and later requests of a burst pass while robots.txt loads, obeys
    the body of a 404 and allows all after a 503. Source: 8 of 10 requests leaked (measured).
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.obey = crawler.settings.getbool("ROBOTSTXT_OBEY")
        self.user_agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self.max_wait = crawler.settings.getfloat("DRIPFEED_MAX_WAIT")
        self.rules_of: dict[str, RobotsRules] = {}
        self.locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Robots":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let the request pass if robots.txt allows it.

        Raises: FetchError if robots.txt forbids it or could not be read.
        """
        if request.meta.get("is_robots") or not self.obey:
            return
        rules = await self.rules(request.url)
        rules.check(request.url, self.user_agent)
        if rules.parsed.crawl_delay(self.user_agent):
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def rules(self, url: str) -> RobotsRules:
        """What the robots.txt of the host of `url` says; fetched at the first question.

        A request that comes while it loads waits for it.
        """
        parts = urlparse_cached(Request(url))
        host = f"{parts.scheme}://{parts.netloc}"
        async with self.locks[host]:
            if host not in self.rules_of:
                self.rules_of[host] = await self._load(f"{host}/robots.txt")
                self._keep_pace(host_of(url), self.rules_of[host])
        return self.rules_of[host]

    async def _load(self, url: str) -> RobotsRules:
        try:
            response = await fetch(self.crawler, Request(url, meta={"is_robots": True}))
        except FetchError as error:
            return RobotsRules() if error.reason in UNAVAILABLE else RobotsRules(closed=error)
        return read_rules(response)

    def _keep_pace(self, host: str, rules: RobotsRules) -> None:
        """Slow the host down to its Crawl-delay, also after its queue was closed for idleness."""
        delay = rules.parsed.crawl_delay(self.user_agent)
        if not delay:
            return
        assert self.crawler.engine
        downloader = self.crawler.engine.downloader
        kept = max(min(delay, self.max_wait), self.crawler.settings.getfloat("DOWNLOAD_DELAY"))
        downloader.per_slot_settings[host] = {"delay": kept}
        if slot := downloader.slots.get(host):
            slot.delay = max(slot.delay, kept)


def read_rules(response: Response) -> RobotsRules:
    """The rules by the status of the answer (RFC 9309, 2.3.1): 5xx and 429 close, 4xx allow."""
    status = response.status
    if status >= 500 or status == 429:
        told = f"robots.txt cannot be read (status {status}): closed until it can"
        return RobotsRules(closed=FetchError(Reason.ROBOTS, told, status))
    if status != 200:
        return RobotsRules()
    parsed = Protego.parse(response.body[:MAX_BYTES].decode("utf-8-sig", errors="ignore"))
    return RobotsRules(parsed=parsed, sitemaps=tuple(_addresses(response, parsed.sitemaps)))


def _addresses(response: Response, written: Iterable[str]) -> Iterator[str]:
    """The absolute form of each; what is none, such as https://[x/, is left out."""
    for url in written:
        with suppress(ValueError):
            absolute = response.urljoin(url.strip())
            if is_http(absolute):
                yield absolute
