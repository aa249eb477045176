"""Dates: right where the page says one, None where it does not."""

from datetime import date

import pytest

from pipelines.extract.metadata.date_parsing import day_of
from scrapers.items import Hints, PageRef, Route
from tests.pipelines.examples.pages import PARAGRAPHS, URL, paragraphs, post, read


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("2023-05-04T23:30:00-07:00", date(2023, 5, 4)),
        ("20210603T101500", date(2021, 6, 3)),
        ("Thu, 03 Jun 2021 10:00:00 GMT", date(2021, 6, 3)),
        ("June 3, 2021", date(2021, 6, 3)),
        ("Sept. 3rd, 2021", date(2021, 9, 3)),
        ("3 June 2021", date(2021, 6, 3)),
        ("3 de junio de 2021", date(2021, 6, 3)),
        ("3/4/2026", date(2026, 3, 4)),
        ("25/3/2026", date(2026, 3, 25)),
        ("4.3.2026", date(2026, 3, 4)),
        ("05/04/23", date(2023, 5, 4)),
    ],
)
def test_a_written_date_is_read_as_its_writer_meant_it(raw: str, day: date) -> None:
    assert day_of(raw) == day


@pytest.mark.parametrize(
    "raw",
    ["Apr 23", "9 min read", "2023", "May 2023", "Copyright 2026", "31/31/2020", "call 555-1234"],
)
def test_what_names_no_day_is_no_date(raw: str) -> None:
    assert day_of(raw) is None


def test_a_year_in_the_footer_is_no_date() -> None:
    found = read(post(after="<footer>Copyright 2026 The Clinic. Policy 03/15/2021</footer>"))
    assert found.published.value is None


@pytest.mark.parametrize("route", Route)
def test_a_route_that_names_a_change_is_a_known_source_of_dates(route: Route) -> None:
    ref = PageRef(url=URL, clinic="example", route=route, hints=Hints(modified="2026-03-04"))
    changed = read(post(), [ref]).modified
    assert (changed.value, changed.source) == ("2026-03-04", route.value)


def test_a_date_in_a_sentence_is_no_date() -> None:
    prose = (
        "<p>The agency approved the spray on March 5, 2019 and, after several years of study in "
        "many places, doctors have learned how to use it with care and with patience.</p>"
    )
    assert read(post(prose + paragraphs())).published.value is None


def test_a_date_in_an_image_path_is_no_date() -> None:
    image = "<img src='/wp-content/uploads/2021/04/01/room.jpg' alt='The room'>"
    assert read(post(image + paragraphs())).published.value is None


def test_the_date_of_a_teaser_is_not_that_of_the_post() -> None:
    teasers = (
        "<div class='x9f2'><h3>Related Posts</h3><div><a href='/blog/tea'>Tea and rest</a>"
        "<time datetime='2020-01-02'>January 2, 2020</time></div></div>"
    )
    assert read(post(paragraphs() + teasers)).published.value is None


def test_the_date_of_a_comment_is_not_that_of_the_post() -> None:
    comment = (
        "<div id='comments'><ol class='comment-list'><li><time datetime='2022-02-03'>Feb 3, 2022"
        f"</time><p>{PARAGRAPHS[0]}</p></li></ol></div>"
    )
    assert read(post(paragraphs() + comment)).published.value is None


def test_json_ld_is_believed_before_a_meta_tag() -> None:
    head = (
        "<meta property='article:published_time' content='2022-02-02T00:00:00Z'>"
        '<script type="application/ld+json">{"@type": "BlogPosting", "datePublished": "2021-06-03"}'
        "</script>"
    )
    found = read(post(head=head)).published
    assert (found.value, found.source) == ("2021-06-03", "jsonld")


def test_the_losing_date_is_kept_with_the_reason() -> None:
    head = (
        "<meta property='article:published_time' content='2022-02-02T00:00:00Z'>"
        '<script type="application/ld+json">{"@type": "BlogPosting", "datePublished": "2021-06-03"}'
        "</script>"
    )
    loser = read(post(head=head)).published.candidates[1]
    assert (loser.value, loser.source, bool(loser.lost)) == ("2022-02-02", "meta", True)


def test_wordpress_itself_is_believed_first() -> None:
    ref = PageRef(
        url=URL, clinic="x", route=Route.WORDPRESS, hints=Hints(published="2020-05-06T10:00:00")
    )
    head = "<meta property='article:published_time' content='2022-02-02T00:00:00Z'>"
    assert read(post(head=head), [ref]).published.source == "wordpress"


def test_lastmod_of_a_sitemap_is_a_change_and_no_publication() -> None:
    ref = PageRef(url=URL, clinic="x", route=Route.SITEMAP, lastmod="2024-07-08")
    found = read(post(), [ref])
    assert (found.published.value, found.modified.value) == (None, "2024-07-08")


def test_a_date_of_the_future_is_refused() -> None:
    head = "<meta property='article:published_time' content='2031-01-01'>"
    found = read(post(head=head)).published
    assert (found.value, found.candidates[0].lost) == (None, "not usable")


def test_an_american_date_beside_the_title_is_read_month_first() -> None:
    found = read(post("<p class='when'>3/4/2026</p>" + paragraphs())).published
    assert (found.value, found.source) == ("2026-03-04", "byline")


def test_a_line_that_says_updated_loses_against_one_that_says_published() -> None:
    lines = "<p>Updated: July 4, 2025</p><p>Published: June 3, 2021</p>"
    found = read(post(lines + paragraphs()))
    assert (found.published.value, found.modified.value) == ("2021-06-03", "2025-07-04")
