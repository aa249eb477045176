"""The Scrapy spider: visits clinics, and yields pages, skips and visits."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from scrapers.clinics import read_clinics, select
from scrapers.codes.end_states import EndState
from scrapers.errors import DripfeedError, FetchError, SettingsError, StoreError
from scrapers.fetch.outcomes import to_fetch_error
from scrapers.fetch.shutdown import CrawlClosing
from scrapers.items import Clinic, Item, Visit
from scrapers.spiders.client import CrawlContext
from scrapers.spiders.conditional_request import conditional_request
from scrapers.spiders.visit import ClinicVisit
from scrapers.state.frontier import Frontier

logger = logging.getLogger(__name__)

MAX_CONCURRENT_VISITS = 200
"""Clinics that are visited concurrently. Each has at most one request in flight, and keeps its
parsed home page in memory, about 2 MB."""


class BlogSpider(Spider):
    """Visits all clinics concurrently, each at its own pace.

    Arguments of `scrapy crawl blog -a NAME=VALUE`:
    clinics: file of clinics, by default the setting DRIPFEED_CLINICS;
    only: slugs of the clinics to visit, separated by commas, by default all.
    """

    name = "blog"
    frontier: Frontier
    """The URL frontier; the item pipeline that owns the database sets it before the crawl."""

    def __init__(self, *, clinics: Sequence[Clinic], max_requests: int) -> None:
        super().__init__()
        self.clinics = clinics
        self.visit_slots = asyncio.Semaphore(MAX_CONCURRENT_VISITS)
        self.in_flight = asyncio.Semaphore(max_requests)
        self.end_states: dict[str, EndState] = {}
        """How each visit ended."""
        self.fatal: DripfeedError | None = None
        """Why the crawl was stopped early; None if it was not."""

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, clinics: str | Sequence[Clinic] = "", only: str = "", **_: Any
    ) -> "BlogSpider":
        """Create the spider.

        Raises: ClinicsError for a bad file or an unknown slug; SettingsError without a contact.
        """
        settings = crawler.settings
        if isinstance(clinics, str):
            path = Path(clinics or settings["DRIPFEED_CLINICS"])
            clinics = select(read_clinics(path).clinics, [s for s in only.split(",") if s])
        set_user_agent(settings)
        spider = cls(clinics=clinics, max_requests=settings.getint("CONCURRENT_REQUESTS"))
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Request the home page of each clinic, at most MAX_CONCURRENT_VISITS at a time."""
        for clinic in self.clinics:
            await self.visit_slots.acquire()
            callback = partial(self.visit, clinic)
            unconditional = self.settings.getbool("DRIPFEED_FULL")
            home = conditional_request(clinic.website, self.frontier, unconditional=unconditional)
            yield home.replace(callback=callback, errback=callback, dont_filter=True)

    async def visit(self, clinic: Clinic, home: Response | Failure) -> AsyncIterator[Item]:
        """Visit one clinic; an error in its visit is logged and does not affect the others.

        home: the response to the request for the home page, or why there is none.
        """
        try:
            home_or_error = _response_or_error(home)
            context = CrawlContext(
                crawler=self.crawler, frontier=self.frontier, in_flight=self.in_flight
            )
            async for item in ClinicVisit(context, clinic).run(home_or_error):
                yield item
        except StoreError as error:
            self.give_up(error)
        except CrawlClosing:
            return
        except Exception as error:
            logger.exception("The visit to %s broke off", clinic.slug)
            detail = f"{type(error).__name__}: {error}"
            yield Visit(clinic=clinic.slug, end_state=EndState.ERROR, detail=detail)
        finally:
            self.visit_slots.release()

    def give_up(self, error: DripfeedError) -> None:
        """Stop the crawl because results cannot be stored; those stored so far stay."""
        if self.fatal is None:
            self.fatal = error
            logger.error("The crawl stops: %s", error)
            asyncio.ensure_future(self.crawler.stop_async())  # noqa: RUF006 - ends with the crawl

    @contextmanager
    def giving_up(self) -> Iterator[None]:
        """Stop the crawl if the block cannot write to disk: a full disk, a locked database."""
        try:
            yield
        except StoreError as error:
            self.give_up(error)
            raise


def _response_or_error(home: Response | Failure) -> Response | FetchError:
    if not isinstance(home, Failure):
        return home
    if isinstance(home.value, CrawlClosing):
        raise home.value
    return to_fetch_error(home.value)


def set_user_agent(settings: BaseSettings) -> None:
    """Fill the contact into the User-Agent.

    Raises: SettingsError if a crawl of the live web has no contact.
    """
    contact = settings["DRIPFEED_CONTACT"] or os.environ.get("DRIPFEED_CONTACT")
    if not contact and not settings.getbool("DRIPFEED_ALLOW_PRIVATE"):
        raise SettingsError(
            "a crawl of the live web needs a contact where clinics can reach you: "
            "set the environment variable DRIPFEED_CONTACT (an e-mail address or a page), "
            "or pass -s DRIPFEED_CONTACT=you@example.org"
        )
    agent = settings["USER_AGENT"].replace("{contact}", contact or "local test")
    settings.set("USER_AGENT", agent, priority="cmdline")
