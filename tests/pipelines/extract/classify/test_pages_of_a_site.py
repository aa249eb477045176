"""Pages of static site generators and page builders that look like posts, and posts like them."""

import pytest

from pipelines.items import Extraction
from scrapers.reasons import Reason
from tests.pipelines.examples.pages import PARAGRAPHS, paragraphs, post, read

OG_ARTICLE = "<meta property='og:type' content='article'>"
PUBLISHED = "<meta property='article:published_time' content='2024-03-05T09:00:00+00:00'>"
MODIFIED = "<meta property='article:modified_time' content='2024-06-07T09:00:00+00:00'>"


def read_at(path: str, html: str) -> Extraction:
    return read(html, url=f"https://clinic.example{path}")


def whole_post(number: int) -> str:
    """A post as page 2 of a blog shows it: heading with a link, date, author, text."""
    return (
        f"<div class=post><h2><a href='/note-{number}.html'>Note {number} on quiet rooms</a></h2>"
        f"<p>Sat 0{number} April 2022 by Dana Whitfield</p>"
        f"<p>{PARAGRAPHS[number % 5]} {PARAGRAPHS[(number + 1) % 5]}</p></div>"
    )


def linked_section(number: int) -> str:
    return (
        f"<h2><a href='/services/drip-{number}'>Drip {number} in our rooms</a></h2>"
        f"<p>{PARAGRAPHS[number % 5]}</p>"
    )


def document(body: str, title: str = "Notes from the clinic") -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("path", ["/index2.html", "/index-1.html", "/older"])
def test_older_whole_posts_of_a_home_page_are_a_listing(path: str) -> None:
    extraction = read_at(path, document("".join(map(whole_post, range(1, 5)))))
    assert (extraction.is_post, extraction.reason) == (False, Reason.LISTING_PAGE)


def test_a_post_whose_sections_link_to_services_is_no_listing() -> None:
    sections = "".join(map(linked_section, range(4)))
    html = document(f"<h1>Four drips compared</h1><p>{PARAGRAPHS[0]}</p>{sections}")
    assert read_at("/blog/four-drips-compared", html).is_post


def test_one_post_whose_heading_links_elsewhere_is_no_listing() -> None:
    assert read_at("/note-1-on-quiet-rooms", document(whole_post(1) + paragraphs())).is_post


@pytest.mark.parametrize(
    "path",
    ["/about/index.html", "/pages/about/", "/pages/pricing.html", "/pricing.html", "/our-team.php"],
)
def test_a_page_of_every_site_is_no_post_though_it_is_dated_and_signed(path: str) -> None:
    byline = "<p>By Dana Whitfield - June 3, 2021</p>"
    html = post(byline + paragraphs(), head=OG_ARTICLE + PUBLISHED, title="Our Clinic")
    assert not read_at(path, html).is_post


@pytest.mark.parametrize("path", ["/about-rest-and-tea.html", "/blog/pricing.html"])
def test_a_post_with_such_a_word_in_its_url_is_one(path: str) -> None:
    html = post(
        "<p>By Dana Whitfield - June 3, 2021</p>" + paragraphs(), head=OG_ARTICLE + PUBLISHED
    )
    assert read_at(path, html).is_post


def test_the_file_of_a_folder_is_not_the_name_of_a_page() -> None:
    verdict = read_at("/a-letter-from-the-nurse/index.html", post()).verdict
    assert any("reads like a headline" in sentence for sentence in verdict)


@pytest.mark.parametrize(
    ("dates", "counts"),
    [("", True), (PUBLISHED, True), (MODIFIED, False), (PUBLISHED + MODIFIED, True)],
)
def test_og_type_article_does_not_count_on_a_page_with_a_modification_only(
    dates: str, counts: bool
) -> None:
    verdict = read_at("/room", post(head=OG_ARTICLE + dates)).verdict
    assert any("og:type" in sentence for sentence in verdict) is counts


@pytest.mark.parametrize(
    ("title", "counts"),
    [
        ("Harbor Drip : Rooms", False),
        ("Harbor Drip: Rooms", False),
        ("Quiet Rooms: a letter", True),
        ("Harbor Drip: what we changed: a letter", True),
    ],
)
def test_the_colon_behind_the_name_of_the_site_explains_nothing(title: str, counts: bool) -> None:
    html = document(f"<header><a href='/'>Harbor Drip</a></header><h1>{title}</h1>{paragraphs()}")
    verdict = read_at("/room", html).verdict
    assert any("its title asks" in sentence for sentence in verdict) is counts
