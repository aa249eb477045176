"""Retry middleware with Retry-After and exponential back-off."""

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from scrapers.errors import FetchError
from scrapers.middlewares.pace import Pace
from scrapers.reasons import Reason

SLOW_DOWN_STATUSES = {429, 503}
"""Statuses by which a server asks for a pause (RFC 6585, RFC 9110)."""
MIN_WAIT = 1.0
"""Least number of seconds before the first retry, even if DOWNLOAD_DELAY is less."""


class Backoff(RetryMiddleware):
    """Scrapy's retry middleware, with a pause of the whole host before each retry.

    Scrapy itself retries at once and ignores Retry-After. Source: three requests within 11 ms to a
    server that sent Retry-After: 3600 (measured).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self.first_wait = max(crawler.settings.getfloat("DOWNLOAD_DELAY"), MIN_WAIT)
        self.max_wait = crawler.settings.getfloat("DRIPFEED_MAX_WAIT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Backoff":
        return cls(crawler)

    @cached_property
    def pace(self) -> Pace:
        """The middleware that holds the pauses of the hosts."""
        pace = self.crawler.get_downloader_middleware(Pace)
        assert pace
        return pace

    def process_response(  # type: ignore[override]
        self, request: Request, response: Response
    ) -> Request | Response:
        """Pause the host, then retry, at most RETRY_TIMES times.

        Raises: FetchError if Retry-After is longer than DRIPFEED_MAX_WAIT; the pause is then
        stored for later runs.
        """
        requested_wait = retry_after(response) if response.status in SLOW_DOWN_STATUSES else None
        if requested_wait is not None:
            self._pause_as_requested(request, response, requested_wait)
        retry = super().process_response(request, response)
        if isinstance(retry, Request):
            self._pause(request, f"status {response.status}", requested_wait or 0.0)
        return retry

    def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """Retry after a pause if the connection failed in a way that may be temporary."""
        retry = super().process_exception(request, exception)
        if isinstance(retry, Request):
            self._pause(request, type(exception).__name__, 0.0)
        return retry

    def _pause_as_requested(
        self, request: Request, response: Response, requested_wait: float
    ) -> None:
        """Pause the host for the time of its Retry-After, even if this request is not retried."""
        why = f"status {response.status}, Retry-After: {requested_wait:.0f} s"
        self.pace.pause(request.meta["download_slot"], requested_wait, why)
        if requested_wait > self.max_wait:
            raise FetchError(Reason.RATE_LIMITED, f"the server asks to wait {requested_wait:.0f} s")

    def _pause(self, request: Request, why: str, requested_wait: float) -> None:
        """Pause with exponential back-off and jitter, so that parallel crawls spread out."""
        tries: int = request.meta.get("retry_times", 0)
        backoff: float = self.first_wait * 2**tries * random.uniform(1, 1.5)  # noqa: S311 - spreads load
        wait = max(requested_wait, min(backoff, self.max_wait))
        self.pace.pause(request.meta["download_slot"], wait, why)


def retry_after(response: Response) -> float | None:
    """The seconds of the Retry-After header; None if it is missing or invalid."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
