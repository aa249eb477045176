"""The way of a page through Scrapy: archived, noted, read in a worker, settled with its clinic.

Scrapy finds these classes by name (`scrapers/settings.py`); each is a few lines over the file
that does the work.
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
from pipelines.archive.not_modified import restored, unconditional
from pipelines.enrich.vocabulary_files import vocabulary_files
from pipelines.items.settled import Job
from pipelines.jobs.read_queue import QueuedPage, ReadQueue
from pipelines.jobs.worker_pool import OVERDUE, UNREADABLE, Workers, machine_fault, why_unsettled
from pipelines.store.batches import run_async
from pipelines.store.copies.update import catch_up
from pipelines.store.database import open_database
from pipelines.store.extractions import page_job, reading_count, save_extraction, unread_urls
from pipelines.store.runs import begin_run, end_run, end_visit, save_clinics, unfinished
from pipelines.store.settled import Changes, save_settled
from scrapers.end_states import EndState
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
"""The settings that a methods section has to name."""


class Step:
    """What the steps share: the crawl they belong to."""

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
    """Keeps every response as it came from the wire, before anything reads it."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.archive = warc.Archive(Path(self.settings["DRIPFEED_ARCHIVE"]))

    def process_response(self, request: Request, response: Response) -> Response | Request:
        """Append the response to the archive; its request then knows where and when.

        A 304 becomes the answer that it stands for, which the archive holds.
        """
        if response.status == 304 and "cached_location" in request.meta:
            return self._held(request, response)
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        ]
        moment = datetime.now(UTC)
        with self.spider.giving_up():
            at = self.archive.put(response.url, response.status, headers, response.body, moment)
        request.meta.update(location=at, fetched_at=moment)
        return response

    def _held(self, request: Request, response: Response) -> Response | Request:
        at = request.meta["cached_location"]
        try:
            held = self.archive.get(at)
        except StoreError:  # the archive was moved: the same question without conditions
            return unconditional(request)
        request.meta.update(location=at, fetched_at=datetime.now(UTC))
        return restored(held, response)


class StorePipeline(Step):
    """Owns the database: notes the run, what was fetched and what was skipped."""

    def open_spider(self) -> None:
        """Open the database, hand the spider its memory, and begin a run."""
        self.path = Path(self.settings["DRIPFEED_DB"])
        self.db = open_database(self.path)
        catch_up(self.db)
        self.frontier = Frontier(self.db)
        self.spider.frontier = self.frontier
        settings = {name: self.settings.get(name) for name in RUN_SETTINGS}
        save_clinics(self.db, self.spider.clinics)
        self.run = begin_run(self.db, settings, self.spider.clinics)

    def process_item(self, item: Item) -> Item:
        """Note a page as fetched, a skip with its reason."""
        try:
            with self.spider.giving_up():
                self._note(item)
        except StoreError as error:
            raise DropItem(str(error)) from error  # the crawl stops with one message, not a trace
        return item

    def _note(self, item: Item) -> None:
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
    """Reads pages in worker processes, never in the reactor; only their addresses wait."""

    def open_spider(self) -> None:
        """Start the workers, and give them what an earlier run fetched but did not read."""
        self.workers = Workers(
            self.store.path,
            Path(self.settings["DRIPFEED_ARCHIVE"]),
            vocabulary_files(self.settings["DRIPFEED_VOCABULARY"]),
            count=self.settings.getint("DRIPFEED_WORKERS"),
            timeout=self.settings.getfloat("DRIPFEED_EXTRACT_TIMEOUT"),
            settle_timeout=self.settings.getfloat("DRIPFEED_SETTLE_TIMEOUT"),
        )
        self.started = asyncio.ensure_future(asyncio.to_thread(self.workers.start))
        self.line = ReadQueue(self._read, at_once=self.workers.ahead)
        for clinic in self.spider.clinics:
            for url in unread_urls(self.store.db, clinic.slug):
                self.line.put(QueuedPage(url=url, clinic=clinic.slug, platform=None))

    def process_item(self, item: Item) -> Item:
        """Give an archived page to the workers."""
        if isinstance(item, Page) and item.location:
            self.line.put(QueuedPage(url=item.url, clinic=item.clinic, platform=item.platform))
        return item

    async def all_read(self, clinic: str) -> None:
        """Wait until every page of the clinic that was fetched is read and stored."""
        await asyncio.wait([self.started])
        await self.line.all_read(clinic)

    async def stop(self) -> None:
        """End the workers; what they have not read is read by the next crawl."""
        await asyncio.wait([self.started])
        await self.line.stop()
        self.workers.stop()

    async def _read(self, page: QueuedPage) -> None:
        """Read and store a page; if that cannot be done the crawl stops, and the next reads it."""
        await asyncio.wait([self.started])
        job = None if self.spider.fatal else page_job(self.store.db, page.url)
        if job is not None:
            await self._do(replace(job, platform=page.platform or job.platform))

    async def _do(self, job: Job) -> None:
        with suppress(StoreError, DropItem), self.spider.giving_up():
            try:
                row = await asyncio.wrap_future(self.workers.read(job))
            except UNREADABLE as error:
                why = self.workers.why(error)
                failed = Skip(
                    url=job.url, clinic=job.clinic, reason=Reason.EXTRACTION_FAILED, detail=why
                )
                self.store.process_item(failed)
            except OSError as error:
                raise machine_fault(error) from error
            else:
                save_extraction(self.store.db, row)


class SettlePipeline(Step):
    """Makes a clinic's posts when all its pages are read."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.one_at_a_time = asyncio.Lock()
        """Clinics that end together are written one after the other."""

    async def process_item(self, item: Item) -> Item:
        """At the end of a visit: settle the clinic and note how it went."""
        if isinstance(item, Visit):
            await self._settle(item)
        return item

    async def close_spider(self) -> None:
        """Settle the clinics whose visit was cut short, then close what the steps opened.

        Scrapy closes all steps at once; only the last one knows when the others may close. What
        the workers did not read stays marked as fetched for the next run.
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
        if self.spider.fatal:  # not all is read: the next crawl settles
            return
        with suppress(StoreError), self.spider.giving_up():
            changes: Changes = Counter()
            try:
                readings = reading_count(self.store.db, visit.clinic)
                work = self.extract.workers.settle(visit.clinic, readings)
                settled = await asyncio.wrap_future(work)
                async with self.one_at_a_time:
                    changes = await run_async(save_settled(self.store.db, visit.clinic, settled))
            except OVERDUE as error:
                why = why_unsettled(error)
                visit = replace(visit, end_state=EndState.UNSETTLED, detail=why)
            except VocabularyError as error:  # a file of it changed while the crawl ran
                self.spider.give_up(error)
                return
            except OSError as error:
                raise machine_fault(error) from error
            end = end_visit(self.store.db, self.store.run, visit, changes)
            self.spider.end_states[visit.clinic] = end
