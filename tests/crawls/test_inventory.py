"""The inventory of one clinic, from its site to the command line: aliases, dead ends, routes."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from pipelines.browse.app import datasette_app
from tests.crawling import Crawled, crawl, dripfeed
from tests.faults.sites import HTML, PARAGRAPH, XML, clinic, fixed, page, post
from tests.sites.server import Request, Response, Served, serve

QUIET = page("A quiet letter", f"<p>{PARAGRAPH}</p><p>Nobody lists it. {PARAGRAPH}</p>")
FEED_LINK = b"<link rel=alternate type=application/rss+xml href=/news.xml></head>"


def _home(_: Request) -> Response:
    body = page("A clinic", f"<p>{PARAGRAPH}</p>").replace(b"</head>", FEED_LINK)
    return Response(200, HTML, body)


def _feed(request: Request) -> Response:
    """Lists one post of the sitemap, one that no other route knows, and one that is gone."""
    entries = "".join(
        f"<item><title>{name}</title><link>{request.base_url}/{name}</link></item>"
        for name in ("blog/letter-1", "quiet", "gone")
    )
    return Response(200, XML, f"<rss version='2.0'><channel>{entries}</channel></rss>".encode())


def _twin(request: Request) -> Response:
    """A second post under another URL, which says so."""
    link = f"<link rel=canonical href='{request.base_url}/blog/letter-2'></head>"
    return Response(200, HTML, post(2).replace(b"</head>", link.encode()))


def _moved(request: Request) -> Response:
    return Response(301, {"Location": f"{request.base_url}/blog/letter-3"}, b"")


SITE = clinic(
    "counted",
    {
        "/": _home,
        "/news.xml": _feed,
        "/quiet": fixed(200, HTML, QUIET),
        "/blog/twin": _twin,
        "/old": _moved,
        "/blog": fixed(404, HTML, b"none"),
        "/robots.txt": lambda r: Response(200, {}, f"Sitemap: {r.base_url}/sitemap.xml".encode()),
    },
    posts=3,
    listed=("/blog/twin", "/old", "/gone", "/never-was"),
)


@dataclass(frozen=True)
class Twice:
    """Two crawls of one clinic, one after the other."""

    first: Crawled
    second: Crawled
    served: Served
    asked_before: int
    """Requests of the first crawl."""

    def path(self, url: str) -> str:
        """A URL without the host, which is another in every test."""
        return url.removeprefix(self.served.url)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twice]:
    folder = tmp_path_factory.mktemp("inventory")
    with serve(SITE) as served:
        rows = [{"slug": "counted", "website": served.url}]
        first = crawl(folder, rows)
        asked = len(served.requests)
        yield Twice(first, crawl(folder, rows), served, asked)


def told(twice: Twice, *words: str) -> str:
    done = dripfeed(*words, "--db", str(twice.second.db_path))
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_url_that_redirects_or_repeats_is_no_second_post(twice: Twice) -> None:
    posts = [twice.path(url) for url in twice.second.column("SELECT url FROM posts ORDER BY url")]
    assert posts == ["/blog/letter-1", "/blog/letter-2", "/blog/letter-3", "/quiet"]


def test_both_kinds_of_further_urls_lead_to_their_post(twice: Twice) -> None:
    rows = twice.second.rows("SELECT url, post_url, is_redirect FROM aliases ORDER BY url")
    assert [(twice.path(r["url"]), twice.path(r["post_url"]), r["is_redirect"]) for r in rows] == [
        ("/blog/twin", "/blog/letter-2", 0),
        ("/old", "/blog/letter-3", 1),
    ]


@pytest.mark.parametrize("path", ["/old", "/blog/twin"])
def test_a_further_url_that_is_listed_again_is_not_fetched_again(twice: Twice, path: str) -> None:
    asked = [request.path for request in twice.served.requests]
    assert path in asked[: twice.asked_before]
    assert path not in asked[twice.asked_before :]


def test_status_of_a_clinic_tells_its_inventory_in_words(twice: Twice) -> None:
    words = "sitemap 7, feed 3; 4 posts; 2 only in the sitemap; 1 only in the feed; "
    assert words in (out := told(twice, "status", "counted"))
    assert "2 listed URLs are 404; 2 other URLs of posts." in out


def test_status_of_a_clinic_names_what_only_one_route_knew(twice: Twice) -> None:
    assert f"feed  {twice.served.url}/quiet" in told(twice, "status", "counted")


def test_status_of_a_clinic_names_what_is_dead(twice: Twice) -> None:
    lines = [line.split() for line in told(twice, "status", "counted").splitlines()]
    assert ["sitemap", f"{twice.served.url}/never-was"] in lines


def test_status_as_json_holds_the_inventory(twice: Twice) -> None:
    [row] = json.loads(told(twice, "status", "counted", "--json"))
    assert row["inventory"]["words"].startswith("sitemap 7, feed 3; ")
    assert {r["route"]: r["dead"] for r in row["inventory"]["routes"]} == {"sitemap": 2, "feed": 1}


async def test_the_clinics_page_says_the_same_as_the_command_line(twice: Twice) -> None:
    [row] = json.loads(told(twice, "status", "counted", "--json"))
    text = await _page(twice, "/clinic/counted")
    assert row["inventory"]["words"] in text


async def test_the_page_of_a_post_shows_its_other_urls(twice: Twice) -> None:
    [post] = twice.second.column("SELECT id FROM posts WHERE url LIKE '%letter-3'")
    assert f"{twice.served.url}/old" in await _page(twice, f"/post/{post}")


async def _page(twice: Twice, path: str) -> str:
    room: Any = datasette_app(twice.second.db_path)
    await room.invoke_startup()
    response = await room.client.get(path)
    for database in room.databases.values():
        database.close()
    assert response.status_code == 200
    return str(response.text)
