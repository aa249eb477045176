"""Days of publication come from lines that are a date, never from what the post tells of."""

import pytest

from tests.pipelines.examples.pages import PARAGRAPHS, paragraphs, post, read

META = "<meta property='article:published_time' content='2025-03-04T10:00:00-05:00'>"


def published(line: str, head: str = "") -> str | None:
    """The day of a post that shows `line` below its title."""
    return read(post(line + paragraphs(), head=head)).published.value


@pytest.mark.parametrize(
    "line",
    [
        "<p>June 3, 2024</p>",
        "<p>Jun 3,2024</p>",
        "<p>Jun 3, '24</p>",
        "<p>3 de junio del 2024</p>",
        "<p>03-Jun-2024 5:11:10</p>",
        "<p>Posted on June 3, 2024 by Dana Reed in IV Therapy</p>",
        "<p>Monday, June 3, 2024 at 9:30 AM EST</p>",
        "<p>Dana Reed, RN | June 3, 2024 | 4 min read | 3 Comments</p>",
        "<p>Sides, Sourdough · June 3, 2024</p>",
        "<p>Veröffentlicht am 3. Juni 2024</p>",
        "<p>Publié le 3 juin 2024 par Anne Petit</p>",
        "<div><span>June 3, 2024</span><span>Dana Reed</span><span>4 min read</span></div>",
        "<div><div>Jun</div><div>03</div><div>2024</div></div>",
        "<div><span>03</span><span>Jun</span><span>2024</span></div>",
        "<ul><li>Dana Reed</li><li>June 3, 2024</li></ul>",
    ],
)
def test_a_line_that_is_a_date_with_its_labels_names_the_day(line: str) -> None:
    assert published(line) == "2024-06-03"


@pytest.mark.parametrize(
    "line",
    [
        "<p>The agency approved it on March 5, 2019.</p>",
        "<p>Source: JAMA Psychiatry, May 24, 2023</p>",
        "<p><em>Photo taken June 1, 2021</em></p>",
        "<p>Clinic open since January 3, 2018</p>",
        "<p>By Ana Diaz and Lee Ward; Journal.com, December 11, 2021.</p>",
        "<p>Originally published in JAMA on June 3, 2020</p>",
        "<blockquote><p>We are closed.</p>Cedar (@cedar) November 18, 2024</blockquote>",
        "<h2>What changed on May 5, 2020</h2>",
        "<ul><li>Approved on May 5, 2020</li></ul>",
    ],
)
@pytest.mark.parametrize(("head", "day"), [("", None), (META, "2025-03-04")])
def test_a_day_that_the_text_tells_of_is_not_its_own(line: str, head: str, day: str | None) -> None:
    assert published(line, head) == day


def test_a_date_line_below_the_first_paragraphs_is_not_the_head() -> None:
    lines = f"<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p><p>June 3, 2024</p>"
    assert published(lines) is None


def test_a_subtitle_may_come_between_title_and_day() -> None:
    assert published(f"<p>{PARAGRAPHS[0]}</p><p>June 3, 2024</p>") == "2024-06-03"


@pytest.mark.parametrize(
    "line",
    [
        "<span class='post-date' title='June 3, 2024 10:12 AM'>2 years ago</span>",
        "<span data-date='2024-06-03'>2 days ago</span>",
        "<abbr class='published' title='2024-06-03T10:00:00'>yesterday</abbr>",
        "<span itemprop='datePublished' content='2024-06-03'>3 June</span>",
        "<time class='entry-date published updated' datetime='2024-06-03'>two years ago</time>",
    ],
)
def test_an_attribute_tells_the_day_that_the_text_leaves_open(line: str) -> None:
    assert published(f"<p>{line}</p>") == "2024-06-03"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Dana Reed<span class='updated hidden'>2024-07-01T10:00:00+00:00</span></p>",
        "<p><time class='updated' datetime='2024-07-01'>July 1, 2024</time></p>",
        "<p><span itemprop='dateModified' content='2024-07-01'>July 1</span></p>",
        "<p>Actualizado el 1 de julio de 2024</p>",
        "<p>Last Updated on July 1, 2024 by Dana Reed</p>",
        "<div><p>Last updated:</p><p>July 1, 2024</p></div>",
    ],
)
def test_the_day_of_a_change_is_no_day_of_publication(line: str) -> None:
    extraction = read(post(line + paragraphs()))
    assert (extraction.published.value, extraction.modified.value) == (None, "2024-07-01")


@pytest.mark.parametrize(
    "line",
    [
        "<p>January 5th, 2022<span>January 6th, 2023</span></p>",
        "<p>Last updated: May 4, 2024 Published: January 5, 2022</p>",
        "<p><span class='updated'>May 4, 2024</span> <span>January 5, 2022</span></p>",
        "<div><p>Last updated:</p><p>May 4, 2024</p><p>January 5, 2022</p></div>",
    ],
)
def test_of_a_day_and_a_later_one_the_first_is_that_of_publication(line: str) -> None:
    assert published(line) == "2022-01-05"


FOOTER = "<footer>{}</footer>"
AUTHOR = "<span class='vcard'><span class='fn'>Dana Reed</span></span>"


@pytest.mark.parametrize(
    ("below", "day"),
    [
        (FOOTER.format("<p>Posted on <time datetime='2024-06-03'>June 3</time></p>"), "2024-06-03"),
        (f"<div>By {AUTHOR}<span>June 3, 2024</span></div>", "2024-06-03"),
        (f"<div class='related'>By {AUTHOR}<span>June 3, 2024</span></div>", None),
        (FOOTER.format("<div class='comments'><p>June 3, 2024</p></div>"), None),
    ],
)
def test_the_footer_of_the_article_tells_when_it_was_published(below: str, day: str | None) -> None:
    assert published(paragraphs() + below) == day


def test_the_footer_of_the_page_does_not() -> None:
    html = post(after="<footer><p>June 3, 2024</p></footer>")
    assert read(html).published.value is None
