"""Summit Ketamine & Wellness holds the traps of a PatientPop site."""

import re

import lxml.html
import pytest

from tests.sites.server import Served
from tests.sites.truth import TruePost, truth
from tests.sites.visits import crawl_links, get, get_html, words


def test_summit_shows_no_date_but_the_misleading_ones(summit: Served) -> None:
    for path, response in crawl_links(summit).items():
        assert "Last-Modified" not in response.headers
        page = response.body.decode()
        assert "<time" not in page
        years = set(re.findall(r"\b20[0-3]\d\b", words(page).replace("March 5, 2019", "")))
        assert years == {"2026"}, path
        assert "Copyright 2026" in page
    trap = get_html(summit, "/blog/is-ketamine-fda-approved-for-depression")
    assert "On March 5, 2019 the FDA approved" in words(trap)
    assert "/2023/05/" in trap


@pytest.mark.parametrize("post", truth("summit-ketamine"), ids=lambda post: str(post.path))
def test_four_teasers_of_other_posts_stand_inside_the_post_s_element(
    summit: Served, post: TruePost
) -> None:
    page = lxml.html.fromstring(get_html(summit, post.path))
    (block,) = page.xpath("//article//div[h2='You Might Also Enjoy...']")
    paths = block.xpath(".//h3/a/@href")
    assert len(set(paths)) == 4
    assert post.path not in paths
    for teaser in block.xpath(".//p/text()"):
        assert teaser not in post.text
        assert len(re.findall(r"[.?!](?:\s|$)", teaser)) == 2
    assert page.xpath("//*[@role='main']//p[contains(., 'now accepting new patients')]")


def test_summit_s_sitemap_lists_posts_and_services_alike(summit: Served) -> None:
    xml = get_html(summit, "/sitemap.xml")
    listed = set(re.findall(f"<loc>{re.escape(summit.url)}(.*?)</loc>", xml))
    assert {post.path for post in truth("summit-ketamine")} < listed
    assert {"/services/spravato", "/contactus"} < listed
    assert "lastmod" not in xml
    assert {get(summit, path).status for path in ("/feed/", "/wp-json/")} == {404}
