"""Post or not: each reason has a page of its own, and every verdict explains itself."""

import pytest

from scrapers.items import Hints, Listed, PageRef, Route
from scrapers.reasons import Reason
from tests.pipelines.examples.pages import PARAGRAPHS, URL, paragraphs, post, read


def listed_as(listed: Listed) -> PageRef:
    return PageRef(url=URL, clinic="example", route=Route.SITEMAP, hints=Hints(listed=listed))


def test_an_ordinary_post_is_one() -> None:
    found = read(post("<p>By Dana Whitfield - June 3, 2021</p>" + paragraphs()))
    assert (found.is_post, found.reason) == (True, None)


def test_every_sign_is_a_sentence() -> None:
    found = read(post(), [listed_as(Listed.POST)])
    assert "+3 a route that lists nothing but posts lists it" in found.verdict


def test_a_page_of_the_sitemap_of_pages_is_no_post() -> None:
    html = post(title="Our Infusion Room")
    found = read(html, [listed_as(Listed.PAGE)], url="https://clinic.example/room")
    assert (found.is_post, found.reason) == (False, Reason.NOT_A_POST)


@pytest.mark.parametrize("refs", [[], [listed_as(Listed.POST)]])
def test_a_form_for_a_password_is_said_as_such(refs: list[PageRef]) -> None:
    form = (
        "<form class='post-password-form' method='post'><p>This content is password protected."
        "</p><input type='password' name='post_password'></form>"
    )
    assert read(post(form), refs).reason == Reason.PASSWORD_PROTECTED


def test_a_post_that_a_route_calls_protected_is_not_read_as_one() -> None:
    assert read(post(), [listed_as(Listed.PROTECTED)]).reason == Reason.PASSWORD_PROTECTED


@pytest.mark.parametrize("path", ["/category/sleep/", "/tag/tea/", "/author/dana/", "/2021/06/"])
def test_an_archive_is_told_by_its_address(path: str) -> None:
    assert read(post(), url=f"https://clinic.example{path}").reason == Reason.ARCHIVE_PAGE


def test_a_list_of_posts_is_no_post() -> None:
    cards = "".join(
        f"<article><h2><a href='/blog/{n}'>Note number {n} on quiet rooms</a></h2>"
        f"<p>{PARAGRAPHS[n % 5][:80]}</p><a href='/blog/{n}'>Read more</a></article>"
        for n in range(8)
    )
    html = f"<html><head><title>Blog</title></head><body><h1>Blog</h1>{cards}</body></html>"
    found = read(html, url="https://clinic.example/blog/")
    assert (found.is_post, found.reason) == (False, Reason.LISTING_PAGE)


def refused(head: str = "", *, path: str = "/room", title: str = "Our Infusion Room") -> str | None:
    """Why a short page that the sitemap of pages has is refused."""
    html = post(head=head, title=title)
    return read(html, [listed_as(Listed.PAGE)], url=f"https://clinic.example{path}").reason


def test_a_page_that_calls_itself_a_list_is_refused_as_one() -> None:
    head = '<script type=\'application/ld+json\'>{"@type": "CollectionPage"}</script>'
    assert refused(head) == Reason.LISTING_PAGE


def test_a_title_of_a_list_is_refused_as_one() -> None:
    assert refused(title="Archives: quiet rooms") == Reason.LISTING_PAGE


def test_a_word_that_a_page_puts_into_a_reason_makes_it_no_list() -> None:
    assert refused("<meta property='og:type' content='product.wishlist'>") == Reason.NOT_A_POST


def test_a_shop_page_is_no_post() -> None:
    head = (
        "<meta property='og:type' content='product'>"
        '<script type="application/ld+json">{"@type": "Product", "name": "Tea"}</script>'
    )
    html = post(head=head, title="Calm Tea Box", after="<p>Add to cart</p><p>In stock</p>")
    assert not read(html, url="https://clinic.example/products/calm-tea-box").is_post


def test_a_page_with_too_little_text_says_how_much_it_has() -> None:
    found = read(post("<p>Coming soon, please come back later this week.</p>"))
    assert (found.reason, found.verdict[0][:13]) == (Reason.NO_TEXT, "the body has ")


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        (
            post(f"<p>{PARAGRAPHS[0]} <a href='https://journal.example/7'>So a trial.</a></p>" * 3),
            "+1 its text links to another site",
        ),
        (
            post(f"<p>We love our room, and our team helps us. {PARAGRAPHS[0]}</p>" * 3),
            "-2 10% of its words are we and our",
        ),
        (post(after="<ul>" + "<li>$90</li>" * 3 + "</ul>"), "-1 3 prices stand on it"),
        (post(after="<ul>" + "<li>$90</li>" * 10 + "</ul>"), "-1.5 10 prices stand on it"),
        (post(), "+1 it is marked up as one article"),
    ],
)
def test_what_a_text_leads_to_and_speaks_of_are_signs(html: str, sentence: str) -> None:
    assert sentence in read(html).verdict


def test_links_to_the_own_site_and_many_articles_are_no_signs() -> None:
    link = f"<p>{PARAGRAPHS[0]} <a href='https://www.clinic.example/room'>Our room.</a></p>"
    cards = "<article><p>One more</p></article>"
    found = read(post(link + paragraphs(), after=cards)).verdict
    assert not {"+1 its text links to another site", "+1 it is marked up as one article"} & set(
        found
    )


def test_a_page_without_an_address_is_not_taken_for_the_home_page() -> None:
    assert read(post("<p>By Dana Whitfield - June 3, 2021</p>" + paragraphs()), url="").is_post
