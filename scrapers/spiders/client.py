"""The requests of one visit: within its budget, and only as long as the host wants to answer.

What all visits of one crawl share.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from scrapers.end_states import EndState
from scrapers.errors import FetchError
from scrapers.fetch.block_pages import raise_for_block_page
from scrapers.fetch.browser import can_render, rendering
from scrapers.fetch.outcomes import fetch, raise_for_status
from scrapers.fetch.shutdown import raise_if_closing
from scrapers.items import Clinic
from scrapers.reasons import Reason
from scrapers.spiders.conditional_get import conditional_headers, known_as
from scrapers.state.frontier import Frontier
from scrapers.state.timestamps import format_timestamp


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlContext:
    """The crawl as one of its visits sees it."""

    crawler: Crawler
    frontier: Frontier
    """The crawl's memory."""
    in_flight: asyncio.Semaphore
    """One seat for each request that the whole crawl may have under way."""


REFUSALS = 5
"""Answers in a row that speak of the host and not of one page, after which it is left alone."""
RECENT = 8
"""Pages kept for a second route; the blog's first page is read for its feed and for its posts."""
ABSENT_FOR = timedelta(days=7)
"""How long an address that may list posts and was not there is not asked again."""


class SiteClient:
    """Asks for the pages of one clinic, one after the other."""

    def __init__(self, crawl: CrawlContext, clinic: Clinic) -> None:
        self.crawl = crawl
        self.clinic = clinic
        self.frontier = crawl.frontier
        self.settings = crawl.crawler.settings
        self.anew = self.settings.getbool("DRIPFEED_FULL")
        self.bytes_left = self.settings.getint("DRIPFEED_MAX_BYTES")
        self.refusals = 0
        """Answers in a row that speak of the host."""
        self.closed: FetchError | None = None
        """Why nothing more is asked; None while the host answers."""
        self.went_well = self.frontier.last_end(clinic.slug) == EndState.DONE
        self.recent: dict[str, Response] = {}

    async def route(self, url: str) -> Response:
        """The answer to the address of a sitemap, feed, REST or listing page; noted either way.

        Raises: FetchError for anything but a 200.
        """
        if url in self.recent:
            return self.recent[url]
        self._refuse_absent(known_as(url))
        try:
            response = await self.opened(await self._get(self._request(url)))
        except FetchError as error:
            if not self.closed and not error.reason.effect.needs_no_request:
                self.frontier.routed(
                    known_as(url), self.clinic.slug, None, error.reason, error.detail
                )
            raise
        self.recent = {**dict(list(self.recent.items())[-RECENT:]), url: response}
        return response

    async def page(self, url: str, *, may_be_bare: bool = False, **meta: Any) -> Response:
        """The answer to the address of a page that may be a post.

        may_be_bare: as for `opened`.
        Raises: FetchError for anything but a 200, and for what only stands in a post's place.
        """
        response = await self._get(self._request(url, **meta))
        return await self.opened(response, may_be_bare=may_be_bare)

    async def opened(self, response: Response, *, may_be_bare: bool = False) -> Response:
        """A 200 that is what the site publishes; a browser makes the page if it must.

        may_be_bare: whether a page will do that is empty without a browser, because a route
        gives its body.
        Raises: FetchError for another status and for a wall.
        """
        try:
            raise_for_block_page(response)
            raise_for_status(response)
        except FetchError as error:
            if may_be_bare and error.reason == Reason.NEEDS_JS:
                return response
            if error.reason != Reason.NEEDS_JS or not can_render(self.settings):
                self._count(error)
                raise
            response = await self._get(rendering(response, {}))
            raise_for_block_page(response)
        self.refusals = 0
        return response

    async def glimpse(self, url: str, **meta: Any) -> Response:
        """The answer to a question on the side, asked once; it says nothing of the host.

        Raises: FetchError for anything but a 200.
        """
        raise_if_closing(self.crawl.crawler)
        async with self.crawl.in_flight:
            request = Request(url, meta={**meta, "dont_retry": True})
            response = await fetch(self.crawl.crawler, request)
        raise_for_status(response)
        return response

    def _request(self, url: str, **meta: Any) -> Request:
        return conditional_headers(url, self.frontier, anew=self.anew, **meta)

    async def _get(self, request: Request) -> Response:
        """The answer to one request, whatever its status.

        Raises: FetchError if there is none; Stopping if the crawl is being closed.
        """
        raise_if_closing(self.crawl.crawler)
        if self.closed:
            raise FetchError(self.closed.reason, self.closed.detail)
        if self.bytes_left <= 0:
            raise FetchError(Reason.BUDGET, "more bytes than DRIPFEED_MAX_BYTES")
        try:
            async with self.crawl.in_flight:
                response = await fetch(self.crawl.crawler, request)
        except FetchError as error:
            self._count(error)
            if error.reason == Reason.RATE_LIMITED:  # a longer pause than the crawl makes
                self.closed = error
            raise
        self.bytes_left -= len(response.body)
        return response

    def _count(self, error: FetchError) -> None:
        """Leave the host alone after several refusals in a row."""
        self.refusals = self.refusals + 1 if error.reason.effect.is_of_host else 0
        if self.refusals >= REFUSALS:
            self.closed = error

    def _refuse_absent(self, url: str) -> None:
        """Do not ask each night for addresses that a site may have and has not."""
        since = format_timestamp(datetime.now(UTC) - ABSENT_FOR)
        if self.went_well and not self.anew and self.frontier.was_missing(url, since=since):
            raise FetchError(Reason.NOT_FOUND, "not there when it was asked for this week", 404)
