"""Pages that a route may list though they are no posts, and posts that look like none."""

from datetime import UTC, datetime

import pytest

from pipelines.extract import extract
from pipelines.items import Extraction
from scrapers.items import Hints, Listed, Page, PageRef, Route
from scrapers.reasons import Reason

PROSE = (
    "A nurse stays in the room from the first minute of the infusion to the last, and she writes "
    "down what the pump does, what the pressure does and what you say about both of them. Most "
    "people read, some sleep, and one of them brought a fiddle and played it for the others."
)
POST = f"<h1>What the Nurse Writes Down</h1><p>{PROSE}</p><p>{PROSE}</p><p>{PROSE}</p>"


def read(path: str, body: str, platform: str, listed: Listed = Listed.UNKNOWN) -> Extraction:
    """What is made of a page that a sitemap lists."""
    url = f"https://clinic.example{path}"
    page = Page(
        url=url,
        clinic="clinic",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=f"<html><body>{body}</body></html>".encode(),
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        platform=platform,
    )
    ref = PageRef(url=url, clinic="clinic", route=Route.SITEMAP, hints=Hints(listed=listed))
    return extract(page, [ref])


def test_the_blog_of_a_shop_is_no_post_though_the_sitemap_of_posts_lists_it() -> None:
    extraction = read("/blogs/journal", POST, "shopify", Listed.POST)
    assert (extraction.is_post, extraction.reason) == (False, Reason.LISTING_PAGE)


def test_a_text_for_members_is_named_as_such() -> None:
    cta = '<aside class="gh-post-upgrade-cta"><h2>This post is for subscribers only</h2></aside>'
    body = f'<h1>A letter</h1><section class="gh-content">{cta}</section>'
    assert read("/a-letter/", body, "ghost", Listed.POST).reason == Reason.PASSWORD_PROTECTED


def test_a_text_before_the_invitation_to_members_is_a_post() -> None:
    cta = '<aside class="gh-post-upgrade-cta"><h2>This post is for subscribers only</h2></aside>'
    body = f'<section class="gh-content">{POST}{cta}</section>'
    assert read("/a-letter/", body, "ghost", Listed.POST).is_post


def test_a_home_page_that_shows_a_whole_post_is_none() -> None:
    assert read("/", POST, "blogger").reason == Reason.NOT_A_POST


@pytest.mark.parametrize(("query", "is_list"), [("p=41", False), ("lang=en", True)])
def test_the_number_of_a_post_makes_an_address_that_of_a_post(query: str, is_list: bool) -> None:
    verdict = read(f"/?{query}", POST, "wordpress").verdict
    assert any("address of a list or a home page" in sign for sign in verdict) is is_list


def test_a_sheet_of_officite_s_library_is_no_post() -> None:
    assert read("/library/why-the-nurse-writes.html", POST, "officite").reason == Reason.NOT_A_POST


def test_a_line_of_nothing_but_author_and_day_is_no_text() -> None:
    byline = "<p>By Dana Reed, RN | June 3, 2024</p>"
    body = POST.replace("</h1>", f"</h1>{byline}")
    extraction = read("/blog/what-the-nurse-writes-down", body, "generic", Listed.POST)
    kept = [block.text for block in extraction.blocks if block.role == "body"]
    assert PROSE in kept
    assert not [text for text in kept if "Dana Reed" in text]
    assert (extraction.author.value, extraction.author_credential) == ("Dana Reed", "RN")
