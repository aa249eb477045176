"""The pages that benchmarks extract: the shared corpus of real pages and the imitation sites."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from scrapy.http import HtmlResponse

from scrapers.items import Page
from scrapers.platforms import detect
from tests.sites.catalog import every_slug, site
from tests.sites.server import Request, Site, serve
from tests.sites.visits import crawl_links

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
"""Not part of the project: whoever reads it has to do without where it is absent."""
BASE_URL = "http://127.0.0.1:8000"
"""Where pages of the imitation sites seem to come from, the same in every run."""
FETCHED_AT = datetime(2026, 11, 21, tzinfo=UTC)


def page_of(url: str, body: bytes) -> Page:
    """A page as a crawl hands it to a worker: its platform is known."""
    platform = detect(HtmlResponse(url, body=body, encoding="utf-8"))[0].name
    return Page(
        url=url, clinic="any", status=200, headers={}, body=body, fetched_at=FETCHED_AT,
        platform=platform,
    )  # fmt: skip


def corpus_pages() -> Iterator[tuple[str, Page]]:
    """The real pages of the shared corpus, each with its key there: two URLs occur twice."""
    for key, truth in json.loads((CORPUS / "truth.json").read_bytes()).items():
        body = gzip.decompress((CORPUS / "html" / f"{key}.html.gz").read_bytes())
        yield key, page_of(truth["url"], body)


def site_pages() -> Iterator[tuple[str, Page]]:
    """Every page that links lead to on every imitation site, with slug and path."""
    for slug in every_slug():
        imitation = site(slug)
        with serve(imitation) as served:
            responses = crawl_links(served)
        for path, response in responses.items():
            if response.status == 200 and "text/html" in response.headers["Content-Type"]:
                yield f"{slug}{path}", site_page(imitation, path)


def site_page(imitation: Site, path: str) -> Page:
    """One page of an imitation site; path: with the query."""
    parts = urlsplit(path)
    request = Request(
        method="GET", path=parts.path, headers={}, base_url=BASE_URL,
        query=dict(parse_qsl(parts.query, keep_blank_values=True)),
    )  # fmt: skip
    return page_of(f"{BASE_URL}{path}", imitation.respond(request).body)
