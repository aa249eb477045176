"""Prairie Drip holds the traps of a site that somebody wrote by hand long ago."""

import re

import pytest

from tests.sites.server import Served
from tests.sites.truth import TruePost, truth
from tests.sites.visits import get, get_html


def test_prairie_offers_no_robots_sitemap_or_feed(prairie: Served) -> None:
    paths = ("/robots.txt", "/sitemap.xml", "/feed/", "/feed", "/rss.xml", "/wp-json/")
    assert {get(prairie, path).status for path in paths} == {404}


@pytest.mark.parametrize("post", truth("prairie-drip"), ids=lambda post: str(post.path))
def test_prairie_writes_windows_1252_without_saying_so(prairie: Served, post: TruePost) -> None:
    response = get(prairie, post.path)
    assert response.headers["Content-Type"] == "text/html"
    assert b"charset" not in response.body.lower()
    with pytest.raises(UnicodeDecodeError):
        response.body.decode()
    page = response.body.decode("windows-1252")
    assert "<h1" not in page.lower()
    assert re.search(r"(<FONT SIZE=5><B>|<H2>)" + re.escape(post.title), page)


def test_some_prairie_posts_name_author_and_day_and_others_do_not(prairie: Served) -> None:
    page = get_html(prairie, "/articles/harvest.html")
    assert "By Nurse Carla Jimenez, RN - June 3, 2021" in page
    posts = truth("prairie-drip")
    assert {(p.author is None, p.published_on is None) for p in posts} == {
        (True, True),
        (False, False),
    }
    assert all(("By Nurse" in get_html(prairie, p.path)) == (p.author is not None) for p in posts)


def test_one_prairie_post_is_broken_and_articles_lead_to_older_ones(prairie: Served) -> None:
    pages = {post.path: get_html(prairie, post.path) for post in truth("prairie-drip")}
    assert [p for p, page in pages.items() if "</BODY>" not in page] == ["/articles/athletes.html"]
    assert '<A HREF="articles2.html">Older articles</A>' in get_html(prairie, "/articles.html")
    assert '<A HREF="./iron.html">' in pages["/articles/b12.html"]
