"""A heading as long as a paragraph is a paragraph."""

from pipelines.items import Kind, Role
from tests.pipelines.examples.pages import PARAGRAPHS, of_role, paragraphs, post, read


def kind_of(text: str, html: str) -> Kind | None:
    """The kind of the block of the post with this text; None where there is none."""
    return next((b.kind for b in of_role(read(html), Role.BODY) if b.text == text), None)


def test_the_last_paragraphs_of_a_post_stay_though_they_are_typed_as_headings() -> None:
    html = post(paragraphs(last=4) + f"<h4>{PARAGRAPHS[4]}</h4>")
    assert kind_of(PARAGRAPHS[4], html) == Kind.PARAGRAPH


def test_a_post_in_headings_throughout_is_a_post_in_paragraphs() -> None:
    html = post("".join(f"<h4>{paragraph}</h4>" for paragraph in PARAGRAPHS))
    assert {kind_of(paragraph, html) for paragraph in PARAGRAPHS} == {Kind.PARAGRAPH}


def test_a_long_heading_without_a_full_stop_stays_a_heading() -> None:
    long = (
        "What to bring, whom to tell and how to come home after the first visit to our quiet room"
    )
    html = post(paragraphs(last=3) + f"<h3>{long}</h3>" + paragraphs(first=3))
    assert kind_of(long, html) == Kind.HEADING


def test_a_short_sentence_stays_a_heading() -> None:
    html = post(paragraphs(last=3) + "<h3>Bring a friend.</h3>" + paragraphs(first=3))
    assert kind_of("Bring a friend.", html) == Kind.HEADING
