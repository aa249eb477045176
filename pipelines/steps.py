"""Scrapy components of the crawl: archive a response, store a page, extract it, settle its clinic.

Scrapy loads these classes by name (`scrapers/settings.py`); each is a thin layer over the modules
that do the work.
"""

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response

from pipelines.archive import warc
from pipelines.archive.not_modified import freshened, unconditional
from pipelines.enrich.vocabulary_files import vocabulary_files
from pipelines.items.settled import Job
from pipelines.jobs.read_queue import QueuedPage, ReadQueue
from pipelines.jobs.worker_pool import OVERDUE, UNREADABLE, Workers, machine_error, unsettled_reason
from pipelines.store.batches import run_async
from pipelines.store.copies.update import catch_up
from pipelines.store.database import open_database
from pipelines.store.extractions import page_job, reading_count, save_extraction, unread_urls
from pipelines.store.runs import begin_run, end_run, end_visit, save_clinics, unfinished
from pipelines.store.settled import Changes, save_settled
from scrapers.codes.end_states import EndState
from scrapers.errors import StoreError, VocabularyError
from scrapers.fetch.visible_text import words_sha256
from scrapers.items import Item, Page, Skip, Visit
from scrapers.reasons import Reason
from scrapers.spiders.blog import BlogSpider
from scrapers.state.frontier import Frontier

RUN_SETTINGS = (
    "USER_AGENT",
    "ROBOTSTXT_OBEY",
    "DOWNLOAD_DELAY",
    "AUTOTHROTTLE_ENABLED",
    "CONCURRENT_REQUESTS_PER_DOMAIN",
    "RETRY_TIMES",
    "DOWNLOAD_MAXSIZE",
    "DRIPFEED_FULL",
    "DRIPFEED_LIMIT",
    "DRIPFEED_ALLOW_PRIVATE",
)
"""The settings that a methods section of a paper has to name."""


class Step:
    """Base class of the components, with access to their crawl and to one another."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.settings = crawler.settings

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Step":
        return cls(crawler)

    @property
    def spider(self) -> BlogSpider:
        """The spider of the crawl."""
        return cast("BlogSpider", self.crawler.spider)

    @property
    def store(self) -> "StorePipeline":
        """The step that owns the database."""
        return cast("StorePipeline", self.crawler.get_item_pipeline(StorePipeline))

    @property
    def extract(self) -> "ExtractPipeline":
        """The step that owns the worker processes."""
        return cast("ExtractPipeline", self.crawler.get_item_pipeline(ExtractPipeline))


class ArchiveMiddleware(Step):
    """Archives every response as it came from the wire, before anything reads it."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.archive = warc.Archive(Path(self.settings["DRIPFEED_ARCHIVE"]))

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Append the response to the archive, and note its location in the request.

        A 304 is replaced by the archived response that it confirms.
        """
        if response.status == 304 and "cached_location" in request.meta:
            return self._confirmed_response(request, response)
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        ]
        fetched_at = datetime.now(UTC)
        with self.spider.giving_up():
            location = self.archive.put(
                response.url, response.status, headers, response.body, fetched_at
            )
        request.meta.update(location=location, fetched_at=fetched_at)
        return response

    def _confirmed_response(self, request: Request, response: Response) -> Response | Request:
        location = request.meta["cached_location"]
        try:
            archived = self.archive.get(location)
        except StoreError:  # the archive was moved: request the page without conditions
            return unconditional(request)
        request.meta.update(location=location, fetched_at=datetime.now(UTC))
        return freshened(archived, response)


class StorePipeline(Step):
    """Owns the database; records the run, fetched pages and skipped URLs."""

    def open_spider(self) -> None:
        """Open the database, give the spider its frontier, and begin a run."""
        self.path = Path(self.settings["DRIPFEED_DB"])
        self.db = open_database(self.path)
        catch_up(self.db)
        self.frontier = Frontier(self.db)
        self.spider.frontier = self.frontier
        settings = {name: self.settings.get(name) for name in RUN_SETTINGS}
        save_clinics(self.db, self.spider.clinics)
        self.run = begin_run(self.db, settings, self.spider.clinics)

    def process_item(self, item: Item) -> Item:
        """Record a page as fetched, or a skip with its reason."""
        try:
            with self.spider.giving_up():
                self._record(item)
        except StoreError as error:
            raise DropItem(str(error)) from error  # one message instead of a traceback
        return item

    def _record(self, item: Item) -> None:
        if isinstance(item, Page):
            body = item.body
            self.frontier.mark_fetched(item, sha256(body).hexdigest(), words_sha256(body))
        elif isinstance(item, Skip):
            self.frontier.mark_skipped(item)

    def close(self) -> None:
        """End the run and close the database."""
        with suppress(StoreError), self.spider.giving_up():
            end_run(self.db, self.run)
        self.db.close()


class ExtractPipeline(Step):
    """Extracts pages in worker processes, never in the reactor; only their URLs are queued."""

    def open_spider(self) -> None:
        """Start the workers, and queue the pages that an earlier run fetched but did not read."""
        self.workers = Workers(
            self.store.path,
            Path(self.settings["DRIPFEED_ARCHIVE"]),
            vocabulary_files(self.settings["DRIPFEED_VOCABULARY"]),
            count=self.settings.getint("DRIPFEED_WORKERS"),
            timeout=self.settings.getfloat("DRIPFEED_EXTRACT_TIMEOUT"),
            settle_timeout=self.settings.getfloat("DRIPFEED_SETTLE_TIMEOUT"),
        )
        self.started = asyncio.ensure_future(asyncio.to_thread(self.workers.start))
        self.queue = ReadQueue(self._read, at_once=self.workers.max_pending)
        for clinic in self.spider.clinics:
            for url in unread_urls(self.store.db, clinic.slug):
                self.queue.put(QueuedPage(url=url, clinic=clinic.slug, platform=None))

    def process_item(self, item: Item) -> Item:
        """Queue an archived page for extraction."""
        if isinstance(item, Page) and item.location:
            self.queue.put(QueuedPage(url=item.url, clinic=item.clinic, platform=item.platform))
        return item

    async def all_read(self, clinic: str) -> None:
        """Wait until every fetched page of the clinic is extracted and stored."""
        await asyncio.wait([self.started])
        await self.queue.all_read(clinic)

    async def stop(self) -> None:
        """Stop the workers; the next crawl reads the pages that are left."""
        await asyncio.wait([self.started])
        await self.queue.stop()
        self.workers.stop()

    async def _read(self, page: QueuedPage) -> None:
        """Extract and store a page; on a fatal error the crawl stops, and the next one reads it."""
        await asyncio.wait([self.started])
        job = None if self.spider.fatal else page_job(self.store.db, page.url)
        if job is not None:
            await self._extract(replace(job, platform=page.platform or job.platform))

    async def _extract(self, job: Job) -> None:
        with suppress(StoreError, DropItem), self.spider.giving_up():
            try:
                row = await asyncio.wrap_future(self.workers.read(job))
            except UNREADABLE as error:
                skip = Skip(
                    url=job.url,
                    clinic=job.clinic,
                    reason=Reason.EXTRACTION_FAILED,
                    detail=self.workers.failure_reason(error),
                )
                self.store.process_item(skip)
            except OSError as error:
                raise machine_error(error) from error
            else:
                save_extraction(self.store.db, row)


class SettlePipeline(Step):
    """Settles a clinic when all its pages are read."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.write_lock = asyncio.Lock()
        """Clinics that end at the same time are written one after the other."""

    async def process_item(self, item: Item) -> Item:
        """Settle the clinic at the end of its visit, and record how the visit ended."""
        if isinstance(item, Visit):
            await self._settle(item)
        return item

    async def close_spider(self) -> None:
        """Settle the clinics whose visit was interrupted, then close what the other steps opened.

        Scrapy closes all steps at once; only the last one knows when the others may close. Pages
        that were not extracted stay marked as fetched for the next run.
        """
        try:
            if self.spider.fatal is None:
                for clinic in unfinished(self.store.db, self.store.run):
                    await self._settle(Visit(clinic=clinic, end_state=EndState.INTERRUPTED))
        finally:
            await self.extract.stop()
            self.store.close()

    async def _settle(self, visit: Visit) -> None:
        await self.extract.all_read(visit.clinic)
        if self.spider.fatal:  # some pages are not read: the next crawl settles the clinic
            return
        with suppress(StoreError), self.spider.giving_up():
            changes: Changes = Counter()
            try:
                readings = reading_count(self.store.db, visit.clinic)
                future = self.extract.workers.settle(visit.clinic, readings)
                settled = await asyncio.wrap_future(future)
                async with self.write_lock:
                    changes = await run_async(save_settled(self.store.db, visit.clinic, settled))
            except OVERDUE as error:
                detail = unsettled_reason(error)
                visit = replace(visit, end_state=EndState.UNSETTLED, detail=detail)
            except VocabularyError as error:  # a vocabulary file changed while the crawl ran
                self.spider.give_up(error)
                return
            except OSError as error:
                raise machine_error(error) from error
            end = end_visit(self.store.db, self.store.run, visit, changes)
            self.spider.end_states[visit.clinic] = end
