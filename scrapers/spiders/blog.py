"""The one spider: clinics in; pages, skips and visits out."""

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
from scrapers.end_states import EndState
from scrapers.errors import DripfeedError, FetchError, SettingsError, StoreError
from scrapers.fetch.outcomes import failure
from scrapers.fetch.shutdown import CrawlClosing
from scrapers.items import Clinic, Item, Visit
from scrapers.spiders.client import CrawlContext
from scrapers.spiders.conditional_get import conditional_headers
from scrapers.spiders.visit import ClinicVisit
from scrapers.state.frontier import Frontier

logger = logging.getLogger(__name__)

VISITS_AT_ONCE = 200
"""Clinics that are visited side by side: each has one request under way at most, and keeps its
parsed home page in memory, about 2 MB."""


class BlogSpider(Spider):
    """Visits every clinic at once, each at its own pace.

    Arguments of `scrapy crawl blog -a NAME=VALUE`:
    clinics: file of clinics, default the setting DRIPFEED_CLINICS;
    only: slugs of the clinics to visit, separated by commas, default all.
    """

    name = "blog"
    frontier: Frontier
    """The crawl's memory; the step that owns the database sets it before the crawl begins."""

    def __init__(self, *, clinics: Sequence[Clinic], max_requests: int) -> None:
        super().__init__()
        self.clinics = clinics
        self.seats = asyncio.Semaphore(VISITS_AT_ONCE)
        self.in_flight = asyncio.Semaphore(max_requests)
        self.end_states: dict[str, EndState] = {}
        """How each visit ended, as it was noted."""
        self.fatal: DripfeedError | None = None
        """Why the crawl had to stop before its end; None while all is well."""

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, clinics: str | Sequence[Clinic] = "", only: str = "", **_: Any
    ) -> "BlogSpider":
        """Make the spider for a crawl.

        Raises: ClinicsError for a bad file or an unknown slug; SettingsError without a contact.
        """
        settings = crawler.settings
        if isinstance(clinics, str):
            path = Path(clinics or settings["DRIPFEED_CLINICS"])
            clinics = select(read_clinics(path).clinics, [s for s in only.split(",") if s])
        introduce(settings)
        spider = cls(clinics=clinics, max_requests=settings.getint("CONCURRENT_REQUESTS"))
        spider._set_crawler(crawler)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The home page of each clinic, as soon as another visit makes room for its own."""
        for clinic in self.clinics:
            await self.seats.acquire()
            begin = partial(self.visit, clinic)
            anew = self.settings.getbool("DRIPFEED_FULL")
            home = conditional_headers(clinic.website, self.frontier, anew=anew)
            yield home.replace(callback=begin, errback=begin, dont_filter=True)

    async def visit(self, clinic: Clinic, home: Response | Failure) -> AsyncIterator[Item]:
        """All of one clinic; a fault in its visit is noted and leaves the others alone.

        home: the answer to the request for the home page, or why there is none.
        """
        try:
            reached = _reached(home)
            crawl = CrawlContext(
                crawler=self.crawler, frontier=self.frontier, in_flight=self.in_flight
            )
            async for item in ClinicVisit(crawl, clinic).run(reached):
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
            self.seats.release()

    def give_up(self, error: DripfeedError) -> None:
        """Stop the crawl because its results cannot be kept; what is kept so far stays."""
        if self.fatal is None:
            self.fatal = error
            logger.error("The crawl stops: %s", error)
            asyncio.ensure_future(self.crawler.stop_async())  # noqa: RUF006 - ends with the crawl

    @contextmanager
    def giving_up(self) -> Iterator[None]:
        """Stop the crawl if the block cannot write: a full disk, a locked database."""
        try:
            yield
        except StoreError as error:
            self.give_up(error)
            raise


def _reached(home: Response | Failure) -> Response | FetchError:
    if not isinstance(home, Failure):
        return home
    if isinstance(home.value, CrawlClosing):
        raise home.value
    return failure(home.value)


def introduce(settings: BaseSettings) -> None:
    """Fill the contact into the user agent.

    Raises: SettingsError if a crawl of the live web has no contact.
    """
    contact = settings["DRIPFEED_CONTACT"] or os.environ.get("DRIPFEED_CONTACT")
    if not contact and not settings.getbool("DRIPFEED_ALLOW_PRIVATE"):
        raise SettingsError(
            "a crawl of the live web needs an address by which clinics can reach you: "
            "set the environment variable DRIPFEED_CONTACT (an e-mail address or a page), "
            "or give -s DRIPFEED_CONTACT=you@example.org"
        )
    agent = settings["USER_AGENT"].replace("{contact}", contact or "local test")
    settings.set("USER_AGENT", agent, priority="cmdline")
