"""The title is labelled above the text; a section in it with the same words stays."""

from pipelines.items import Kind, Role
from tests.pipelines.examples.pages import TITLE, of_role, paragraphs, post, read


def is_heading_of_text(html: str) -> bool:
    """Whether a heading with the words of the title is in the text of the post."""
    blocks = of_role(read(html), Role.BODY)
    return any(block.text == TITLE and block.kind is Kind.HEADING for block in blocks)


def test_a_section_with_the_words_of_the_title_stays_in_the_text() -> None:
    html = post(paragraphs(last=3) + f"<h2>{TITLE}</h2>" + paragraphs(first=3))
    assert is_heading_of_text(html)


def test_a_heading_above_the_text_that_repeats_the_title_is_the_title() -> None:
    assert not is_heading_of_text(post(f"<h2>{TITLE}</h2>" + paragraphs()))


def test_an_h1_below_a_lead_is_the_title() -> None:
    html = post(paragraphs(first=1), before=paragraphs(last=1))
    assert not is_heading_of_text(html)
