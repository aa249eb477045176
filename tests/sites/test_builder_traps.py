"""Each imitation of a builder holds the traps that its module names."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import feedparser
import lxml.html
import pytest
from protego import Protego

from tests.sites.catalog import site
from tests.sites.server import Served, serve
from tests.sites.truth import truth
from tests.sites.visits import get, html_of

Serve = Callable[[str], Served]


@pytest.fixture
def serving() -> Iterator[Serve]:
    """Serves a clinic until the test ends."""
    with ExitStack() as stack:
        yield lambda slug: stack.enter_context(serve(site(slug)))


def listed(one: Served, path: str) -> list[str]:
    """Paths and queries of what a sitemap lists."""
    urls = lxml.html.fromstring(get(one, path).body).xpath("//loc/text()")
    return [str(url).removeprefix(one.url) for url in urls]


def hrefs(one: Served, path: str) -> list[str]:
    return [str(href) for href in lxml.html.fromstring(html_of(one, path)).xpath("//a/@href")]


def test_shopify_s_robots_txt_forbids_tags_that_are_joined_and_no_post(serving: Serve) -> None:
    one = serving("tidewater-iv")
    rules = Protego.parse(html_of(one, "/robots.txt"))
    assert not rules.can_fetch(f"{one.url}/blogs/journal/tagged/hydration+travel", "dripfeed")
    for post in truth("tidewater-iv"):
        assert rules.can_fetch(one.url + post.path, "dripfeed")
    blogs = next(path for path in listed(one, "/sitemap.xml") if "blogs" in path)
    assert listed(one, blogs)[0] == "/blogs/journal"
    assert "atom+xml" not in html_of(one, "/")


def test_ghost_lists_the_post_for_members_and_never_shows_its_text(serving: Serve) -> None:
    one = serving("larkspur-mind")
    path = "/the-letter-for-members/"
    assert path in listed(one, "/sitemap-posts.xml")
    assert "gh-post-upgrade-cta" in html_of(one, path)
    for where in (path, "/", "/rss/", "/tag/letters/"):
        assert "MEMBERS MARKER" not in get(one, where).body.decode()


def test_blogger_names_the_next_page_of_its_feed_on_another_host(serving: Serve) -> None:
    one = serving("dogwood-drip")
    first = feedparser.parse(get(one, "/feeds/posts/default").body)
    (following,) = (link.href for link in first.feed.links if link.rel == "next")
    assert following.startswith("https://www.blogger.com/feeds/")
    rest = feedparser.parse(get(one, f"/feeds/posts/default?{following.partition('?')[2]}").body)
    assert len(first.entries) + len(rest.entries) == len(truth("dogwood-drip"))
    assert not any(link.rel == "next" for link in rest.feed.get("links", ()))
    rules = Protego.parse(html_of(one, "/robots.txt"))
    older = next(href for href in hrefs(one, "/") if "updated-max" in href)
    assert not rules.can_fetch(older, "dripfeed")
    assert any(href.endswith(".html?m=1") for href in hrefs(one, "/"))
    assert "<br><br>" in html_of(one, truth("dogwood-drip")[0].path).replace(" /", "")


def test_weebly_leads_to_older_posts_by_an_address_of_its_own(serving: Serve) -> None:
    one = serving("cedar-street")
    assert "/blog/previous/2" in hrefs(one, "/blog")
    assert any(href.startswith("//127.0.0.1") for href in hrefs(one, "/blog"))
    assert not {post.path for post in truth("cedar-street")} & set(listed(one, "/sitemap.xml"))
    assert len(feedparser.parse(get(one, "/1/feed").body).entries) == 3


def test_officite_shows_one_post_on_its_last_page_and_days_of_some(serving: Serve) -> None:
    one = serving("millbrook")
    last = lxml.html.fromstring(html_of(one, "/blog.html?start=4"))
    assert len(last.find_class("sbBlogPost")) == 1
    days = [post.published_on for post in truth("millbrook")]
    assert (days.count(None), len(days)) == (2, 5)
    assert "/library/what-is-anemia-of-chronic-disease.html" in listed(one, "/sitemap.xml")
    assert get(one, "/feed/").status == 404


def test_duda_mixes_posts_and_pages_in_one_sitemap(serving: Serve) -> None:
    one = serving("canyon-ridge")
    paths = listed(one, "/sitemap.xml")
    assert {"/our-team", *(post.path for post in truth("canyon-ridge"))} < set(paths)
    page = lxml.html.fromstring(html_of(one, "/thirst-at-altitude"))
    assert not page.xpath("//h1")
    assert page.xpath("//h3/text()") == ["Thirst at Altitude"]
    assert "Share by:" in html_of(one, "/thirst-at-altitude")


@pytest.mark.parametrize(
    ("slug", "path", "status"),
    [
        ("foxglove-guarded", "/wp-json/wp/v2/posts", 401),
        ("foxglove-yoast", "/wp-json/wp/v2/posts", 404),
        ("foxglove-yoast", "/wp-sitemap.xml", 404),
        ("foxglove-feed", "/sitemap.xml", 404),
        ("foxglove-feed", "/blog/page/2/", 404),
        ("foxglove-plain", "/wp-json/wp/v2/posts", 404),
        ("foxglove-plain", "/maple-and-iron/", 404),
        ("foxglove-plain", "/index.php?rest_route=/wp/v2/posts", 200),
    ],
)
def test_wordpress_has_switched_off_what_its_clinic_says(
    serving: Serve, slug: str, path: str, status: int
) -> None:
    assert get(serving(slug), path).status == status


def test_wordpress_with_yoast_has_a_sitemap_for_each_kind_of_page(serving: Serve) -> None:
    one = serving("foxglove-yoast")
    kinds = ["post", "page", "category", "post_tag", "author"]
    children = listed(one, "/sitemap_index.xml")
    assert children == [f"/{kind}-sitemap.xml" for kind in kinds]
    assert {get(one, path).status for child in children for path in listed(one, child)} == {200}


def test_wordpress_shows_only_in_its_feed_what_is_older(serving: Serve) -> None:
    one = serving("foxglove-feed")
    oldest = truth("foxglove-feed")[0].path
    assert re.fullmatch(r"/\d{4}/\d\d/\d\d/[a-z-]+/", oldest)
    assert oldest in get(one, "/feed/?paged=3").body.decode()
    assert oldest not in html_of(one, "/blog/")


def test_wordpress_lists_short_links_that_lead_to_the_posts(serving: Serve) -> None:
    one = serving("foxglove-shortlinks")
    paths = listed(one, "/sitemap.xml")
    assert all(re.fullmatch(r"/\?p=\d+", path) for path in paths)
    led = {get(one, path).headers["Location"].removeprefix(one.url) for path in paths}
    assert {post.path for post in truth("foxglove-shortlinks")} < led


def test_wordpress_without_permalinks_has_queries_only(serving: Serve) -> None:
    one = serving("foxglove-plain")
    assert {post.path for post in truth("foxglove-plain")} <= set(
        listed(one, "/?sitemap=posts&sitemap-subtype=post&paged=1")
    )
    own = [href.removeprefix(one.url) for href in hrefs(one, "/") if href.startswith(one.url)]
    assert all(re.match(r"/?(\?|$)", href) for href in own), own


@pytest.mark.parametrize("slug", ["foxglove-bare", "foxglove-numbers"])
def test_a_selfmade_site_has_neither_sitemap_nor_feed(serving: Serve, slug: str) -> None:
    one = serving(slug)
    paths = ("/robots.txt", "/sitemap.xml", "/feed/", "/rss.xml")
    assert {get(one, path).status for path in paths} == {404}
    assert "rss+xml" not in html_of(one, "/")
