"""Peculiarities of single builders: URLs of listings, older pages and sitemaps."""

import pytest

from scrapers.items import Listed
from scrapers.platforms import PLATFORMS, Platform, by_name
from scrapers.sources.feed.feed import feed
from scrapers.sources.listing.listing import listing
from scrapers.sources.listing.start_pages import listing_starts
from scrapers.sources.sitemap.names import classify_sitemaps
from tests.scrapers.web_in_memory import HOME, Web, list_paths

SITE = HOME.rstrip("/")


def atom(*paths: str, following: str | None = None) -> str:
    """A feed in Atom that lists these posts and names its next page."""
    link = f'<link rel="next" href="{following}"/>' if following else ""
    entries = "".join(
        f'<entry><title>{path}</title><link href="{SITE}{path}"/></entry>' for path in paths
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">{link}{entries}</feed>'


async def test_the_next_page_of_a_feed_is_requested_at_the_clinic_s_own_host() -> None:
    own_feed = f"{SITE}/feeds/posts/default"
    named = "https://www.blogger.com/feeds/19303585/posts/default?start-index=26"
    web = Web({own_feed: atom("/2024/01/a.html", following=named)})
    web.responses[f"{own_feed}?start-index=26"] = atom("/2023/01/b.html")

    site = web.site(platform=by_name("blogger"))

    assert await list_paths(feed, site) == ["/2024/01/a.html", "/2023/01/b.html"]
    assert all(url.startswith(SITE) for url in web.requested)


async def test_a_next_page_on_another_host_without_a_query_is_requested_as_it_is_named() -> None:
    elsewhere = "https://cdn.example/older.xml"
    web = Web({f"{SITE}/feed/": atom("/a", following=elsewhere), elsewhere: atom("/b")})

    assert await list_paths(feed, web.site()) == ["/a", "/b"]


def test_a_sitemap_that_is_a_query_is_known_by_the_name_it_would_have() -> None:
    query = f"{SITE}/?sitemap=posts&sitemap-subtype="
    posts, pages = f"{query}post&paged=1", f"{query}page&paged=1"
    terms = f"{SITE}/?sitemap=taxonomies&sitemap-subtype=category&paged=1"

    assert classify_sitemaps([posts, pages, terms]) == {posts: Listed.POST, pages: Listed.PAGE}


async def test_weebly_s_previous_leads_to_older_posts() -> None:
    older = '<a href="/blog/previous/2">&lt;&lt;Previous</a>'
    web = Web(
        {
            f"{SITE}/blog": f'<h2><a href="/blog/rain">Rain does not count</a></h2>{older}',
            f"{SITE}/blog/previous/2": '<h2><a href="/blog/fog">Fog does not either</a></h2>',
        }
    )

    assert await list_paths(listing, web.site(platform=by_name("weebly"))) == [
        "/blog/rain",
        "/blog/fog",
    ]


def test_the_blog_of_a_shop_comes_before_a_page_of_resources() -> None:
    home = '<a href="/pages/resources">Resources</a> <a href="/blogs/calm">Calm</a>'
    site = Web({HOME: home}).site(platform=by_name("shopify"))

    assert listing_starts(site)[0] == f"{SITE}/blogs/calm"


@pytest.mark.parametrize(
    ("platform", "path", "is_listing"),
    [
        ("shopify", "/blogs/journal", True),
        ("shopify", "/blogs/journal/sea-legs", False),
        ("officite", "/blog.html", True),
        ("officite", "/blog/six-doors.html", False),
        ("generic", "/blog", False),
    ],
)
def test_a_listing_is_known_by_its_url_where_that_is_certain(
    platform: str, path: str, is_listing: bool
) -> None:
    assert by_name(platform).is_listing(SITE + path) is is_listing


@pytest.mark.parametrize(
    ("platform", "path", "is_archive"),
    [
        ("weebly", "/blog/archives/11-2023", True),
        ("weebly", "/blog/previous/2", True),
        ("weebly", "/blog/the-archives-of-1999", False),
        ("wordpress", "/?m=202403", True),
        ("wordpress", "/?m=1", False),
        ("wordpress", "/?p=41", False),
    ],
)
def test_lists_by_month_are_archives(platform: str, path: str, is_archive: bool) -> None:
    assert by_name(platform).is_archive(SITE + path) is is_archive


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_no_listing_is_taken_for_a_post(platform: Platform) -> None:
    for path in platform.listings:
        assert not (platform.is_listing(SITE + path) and platform.is_post(SITE + path))
