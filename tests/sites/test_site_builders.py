"""The imitations of Wix, Squarespace, Webflow, GoDaddy and HubSpot hold the traps they are for."""

from collections.abc import Iterator

import pytest

from tests.sites.catalog import site
from tests.sites.content import load
from tests.sites.server import Served, serve
from tests.sites.truth import truth
from tests.sites.visits import get, get_html

SLUGS = (
    "willow-creek-iv",
    "lighthouse-ketamine",
    "meridian-infusion",
    "copper-state-drip",
    "northgate-neuro",
)
WIX, SQUARESPACE, WEBFLOW, GODADDY, HUBSPOT = SLUGS


@pytest.fixture(scope="module")
def served() -> Iterator[dict[str, Served]]:
    """The five clinics, by slug."""
    sites = {slug: serve(site(slug)) for slug in SLUGS}
    yield sites
    for served_site in sites.values():
        served_site.stop()


@pytest.mark.parametrize("slug", SLUGS)
def test_every_post_is_served_under_its_title(served: dict[str, Served], slug: str) -> None:
    for post in truth(slug):
        response = get(served[slug], post.path, Accept_Encoding="identity")
        assert response.status == 200
        assert post.title.encode() in response.body or slug == GODADDY


@pytest.mark.parametrize("slug", SLUGS)
def test_the_clinic_is_no_part_of_the_demo(slug: str) -> None:
    assert load(slug).extra["demo"] is False


@pytest.mark.parametrize(
    ("slug", "feed", "listed"),
    [
        (WIX, "/blog-feed.xml", 20),
        (SQUARESPACE, "/blog?format=rss", 20),
        (GODADDY, "/f.rss", 50),
        (HUBSPOT, "/blog/rss.xml", 10),
    ],
)
def test_the_feed_stops_before_the_oldest_posts(
    served: dict[str, Served], slug: str, feed: str, listed: int
) -> None:
    assert get_html(served[slug], feed).count("<item>") == listed < len(truth(slug))


def test_the_index_of_wix_does_not_name_the_sitemap_of_posts(served: dict[str, Served]) -> None:
    assert "blog-posts" not in get_html(served[WIX], "/sitemap.xml")
    assert get_html(served[WIX], "/blog-posts-sitemap.xml").count("<url>") == len(truth(WIX))


def test_wix_shows_days_without_a_year_and_tells_machines_the_next_day(
    served: dict[str, Served],
) -> None:
    page = get_html(served[WIX], "/post/smoke-season-and-your-lungs")
    assert 'data-hook="time-ago">Aug 14<' in page
    assert '"datePublished":"2025-08-15T00:40' in page
    assert "top of page" in page


def test_squarespace_forbids_its_json_and_hides_its_oldest_posts(
    served: dict[str, Served],
) -> None:
    assert "Disallow:/*?format=json\n" in get_html(served[SQUARESPACE], "/robots.txt")
    oldest = truth(SQUARESPACE)[-1].path
    assert oldest not in get_html(served[SQUARESPACE], "/sitemap.xml")
    assert "noindex" in get_html(served[SQUARESPACE], oldest)


def test_squarespace_has_twins_of_its_posts(served: dict[str, Served]) -> None:
    blog = get_html(served[SQUARESPACE], "/blog")
    assert "http://localhost:" in blog
    assert "?format=amp" in blog
    post = truth(SQUARESPACE)[1]
    assert post.title in get_html(served[SQUARESPACE], f"{post.path}?format=amp")


def test_webflow_has_no_feed_and_its_sitemap_lacks_the_newest_posts(
    served: dict[str, Served],
) -> None:
    listed = get_html(served[WEBFLOW], "/sitemap.xml")
    assert [post.path for post in truth(WEBFLOW) if post.path not in listed] == [
        post.path for post in truth(WEBFLOW)[:2]
    ]
    assert 'href="?8d3f21c7_page=2"' in get_html(served[WEBFLOW], "/learn")
    assert get(served[WEBFLOW], "/blog/rss.xml").status == 404


def test_godaddy_keeps_its_texts_out_of_the_html(served: dict[str, Served]) -> None:
    post = truth(GODADDY)[1]
    page = get_html(served[GODADDY], post.path)
    assert post.text.split("\n")[0] in page.partition("<body")[0]
    assert post.text.split("\n")[0] not in page.partition("<body")[2]


def test_hubspot_has_landing_pages_on_its_blog(served: dict[str, Served]) -> None:
    blog = get_html(served[HUBSPOT], "/blog")
    assert "/is-spravato-right-for-you-guide" in blog
    assert "?hs_amp=true" in blog
    assert "hs-landing-page" in get_html(served[HUBSPOT], "/is-spravato-right-for-you-guide")
    assert get(served[HUBSPOT], "/blog/tag/migraine").status == 200
    assert get(served[HUBSPOT], "/blog/author/solveig-aamodt").status == 200
