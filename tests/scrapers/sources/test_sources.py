"""All routes of a clinic together, on a web in memory and on a recorded WordPress."""

import asyncio
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from importlib.util import module_from_spec, spec_from_file_location
from json import loads
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from scrapy.http import Headers, HtmlResponse, Response
from scrapy.responsetypes import responsetypes

from scrapers.errors import FetchError
from scrapers.items import Clinic, Listed, PageRef, Route
from scrapers.platforms import by_name, detect
from scrapers.reasons import Reason
from scrapers.sources import Site, list_posts
from tests.scrapers.web_in_memory import HOME, Web

RECORDED = Path(__file__).parents[4] / "shared" / "sites"
REASONS = {400: Reason.HTTP_STATUS, 404: Reason.NOT_FOUND}
REST = f"{HOME}wp-json/wp/v2/posts?per_page=100&page=1&_embed=1"
FEED = f"{HOME}feed/"


def rss(path: str) -> str:
    return f'<rss version="2.0"><channel><item><link>{HOME}{path}</link></item></channel></rss>'


async def test_a_url_comes_once_from_each_route_that_lists_it() -> None:
    web = Web(
        {
            HOME: "<p>Hello</p>",
            f"{HOME}sitemap.xml": f"<urlset><url><loc>{HOME}blog/a</loc></url></urlset>",
            FEED: rss("blog/a"),
            f"{HOME}blog": '<h2><a href="/blog/a">What NAD+ does</a></h2>',
        }
    )

    refs = [(ref.route, ref.url) async for ref in list_posts(web.site())]

    assert refs == [
        (route, f"{HOME}blog/a") for route in (Route.SITEMAP, Route.FEED, Route.LISTING)
    ]


async def test_older_pages_of_the_feed_are_left_alone_where_rest_lists_all() -> None:
    rest = f'[{{"link": "{HOME}a/"}}]'
    web = Web({HOME: "", REST: rest, FEED: rss("a/"), f"{FEED}?paged=2": rss("b/")})

    async for _ in list_posts(web.site(platform=by_name("wordpress"))):
        pass

    assert f"{FEED}?paged=2" not in web.requested


async def test_older_pages_of_the_feed_are_read_where_rest_is_off() -> None:
    forbidden = FetchError(Reason.FORBIDDEN, "401")
    web = Web({HOME: "", REST: forbidden, FEED: rss("a/"), f"{FEED}?paged=2": rss("b/")})

    refs = [ref async for ref in list_posts(web.site(platform=by_name("wordpress")))]

    assert {ref.url for ref in refs} == {f"{HOME}a/", f"{HOME}b/"}


@pytest.fixture(scope="module")
def recorded() -> Iterator[str]:
    """Serves the recorded WordPress; gives the URL of its home page."""
    if not (RECORDED / "serve.py").exists():
        pytest.skip("the recorded site is not on this machine: ../shared/sites")
    spec = spec_from_file_location("serve", RECORDED / "serve.py")
    assert spec is not None
    assert spec.loader is not None
    serve = module_from_spec(spec)
    spec.loader.exec_module(serve)
    folder = RECORDED / "wordpress"
    handler = serve.make_handler(folder, loads((folder / "index.json").read_text()))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


async def fetch(url: str) -> Response:
    """Asks the loopback server, without a crawler around it."""
    return await asyncio.to_thread(_fetch, url)


def _fetch(url: str) -> Response:
    try:
        with urlopen(url) as answer:
            headers, body, url = Headers(dict(answer.headers.items())), answer.read(), answer.url
    except HTTPError as error:
        error.close()
        raise FetchError(REASONS[error.code], str(error.code)) from error
    return responsetypes.from_args(headers=headers, url=url)(url, headers=headers, body=body)


async def visit(home_url: str) -> tuple[dict[Route, list[PageRef]], list[tuple[object, ...]]]:
    notes: list[tuple[object, ...]] = []
    home = await fetch(home_url)
    assert isinstance(home, HtmlResponse)
    site = Site(
        clinic=Clinic(slug="premier", website=home_url),
        fetch=fetch,
        note=lambda url, reason, detail=None: notes.append((url, reason, detail)),
        platform=detect(home)[0],
        home=home,
        robots_sitemaps=(f"{home_url}wp-sitemap.xml",),
    )
    listed: dict[Route, list[PageRef]] = {route: [] for route in site.platform.routes}
    async for ref in list_posts(site):
        listed[ref.route].append(ref)
    return listed, notes


async def test_every_route_of_a_real_wordpress_lists_its_posts(recorded: str) -> None:
    listed, notes = await visit(recorded)

    kinds = {route: Counter(ref.hints.listed for ref in refs) for route, refs in listed.items()}
    assert kinds == {
        Route.WORDPRESS: {Listed.POST: 31, Listed.PROTECTED: 1},
        Route.SITEMAP: {Listed.POST: 32, Listed.PAGE: 4},
        Route.FEED: {Listed.POST: 5, Listed.PROTECTED: 1},
        Route.LISTING: {Listed.UNKNOWN: 32},
    }
    assert notes == []


async def test_the_routes_of_a_real_wordpress_agree(recorded: str) -> None:
    listed, _ = await visit(recorded)

    posts = {ref.url for ref in listed[Route.WORDPRESS]}
    assert {ref.url for ref in listed[Route.LISTING]} == posts
    titles = {ref.url: ref.hints.title for ref in listed[Route.WORDPRESS]}
    days = {ref.url: ref.hints.published for ref in listed[Route.WORDPRESS]}
    for ref in listed[Route.LISTING]:
        assert ref.hints.title in (titles[ref.url], f"Protected: {titles[ref.url]}")
        assert ref.hints.published == days[ref.url]
