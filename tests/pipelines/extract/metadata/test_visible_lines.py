"""Days that a page calls its day of publication away from its title, and days shown locally."""

import pytest

from tests.pipelines.examples.pages import PARAGRAPHS, paragraphs, post, read

LONG = paragraphs() * 2
"""Ten paragraphs: what stands below them is not beside the title."""


@pytest.mark.parametrize(
    "line",
    [
        "<p>Posted on April 13, 2023</p>",
        "<p>Published On: 13 April 2023</p>",
        "<p>Posted on the 13/04/2023 at 19:00 by Dana</p>",
        "<div><h4>Published</h4><div>Apr 13, 2023</div></div>",
    ],
)
def test_a_line_below_the_text_that_calls_itself_the_day_is_believed(line: str) -> None:
    found = read(post(LONG, after=f"<div>{line}</div>")).published
    assert (found.value, found.source) == ("2023-04-13", "posted")


def test_two_such_days_name_none_because_one_is_another_post() -> None:
    after = "<div><p>Posted on April 13, 2023</p><p>Posted on May 2, 2021</p></div>"
    assert read(post(LONG, after=after)).published.value is None


def test_the_day_of_a_related_post_is_not_taken() -> None:
    after = "<div class='related-posts'><p>Published on April 13, 2023</p></div>"
    assert read(post(LONG, after=after)).published.value is None


def test_a_day_without_the_word_is_not_taken_away_from_the_title() -> None:
    after = "<div><p>Open house: April 13, 2023</p></div>"
    assert read(post(LONG, after=after)).published.value is None


def test_a_day_of_an_update_is_never_the_day_of_publication() -> None:
    found = read(post(LONG, after="<div><p>Updated on April 13, 2023</p></div>"))
    assert found.published.value is None


def test_a_day_beside_the_title_beats_one_below_the_text() -> None:
    after = "<div><p>Posted on April 13, 2023</p></div>"
    found = read(post("<p>June 3, 2021</p>" + LONG, after=after)).published
    assert (found.value, found.source) == ("2021-06-03", "byline")


@pytest.mark.parametrize(
    ("told", "shown", "day"),
    [
        ("2026-02-24T04:13:00Z", "February 23, 2026", "2026-02-23"),
        ("2026-02-24T04:13:00Z", "February 24, 2026", "2026-02-24"),
        ("2025-12-04", "04/12/2025", "2025-12-04"),
        ("2021-06-03", "two years ago", "2021-06-03"),
    ],
)
def test_a_time_element_is_believed_as_its_site_shows_it(told: str, shown: str, day: str) -> None:
    html = post(f"<p><time datetime='{told}'>{shown}</time></p>" + paragraphs())
    assert read(html).published.value == day


def test_an_address_may_name_its_month() -> None:
    url = "https://clinic.example/blog/2023/october/03/what-a-first-visit-is-like"
    found = read(post("<p>03/10/2023</p>" + paragraphs()), url=url).published
    assert (found.value, found.source) == ("2023-10-03", "url")


@pytest.mark.parametrize("name", ["og:article:published_time", "published", "citation_date"])
def test_meta_tags_of_plug_ins_and_journals_are_known(name: str) -> None:
    head = f"<meta property='{name}' content='2022-05-06'>"
    assert read(post(head=head)).published.value == "2022-05-06"


def test_a_day_in_the_future_is_refused_with_the_next_source_taken() -> None:
    head = "<meta property='article:published_time' content='2031-05-06'>"
    found = read(post(f"<p>June 3, 2021</p><p>{PARAGRAPHS[0]}</p>" + paragraphs(), head=head))
    assert found.published.value == "2021-06-03"
    assert "not usable" in {candidate.lost for candidate in found.published.candidates}


@pytest.mark.parametrize(
    "line",
    ["Camp: June 3, 2021 - June 9, 2021", "2021-06-03 to 2021-06-09", "Effective June 3, 2021"],
)
def test_the_days_of_an_event_or_a_notice_are_not_the_day_of_publication(line: str) -> None:
    assert read(post(f"<p>{line}</p>" + paragraphs())).published.value is None
