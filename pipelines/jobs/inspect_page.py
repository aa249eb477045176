"""One page from wherever it is: a file, the archive, or the web; stores nothing."""

import gzip
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
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
from pipelines.enrich.terms.mentions import mentions, terms_in
from pipelines.enrich.terms.vocabulary import read_vocabulary
from pipelines.enrich.vocabulary_files import vocabulary_files
from pipelines.items import Alternate, Extraction, Mention, Role
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
    """A page with what is known of it."""

    page: Page
    refs: tuple[PageRef, ...]
    """What the routes of its clinic say of it; empty for a page that no crawl has seen."""
    witnesses: tuple[Alternate, ...] = ()
    """The bodies that these routes give."""
    sign: str
    """The sign by which its platform was recognised."""
    place: str
    """Where it was found, in words."""


def find_page(
    wanted: str, url: str | None, db_path: Path, archive: Path, changes: Any
) -> InspectedPage:
    """The page that a file name or an address names; an address is looked for in the archive first.

    url: the address that a file was saved from; None takes what the page calls its own.
    changes: settings of the crawl, for an address that has to be fetched.
    Raises: DripfeedError if it is nowhere.
    """
    if not wanted.startswith(("http://", "https://")):
        return _from_file(Path(wanted), url)
    address = _canonical(wanted)
    return _from_archive(address, db_path, archive) or _from_web(address, changes)


def page_mentions(told: Extraction, vocabulary_path: Path | None = None) -> tuple[Mention, ...]:
    """The terms that a page mentions by itself; only with its siblings would its text be final.

    vocabulary_path: the folder of terms; None takes dripfeed's own.
    Raises: VocabularyError if it cannot be used.
    """
    vocabulary = read_vocabulary(vocabulary_files(vocabulary_path))
    body = [block for block in told.blocks if block.role is Role.BODY]
    return mentions(told.title.value, body, vocabulary)


def page_facts(
    told: Extraction, named: Sequence[Mention], vocabulary_path: Path | None = None
) -> Description:
    """What a page claims, cites and offers by itself; named: the terms that it mentions."""
    files = vocabulary_files(vocabulary_path)
    known = {(mention.kind, mention.label) for mention in named}
    find = partial(terms_in, vocabulary=read_vocabulary(files), known=known)
    return describe(told.title.value, told.blocks, find, read_fact_tables(files))


def stored_changes(url: str, db_path: Path) -> list[dict[str, Any]]:
    """The versions of a post but its first, as the view version_changes has them.

    Empty where the database is missing or older, or does not know the post.
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
        url=_canonical(url) if url else _own_address(body) or "http://localhost/",
        clinic="",
        status=200,
        headers={},
        body=body,
        fetched_at=datetime.now(UTC),
    )
    return _recognised(page, (), f"file {path}")


def _from_archive(url: str, db_path: Path, archive: Path) -> InspectedPage | None:
    if not db_path.is_file():
        return None
    db = read_database(db_path)
    try:
        job = page_job(db, url)
    finally:
        db.close()
    if job is None:
        return None
    kept = Archive(archive)
    page = archived_page(kept.get(job.location), job)
    place = f"archive {job.location.file}, fetched {job.fetched_at}"
    return replace(_recognised(page, job.refs, place), witnesses=RouteBodies(kept).of(job.bodies))


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
    return _recognised(to_page(spider.result, url), (), "the web, fetched now")


class SinglePageSpider(Spider):
    """Fetches one address by all rules of the crawl."""

    name = "one_page"

    def __init__(self, *, url: str) -> None:
        super().__init__()
        self.url = url
        self.result: Response | FetchError = FetchError(Reason.CONNECTION, "no answer")

    async def start(self) -> Any:
        """Fetch, and keep the answer or the reason why there is none."""
        try:
            self.result = await fetch(self.crawler, Request(self.url))
            raise_for_status(self.result)
        except FetchError as error:
            self.result = error
        return
        yield  # an async generator, as Scrapy wants it


def _recognised(page: Page, refs: tuple[PageRef, ...], place: str) -> InspectedPage:
    response = HtmlResponse(page.url, headers=page.headers, body=page.body)
    platform, sign = detect(response)
    named = page if page.platform else replace(page, platform=platform.name)
    return InspectedPage(page=named, refs=refs, sign=sign, place=place)


def _own_address(body: bytes) -> str | None:
    """The address by which a saved page calls itself."""
    try:
        tree = html.document_fromstring(body)
    except (etree.ParserError, ValueError):
        return None
    claims = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return next(_usable(claims), None)


def _usable(claims: Any) -> Iterator[str]:
    for claim in claims:
        try:
            yield canonical(str(claim))
        except ValueError:
            continue


def _canonical(url: str) -> str:
    try:
        return canonical(url)
    except ValueError as error:
        raise DripfeedError(str(error)) from error
