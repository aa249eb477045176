"""Inspects one page from a file, the archive or the web, and stores nothing."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree, html
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import HtmlResponse, Response

from pipelines.archive.listed_bodies import RouteBodies
from pipelines.archive.warc import Archive
from pipelines.enrich.describe import Description, describe
from pipelines.enrich.fact_tables import read_fact_tables
from pipelines.enrich.terms.vocabulary import read_vocabulary
from pipelines.enrich.vocabulary_files import vocabulary_files
from pipelines.items import Alternate, Extraction
from pipelines.jobs.crawl import crawl_settings
from pipelines.jobs.worker_pool import archived_page
from pipelines.store.database import read_database
from pipelines.store.extractions import page_job
from scrapers.errors import DripfeedError, FetchError, StoreError
from scrapers.fetch.outcomes import fetch, raise_for_status, to_page
from scrapers.items import Page, PageRef
from scrapers.platforms import detect
from scrapers.reasons import Reason
from scrapers.spiders.blog import set_user_agent
from scrapers.urls import canonical

GZIP_MAGIC = b"\x1f\x8b"
CHANGES = """
SELECT version_changes.* FROM version_changes JOIN posts ON posts.id = version_changes.post
WHERE posts.url = :url ORDER BY version_changes.version
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectedPage:
    """A page with its platform and the routes that list it."""

    page: Page
    refs: tuple[PageRef, ...]
    """How the clinic's routes list it; empty for a page that no crawl has seen."""
    witnesses: tuple[Alternate, ...] = ()
    """The alternate bodies from these routes."""
    fingerprint: str
    """What its platform was recognised by."""
    place: str
    """Where it was found, in words."""


def find_page(
    source: str, url: str | None, db_path: Path, archive: Path, settings: Any
) -> InspectedPage:
    """Return the page in a file, or at a URL: from the archive if it is there, else from the web.

    source: a file name or a URL. url: where a file was saved from; None takes the URL that the page
    declares. settings: changes to the crawl's settings, for a page that has to be fetched.
    Raises: DripfeedError if the page cannot be found.
    """
    if not source.startswith(("http://", "https://")):
        return _from_file(Path(source), url)
    page_url = _canonical(source)
    return _from_archive(page_url, db_path, archive) or _from_web(page_url, settings)


def describe_page(extraction: Extraction, vocabulary_path: Path | None = None) -> Description:
    """Return a page's terms, claims, citations and contacts, without the site-level pass.

    vocabulary_path: the folder of vocabulary files; None takes dripfeed's own.
    Raises: VocabularyError if it cannot be used.
    """
    files = vocabulary_files(vocabulary_path)
    return describe(
        extraction.title.value,
        extraction.blocks,
        read_vocabulary(files),
        read_fact_tables(files),
    )


def stored_changes(url: str, db_path: Path) -> list[dict[str, Any]]:
    """Return a post's versions except the first, as the view version_changes has them.

    Empty if the database is missing or older, or does not have the post.
    """
    try:
        db = read_database(db_path)
    except StoreError:
        return []
    try:
        if "version_changes" not in db.view_names():
            return []
        return list(db.query(CHANGES, {"url": url}))
    finally:
        db.close()


def _from_file(path: Path, url: str | None) -> InspectedPage:
    try:
        body = path.read_bytes()
        if body.startswith(GZIP_MAGIC):
            body = gzip.decompress(body)
    except (OSError, EOFError, zlib.error) as error:
        raise DripfeedError(f"cannot read {path}: {error}; give a file or a URL") from error
    page = Page(
        url=_canonical(url) if url else _declared_url(body) or "http://localhost/",
        clinic="",
        status=200,
        headers={},
        body=body,
        fetched_at=datetime.now(UTC),
    )
    return _with_platform(page, (), f"file {path}")


def _from_archive(url: str, db_path: Path, folder: Path) -> InspectedPage | None:
    if not db_path.is_file():
        return None
    db = read_database(db_path)
    try:
        job = page_job(db, url)
    finally:
        db.close()
    if job is None:
        return None
    archive = Archive(folder)
    page = archived_page(archive.get(job.location), job)
    place = f"archive {job.location.file}, fetched {job.fetched_at}"
    alternates = RouteBodies(archive).of(job.bodies)
    return replace(_with_platform(page, job.refs, place), witnesses=alternates)


def _from_web(url: str, changes: Any) -> InspectedPage:
    settings = crawl_settings(
        {**changes, "ITEM_PIPELINES": {}, "LOG_LEVEL": "ERROR", "DOWNLOAD_DELAY": 0}
    )
    middlewares = settings.getdict("DOWNLOADER_MIDDLEWARES")
    settings.set(
        "DOWNLOADER_MIDDLEWARES", {**middlewares, "pipelines.steps.ArchiveMiddleware": None}
    )
    set_user_agent(settings)
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(SinglePageSpider)
    process.crawl(crawler, url=url)
    process.start()
    spider = crawler.spider
    assert isinstance(spider, SinglePageSpider)
    if isinstance(spider.result, FetchError):
        raise DripfeedError(f"cannot fetch {url}: {spider.result}") from spider.result
    return _with_platform(to_page(spider.result, url), (), "the web, fetched now")


class SinglePageSpider(Spider):
    """Fetches one URL by all rules of the crawl."""

    name = "one_page"

    def __init__(self, *, url: str) -> None:
        super().__init__()
        self.url = url
        self.result: Response | FetchError = FetchError(Reason.CONNECTION, "no answer")

    async def start(self) -> Any:
        """Fetch the URL, and keep the response or the reason why there is none."""
        try:
            self.result = await fetch(self.crawler, Request(self.url))
            raise_for_status(self.result)
        except FetchError as error:
            self.result = error
        return
        yield  # Scrapy needs an async generator


def _with_platform(page: Page, refs: tuple[PageRef, ...], place: str) -> InspectedPage:
    response = HtmlResponse(page.url, headers=page.headers, body=page.body)
    platform, fingerprint = detect(response)
    if not page.platform:
        page = replace(page, platform=platform.name)
    return InspectedPage(page=page, refs=refs, fingerprint=fingerprint, place=place)


def _declared_url(body: bytes) -> str | None:
    """Return the canonical URL that a saved page declares."""
    try:
        tree = html.document_fromstring(body)
    except (etree.ParserError, ValueError):
        return None
    urls = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return next(_valid(urls), None)


def _valid(urls: Any) -> Iterator[str]:
    for url in urls:
        try:
            yield canonical(str(url))
        except ValueError:
            continue


def _canonical(url: str) -> str:
    try:
        return canonical(url)
    except ValueError as error:
        raise DripfeedError(str(error)) from error
