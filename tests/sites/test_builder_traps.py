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
from tests.sites.visits import get, get_html

Serve = Callable[[str], Served]


@pytest.fixture
def serving() -> Iterator[Serve]:
    """Serves a clinic until the test ends."""
    with ExitStack() as stack:
        yield lambda slug: stack.enter_context(serve(site(slug)))


def listed(site: Served, path: str) -> list[str]:
    """Paths and queries of what a sitemap lists."""
    urls = lxml.html.fromstring(get(site, path).body).xpath("//loc/text()")
    return [str(url).removeprefix(site.url) for url in urls]


def hrefs(site: Served, path: str) -> list[str]:
    return [str(href) for href in lxml.html.fromstring(get_html(site, path)).xpath("//a/@href")]


def test_shopify_s_robots_txt_forbids_tags_that_are_joined_and_no_post(serving: Serve) -> None:
    site = serving("tidewater-iv")
    rules = Protego.parse(get_html(site, "/robots.txt"))
    assert not rules.can_fetch(f"{site.url}/blogs/journal/tagged/hydration+travel", "dripfeed")
    for post in truth("tidewater-iv"):
        assert rules.can_fetch(site.url + post.path, "dripfeed")
    blogs = next(path for path in listed(site, "/sitemap.xml") if "blogs" in path)
    assert listed(site, blogs)[0] == "/blogs/journal"
    assert "atom+xml" not in get_html(site, "/")


def test_ghost_lists_the_post_for_members_and_never_shows_its_text(serving: Serve) -> None:
    site = serving("larkspur-mind")
    path = "/the-letter-for-members/"
    assert path in listed(site, "/sitemap-posts.xml")
    assert "gh-post-upgrade-cta" in get_html(site, path)
    for where in (path, "/", "/rss/", "/tag/letters/"):
        assert "MEMBERS MARKER" not in get(site, where).body.decode()


def test_blogger_names_the_next_page_of_its_feed_on_another_host(serving: Serve) -> None:
    site = serving("dogwood-drip")
    first = feedparser.parse(get(site, "/feeds/posts/default").body)
    (following,) = (link.href for link in first.feed.links if link.rel == "next")
    assert following.startswith("https://www.blogger.com/feeds/")
    rest = feedparser.parse(get(site, f"/feeds/posts/default?{following.partition('?')[2]}").body)
    assert len(first.entries) + len(rest.entries) == len(truth("dogwood-drip"))
    assert not any(link.rel == "next" for link in rest.feed.get("links", ()))
    rules = Protego.parse(get_html(site, "/robots.txt"))
    older = next(href for href in hrefs(site, "/") if "updated-max" in href)
    assert not rules.can_fetch(older, "dripfeed")
    assert any(href.endswith(".html?m=1") for href in hrefs(site, "/"))
    assert "<br><br>" in get_html(site, truth("dogwood-drip")[0].path).replace(" /", "")


def test_weebly_leads_to_older_posts_by_an_address_of_its_own(serving: Serve) -> None:
    site = serving("cedar-street")
    assert "/blog/previous/2" in hrefs(site, "/blog")
    assert any(href.startswith("//127.0.0.1") for href in hrefs(site, "/blog"))
    assert not {post.path for post in truth("cedar-street")} & set(listed(site, "/sitemap.xml"))
    assert len(feedparser.parse(get(site, "/1/feed").body).entries) == 3


def test_officite_shows_one_post_on_its_last_page_and_days_of_some(serving: Serve) -> None:
    site = serving("millbrook")
    last = lxml.html.fromstring(get_html(site, "/blog.html?start=4"))
    assert len(last.find_class("sbBlogPost")) == 1
    days = [post.published_on for post in truth("millbrook")]
    assert (days.count(None), len(days)) == (2, 5)
    assert "/library/what-is-anemia-of-chronic-disease.html" in listed(site, "/sitemap.xml")
    assert get(site, "/feed/").status == 404


def test_duda_mixes_posts_and_pages_in_one_sitemap(serving: Serve) -> None:
    site = serving("canyon-ridge")
    paths = listed(site, "/sitemap.xml")
    assert {"/our-team", *(post.path for post in truth("canyon-ridge"))} < set(paths)
    page = lxml.html.fromstring(get_html(site, "/thirst-at-altitude"))
    assert not page.xpath("//h1")
    assert page.xpath("//h3/text()") == ["Thirst at Altitude"]
    assert "Share by:" in get_html(site, "/thirst-at-altitude")


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
    site = serving("foxglove-yoast")
    kinds = ["post", "page", "category", "post_tag", "author"]
    children = listed(site, "/sitemap_index.xml")
    assert children == [f"/{kind}-sitemap.xml" for kind in kinds]
    assert {get(site, path).status for child in children for path in listed(site, child)} == {200}


def test_wordpress_shows_only_in_its_feed_what_is_older(serving: Serve) -> None:
    site = serving("foxglove-feed")
    oldest = truth("foxglove-feed")[0].path
    assert re.fullmatch(r"/\d{4}/\d\d/\d\d/[a-z-]+/", oldest)
    assert oldest in get(site, "/feed/?paged=3").body.decode()
    assert oldest not in get_html(site, "/blog/")


def test_wordpress_lists_short_links_that_lead_to_the_posts(serving: Serve) -> None:
    site = serving("foxglove-shortlinks")
    paths = listed(site, "/sitemap.xml")
    assert all(re.fullmatch(r"/\?p=\d+", path) for path in paths)
    led = {get(site, path).headers["Location"].removeprefix(site.url) for path in paths}
    assert {post.path for post in truth("foxglove-shortlinks")} < led


def test_wordpress_without_permalinks_has_queries_only(serving: Serve) -> None:
    site = serving("foxglove-plain")
    assert {post.path for post in truth("foxglove-plain")} <= set(
        listed(site, "/?sitemap=posts&sitemap-subtype=post&paged=1")
    )
    own = [href.removeprefix(site.url) for href in hrefs(site, "/") if href.startswith(site.url)]
    assert all(re.match(r"/?(\?|$)", href) for href in own), own


@pytest.mark.parametrize("slug", ["foxglove-bare", "foxglove-numbers"])
def test_a_selfmade_site_has_neither_sitemap_nor_feed(serving: Serve, slug: str) -> None:
    site = serving(slug)
    paths = ("/robots.txt", "/sitemap.xml", "/feed/", "/rss.xml")
    assert {get(site, path).status for path in paths} == {404}
    assert "rss+xml" not in get_html(site, "/")
