"""Two crawls of all imitation sites, made once for all tests and all workers that run them."""

import json
import os
import shutil
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from tests.crawling import Crawled, crawl_command, finished, run, write_clinics
from tests.sites.catalog import every_slug, site
from tests.sites.server import Served, serve
from tests.sites.visits import get

SECONDS = 300
"""How long one crawl of all sites may take on a busy machine."""
RESULT = "site_crawls.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCrawl:
    """One crawl of all imitation sites, and the requests to each site."""

    code: int
    out: str
    err: str
    folder: str
    """Where its database and its archive are, as they were when it ended."""
    requests: Mapping[str, list[str]]
    """Slug to the paths, with queries, in the order of the requests."""

    @property
    def crawled(self) -> Crawled:
        db_path = Path(self.folder) / "dripfeed.db"
        return Crawled(code=self.code, out=self.out, err=self.err, db_path=db_path)

    def copied(self, folder: Path) -> Crawled:
        """The same in a folder of its own, for a test that changes it."""
        shutil.copytree(self.folder, folder / "copied")
        return replace(self.crawled, db_path=folder / "copied" / "dripfeed.db")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCrawls:
    """A first crawl and a second one, between which no site changed."""

    websites: Mapping[str, str]
    """Slug to the home page of the site."""
    robots: Mapping[str, str]
    """Slug to the site's robots.txt; "" where it has none."""
    first: SiteCrawl
    second: SiteCrawl


def shared_site_crawls(base: Path) -> SiteCrawls:
    """The crawls that another worker has made below `base`, or else made here."""
    result = base / RESULT
    with FileLock(f"{result}.lock"):
        if not result.exists():
            folder = base / "site_crawls"
            folder.mkdir()
            result.write_text(json.dumps(asdict(_crawl_twice(folder))), encoding="utf-8")
    fields: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    first, second = (SiteCrawl(**fields.pop(name)) for name in ("first", "second"))
    return SiteCrawls(**fields, first=first, second=second)


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run of the tests have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _crawl_twice(folder: Path) -> SiteCrawls:
    with ExitStack() as stack:
        served = {slug: stack.enter_context(serve(site(slug))) for slug in every_slug()}
        crawling = folder / "crawling"
        crawling.mkdir()
        write_clinics(crawling / "clinics.csv", [_row(server) for server in served.values()])
        first = _crawl(crawling, served, folder / "first")
        second = _crawl(crawling, served, folder / "second")
        websites = {slug: server.url for slug, server in served.items()}
        robots = {slug: _robots_txt(server) for slug, server in served.items()}
    return SiteCrawls(websites=websites, robots=robots, first=first, second=second)


def _row(served: Served) -> dict[str, str]:
    """The row of clinics.csv: nothing but what a reader of the home page knows."""
    return {"slug": served.site.slug, "website": served.url, **served.site.clinic}


def _crawl(crawling: Path, served: Mapping[str, Served], kept: Path) -> SiteCrawl:
    """Crawl the sites; keep in a folder of its own what the crawl left behind."""
    done = finished(crawling, run(crawl_command(crawling), seconds=SECONDS))
    shutil.copytree(crawling, kept)
    requests = {
        slug: [logged.path for logged in server.requests] for slug, server in served.items()
    }
    for server in served.values():
        server.requests.clear()
    return SiteCrawl(
        code=done.code, out=done.out, err=done.err, folder=str(kept), requests=requests
    )


def _robots_txt(served: Served) -> str:
    response = get(served, "/robots.txt")
    return response.body.decode() if response.status == 200 else ""
