"""A real WordPress blog, recorded: every post once, with the right title, date and author."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.crawling import Crawled, crawl

SHARED = Path(__file__).parents[3] / "shared" / "sites"
FOLDER = SHARED / "wordpress"
FIRST_PAGE = "/wp-json/wp/v2/posts?per_page=100&page=1&_embed=1"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the recorded WordPress lies beside the project, not in it"
)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """One crawl over the recorded blog."""
    server = subprocess.Popen(
        [sys.executable, str(SHARED / "serve.py"), str(FOLDER)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout
        url = server.stdout.readline().strip()
        folder = tmp_path_factory.mktemp("wordpress")
        yield crawl(folder, [{"slug": "recorded", "website": url}])
    finally:
        server.terminate()
        server.communicate()


def recorded_posts() -> list[dict[str, Any]]:
    """What WordPress itself says about its public posts."""
    index = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))
    file = index["responses"][FIRST_PAGE]["file"]
    recorded = json.loads((FOLDER / "files" / file).read_text(encoding="utf-8"))
    return [post for post in recorded if not post["content"]["protected"]]


def recorded(post: dict[str, Any]) -> dict[str, str]:
    """The facts of a recorded post in our form."""
    return {
        "title": post["title"]["rendered"],
        "author": post["_embedded"]["author"][0]["name"],
        "published_on": post["date"][:10],
    }


def test_every_post_is_stored_once(crawled: Crawled) -> None:
    paths = crawled.column("SELECT url FROM posts")
    slugs = sorted(url.rstrip("/").rpartition("/")[2] for url in paths)
    assert slugs == sorted(post["slug"] for post in recorded_posts())


@pytest.mark.parametrize("field", ["title", "author", "published_on"])
def test_every_post_has_its_right(crawled: Crawled, field: str) -> None:
    rows = crawled.rows("SELECT url, title, author, published_on FROM posts")
    stored = {row["url"].rstrip("/").rpartition("/")[2]: row[field] for row in rows}
    assert stored == {post["slug"]: recorded(post)[field] for post in recorded_posts()}


@pytest.mark.parametrize("path", ["/about-our-clinic/", "/pricing/", "/sample-page/"])
def test_a_page_is_no_post(crawled: Crawled, path: str) -> None:
    reason = "SELECT reason FROM pages WHERE url LIKE '%' || :path"
    assert crawled.column(reason, path=path) == ["listed_as_page"]


def test_the_protected_post_is_no_post(crawled: Crawled) -> None:
    reason = "SELECT reason FROM pages WHERE url LIKE '%/members-only-protocol/'"
    assert crawled.column(reason) == ["password_protected"]


@pytest.mark.parametrize("words", ["swears by bananas", "Leave a Reply", "Post Comment"])
def test_no_comment_is_in_a_text(crawled: Crawled, words: str) -> None:
    assert (
        crawled.rows("SELECT 1 FROM posts WHERE text LIKE '%' || :words || '%'", words=words) == []
    )


def test_no_commenter_is_an_author(crawled: Crawled) -> None:
    authors = crawled.column("SELECT DISTINCT author FROM posts ORDER BY author")
    assert authors == ["Dana Whitcomb", "Luis Ortega"]


def test_every_closing_sentence_is_kept(crawled: Crawled) -> None:
    marker = re.compile(r"Marker sentence number \d+ closes this article")
    closing = {
        post["slug"]: marker.findall(post["content"]["rendered"]) for post in recorded_posts()
    }
    texts = {
        row["url"].rstrip("/").rpartition("/")[2]: marker.findall(row["text"])
        for row in crawled.rows("SELECT url, text FROM posts")
    }
    assert texts == closing


def test_every_text_is_confirmed_by_what_wordpress_itself_says(crawled: Crawled) -> None:
    doubted = (
        "SELECT url FROM posts WHERE text_confidence IS NOT 1.0 OR text_witness <> 'wordpress'"
    )
    assert crawled.rows(doubted) == []
