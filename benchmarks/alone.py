"""One part of a crawl by itself, as a command: `python -m benchmarks.alone download|extract|...`.

download FILE   fetch the URLs in a file with Scrapy
extract FILE    extract the pages in a file of paths
describe FILE   settle all clinics of a crawled database
compare FILE    compare all posts of a crawled database
trafilatura FILE, newspaper FILE, news-please FILE   extract with another library
"""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def download(urls: list[str]) -> None:
    """Fetch the URLs as fast as Scrapy can, with an empty callback."""
    import scrapy
    from scrapy.crawler import CrawlerProcess

    sizes: list[int] = []

    class Fetch(scrapy.Spider):
        name = "fetch"
        start_urls = urls

        def parse(self, response: Any) -> None:
            """Count a complete page."""
            sizes.append(len(response.body))

    settings = {
        "LOG_LEVEL": "ERROR",
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": False,
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
    }
    process = CrawlerProcess(settings)
    process.crawl(Fetch)
    process.start()
    if len(sizes) != len(urls) or min(sizes) < 10_000:
        raise SystemExit(f"only {len(sizes)} of {len(urls)} pages came, or not whole")


def extract(paths: list[str]) -> None:
    """Extract the pages with this project."""
    from pipelines.extract import extract as read
    from scrapers.items import Page

    for path in paths:
        page = Page(
            url=f"https://example.org/blog/{Path(path).parent.name}/",
            clinic="any",
            status=200,
            headers={},
            body=Path(path).read_bytes(),
            fetched_at=datetime.now(UTC),
            platform="generic",
        )
        assert read(page).is_post


def describe(paths: list[str]) -> None:
    """Settle all clinics of a database, with terms, claims and all other facts about posts."""
    from pipelines.enrich.vocabulary_files import vocabulary_files
    from pipelines.jobs.worker_pool import settle_clinic
    from pipelines.store.database import read_database

    path = Path(paths[0])
    slugs = [row["slug"] for row in read_database(path).query("SELECT slug FROM clinics")]
    for slug in slugs:
        settle_clinic(path, slug, vocabulary_files(None), path.parent)


def compare(paths: list[str]) -> None:
    """Find the near-duplicates among all posts of a database."""
    from pipelines.store.copies.update import compare_all
    from pipelines.store.database import open_database

    compare_all(open_database(Path(paths[0])))


def trafilatura(paths: list[str]) -> None:
    """Extract the pages with trafilatura and its metadata."""
    import trafilatura as one

    for path in paths:
        one.bare_extraction(Path(path).read_bytes(), include_comments=False, with_metadata=True)


def newspaper(paths: list[str]) -> None:
    """Extract the pages with newspaper4k."""
    from newspaper import Article

    for path in paths:
        article = Article("https://example.org/blog/note/", language="en")
        article.download(input_html=Path(path).read_text())
        article.parse()


def news_please(paths: list[str]) -> None:
    """Extract the pages with news-please."""
    from newsplease import NewsPlease

    for path in paths:
        NewsPlease.from_html(Path(path).read_text(), url="https://example.org/blog/note/")


WORK: dict[str, Callable[[list[str]], None]] = {
    "download": download,
    "extract": extract,
    "describe": describe,
    "compare": compare,
    "trafilatura": trafilatura,
    "newspaper": newspaper,
    "news-please": news_please,
}

if __name__ == "__main__":
    WORK[sys.argv[1]](Path(sys.argv[2]).read_text().split())
