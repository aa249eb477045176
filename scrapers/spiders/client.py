"""The HTTP client of a visit: keeps its budget, and stops when the host refuses several times."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from scrapers.codes.end_states import EndState
from scrapers.errors import FetchError
from scrapers.fetch.block_pages import raise_for_block_page
from scrapers.fetch.browser import can_render, render_request
from scrapers.fetch.outcomes import fetch, raise_for_status
from scrapers.fetch.shutdown import raise_if_closing
from scrapers.items import Clinic
from scrapers.reasons import Reason
from scrapers.spiders.conditional_request import canonical_if_valid, conditional_request
from scrapers.state.frontier import Frontier
from scrapers.state.timestamps import format_timestamp


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlContext:
    """What all visits of a crawl share."""

    crawler: Crawler
    frontier: Frontier
    in_flight: asyncio.Semaphore
    """Limits the requests in flight of the whole crawl."""


MAX_REFUSALS = 5
"""Refusals in a row after which the visit ends: failures of the host and not of one page."""
RECENT_RESPONSES = 8
"""Cached responses for a second route; the blog's first page is read for its feed and its posts."""
MISSING_URL_INTERVAL = timedelta(days=7)
"""How long a route URL that did not exist is not requested again."""


class SiteClient:
    """Fetches the pages of one clinic, one after the other."""

    def __init__(self, crawl: CrawlContext, clinic: Clinic) -> None:
        self.crawl = crawl
        self.clinic = clinic
        self.frontier = crawl.frontier
        self.settings = crawl.crawler.settings
        self.unconditional = self.settings.getbool("DRIPFEED_FULL")
        self.bytes_left = self.settings.getint("DRIPFEED_MAX_BYTES")
        self.refusals = 0
        """Refusals in a row."""
        self.stop_reason: FetchError | None = None
        """Why no further request is made; None while requests are allowed."""
        self.last_visit_was_done = self.frontier.last_end_state(clinic.slug) == EndState.DONE
        self.recent: dict[str, Response] = {}

    async def fetch_route(self, url: str) -> Response:
        """Fetch a sitemap, feed, REST response or listing, and record a failure.

        Raises: FetchError for anything but a 200.
        """
        if url in self.recent:
            return self.recent[url]
        self._raise_if_recently_missing(canonical_if_valid(url))
        try:
            response = await self.check_response(await self._fetch(self._request(url)))
        except FetchError as error:
            if not self.stop_reason and not error.reason.effect.needs_no_request:
                self.frontier.record_route_fetch(
                    canonical_if_valid(url), self.clinic.slug, None, error.reason, error.detail
                )
            raise
        self.recent = {**dict(list(self.recent.items())[-RECENT_RESPONSES:]), url: response}
        return response

    async def fetch_page(self, url: str, *, accept_empty: bool = False, **meta: Any) -> Response:
        """Fetch a page that may be a post.

        accept_empty: see `check_response`.
        Raises: FetchError for anything but a 200, and for a block page.
        """
        response = await self._fetch(self._request(url, **meta))
        return await self.check_response(response, accept_empty=accept_empty)

    async def check_response(self, response: Response, *, accept_empty: bool = False) -> Response:
        """Return the response if it is a 200 and not a block page; render it if necessary.

        accept_empty: whether to accept a page that is empty without JavaScript, because a route
        has its body.
        Raises: FetchError for another status and for a block page.
        """
        try:
            raise_for_block_page(response)
            raise_for_status(response)
        except FetchError as error:
            if accept_empty and error.reason == Reason.NEEDS_JS:
                return response
            if error.reason != Reason.NEEDS_JS or not can_render(self.settings):
                self._count_refusal(error)
                raise
            response = await self._fetch(render_request(response, {}))
            raise_for_block_page(response)
        self.refusals = 0
        return response

    async def probe(self, url: str, **meta: Any) -> Response:
        """Fetch a URL without retries; a failure does not count as a refusal of the host.

        Raises: FetchError for anything but a 200.
        """
        raise_if_closing(self.crawl.crawler)
        async with self.crawl.in_flight:
            request = Request(url, meta={**meta, "dont_retry": True})
            response = await fetch(self.crawl.crawler, request)
        raise_for_status(response)
        return response

    def _request(self, url: str, **meta: Any) -> Request:
        return conditional_request(url, self.frontier, unconditional=self.unconditional, **meta)

    async def _fetch(self, request: Request) -> Response:
        """Fetch the response to a request, whatever its status.

        Raises: FetchError if there is none; CrawlClosing if the crawl is being closed.
        """
        raise_if_closing(self.crawl.crawler)
        if self.stop_reason:
            raise FetchError(self.stop_reason.reason, self.stop_reason.detail)
        if self.bytes_left <= 0:
            raise FetchError(Reason.BUDGET, "more bytes than DRIPFEED_MAX_BYTES")
        try:
            async with self.crawl.in_flight:
                response = await fetch(self.crawl.crawler, request)
        except FetchError as error:
            self._count_refusal(error)
            if error.reason == Reason.RATE_LIMITED:  # longer than DRIPFEED_MAX_WAIT
                self.stop_reason = error
            raise
        self.bytes_left -= len(response.body)
        return response

    def _count_refusal(self, error: FetchError) -> None:
        """Stop the visit after several refusals in a row."""
        self.refusals = self.refusals + 1 if error.reason.effect.is_of_host else 0
        if self.refusals >= MAX_REFUSALS:
            self.stop_reason = error

    def _raise_if_recently_missing(self, url: str) -> None:
        """Do not request guessed URLs each night if the site does not have them."""
        since = format_timestamp(datetime.now(UTC) - MISSING_URL_INTERVAL)
        if (
            self.last_visit_was_done
            and not self.unconditional
            and self.frontier.was_missing(url, since=since)
        ):
            raise FetchError(Reason.NOT_FOUND, "requested this week and not found", 404)
