"""Links to other sites under a heading are text; links to the site's own pages are not."""

import pytest

from tests.pipelines.examples.pages import body_text, paragraphs, post

HELP = (
    "<h3>Where to find help</h3><ul><li><a href='https://lifeline.example.org/'>A lifeline for "
    "bad nights</a></li><li><a href='tel:988'>988, day and night</a></li></ul>"
)
PAPERS = (
    "<h3>Studies we trust</h3><p><a href='https://journal.example.org/1'>A trial in Oslo</a></p>"
    "<p><a href='https://journal.example.org/2'>A trial in Bergen</a></p>"
)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        (HELP, ("Where to find help", "A lifeline for bad nights", "988, day and night")),
        (PAPERS, ("Studies we trust", "A trial in Oslo", "A trial in Bergen")),
    ],
)
@pytest.mark.parametrize("last", [3, 5])
def test_links_to_other_sites_under_a_heading_are_text(
    html: str, lines: tuple[str, ...], last: int
) -> None:
    text = body_text(post(paragraphs(last=last) + html + paragraphs(first=last)))
    assert all(line in text for line in lines)


def test_links_to_own_pages_under_a_heading_are_not_text() -> None:
    own = "<h3>Where to go on</h3><ul><li><a href='/blog/tea'>Why tea helps</a></li></ul>"
    assert "Why tea helps" not in body_text(post(paragraphs() + own))


def test_links_to_other_sites_under_a_heading_for_something_else_are_not_text() -> None:
    profiles = "<h3>Share this</h3><ul><li><a href='https://face.example.org/'>Face</a></li></ul>"
    assert "Face" not in body_text(post(paragraphs() + profiles))
