"""Runs a crawl in this process, from clinics to settled posts."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from pipelines.enrich.fact_tables import usable_files
from pipelines.store.database import open_database
from scrapers.end_states import EXIT_DONE, EndState
from scrapers.errors import DripfeedError, StoreError
from scrapers.items import Clinic, Item
from scrapers.spiders.blog import BlogSpider

Listener = Callable[[Item], None]


def run_crawl(
    clinics: Sequence[Clinic], settings: Mapping[str, Any], on_item: Listener
) -> dict[str, EndState]:
    """Crawl the clinics until all is fetched, read and settled, or Ctrl-C.

    settings: over those of `scrapers.settings`. on_item: hears of every page and skip when it is
    noted, of every visit when its clinic is settled.
    Returns: how the visit to each clinic ended; a clinic that is missing was not finished.
    Raises: DripfeedError if the crawl could not begin or its results could not be kept.
    """
    chosen = crawl_settings(settings)
    usable_files(chosen["DRIPFEED_VOCABULARY"])
    process = AsyncCrawlerProcess(chosen)
    crawler = process.create_crawler(BlogSpider)

    def tell(item: Item) -> None:
        on_item(item)

    crawler.signals.connect(tell, signal=signals.item_scraped)
    crawler.signals.connect(_keep_loaded, signal=signals.spider_opened)
    db_path = Path(crawler.settings["DRIPFEED_DB"])
    with exclusive(db_path):
        open_database(db_path).close()
        task = process.crawl(crawler, clinics=clinics)
        process.start()
    _raise_what_stopped_it(task)
    spider = crawler.spider
    assert isinstance(spider, BlogSpider)
    if spider.fatal:
        raise spider.fatal
    return spider.end_states


def crawl_settings(changes: Mapping[str, Any]) -> Settings:
    """The project's settings with some changed, whatever the folder one stands in."""
    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    settings.update(dict(changes), priority="cmdline")
    return settings


def exit_code(clinics: Sequence[Clinic], ends: Mapping[str, EndState]) -> int:
    """That of the clinic that ended worst; 3 if one failed, else 0."""
    codes = (ends[clinic.slug].exit_code for clinic in clinics if clinic.slug in ends)
    return max(codes, default=EXIT_DONE)


@contextmanager
def exclusive(db_path: Path) -> Iterator[None]:
    """Hold the database for one writer: a second crawl or extraction is told to wait.

    Raises: StoreError if another process holds it, or its folder cannot be written. The system
    frees it however that process ends.
    """
    lock = FileLock(f"{db_path}.lock")
    try:
        db_path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreError(
            f"another crawl or extraction is writing {db_path}: wait for its end, "
            "or choose another file with --db"
        ) from None
    except OSError as error:
        raise StoreError(
            f"cannot write {db_path}: {error}; choose another file with --db"
        ) from error
    with lock:
        lock.release()
        yield


def _keep_loaded() -> None:
    """Spare the garbage collector what is loaded when a crawl begins: it stays to the end.

    Source: on a crawl of 2,000 pages its longest look at everything took 55 ms, and takes 13.
    """
    gc.freeze()


def _raise_what_stopped_it(task: Any) -> None:
    error = task.exception() if task.done() and not task.cancelled() else None
    if error is None:
        return
    if isinstance(error, DripfeedError):
        raise error
    raise DripfeedError(f"the crawl could not start: {type(error).__name__}: {error}") from error
