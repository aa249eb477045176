"""A settled post has its claims, citations and contacts, and counts of its parts."""

from dataclasses import replace

from pipelines.items import Block, Extraction, Fact, Kind, Link, Picture, Post, Role
from pipelines.settle import settle
from tests.pipelines.examples.posts import heading, history, paragraph

URL = "https://harbor.example/blog/first"
LINKS = (
    Link(url="https://harbor.example/book", anchor="Book now"),
    Link(url="https://clinicaltrials.gov/study/NCT01627782", anchor="a trial"),
)


def settled(*blocks: Block, **facts: object) -> Post:
    page_history = history(*blocks, url=URL)
    [reading] = page_history.readings
    extraction: Extraction = replace(reading.extraction, **facts)  # type: ignore[arg-type]
    [post] = settle(
        "harbor", [replace(page_history, readings=(replace(reading, extraction=extraction),))]
    ).posts
    return post


def test_claims_and_citations_are_of_the_body_contacts_of_the_whole_page() -> None:
    post = settled(
        replace(paragraph("It cures all. Call 207-555-0123."), role=Role.CALL_TO_ACTION),
        paragraph("It is off-label."),
        Block(kind=Kind.PARAGRAPH, text="See a trial. Book now.", links=LINKS),
    )
    assert [(claim.kind, claim.position) for claim in post.claims] == [("off_label", 0)]
    assert [citation.identifier for citation in post.citations] == ["NCT01627782"]
    assert [contact.kind for contact in post.contacts] == ["phone", "booking"]


def test_the_shape_of_a_post_is_counted() -> None:
    post = settled(
        heading("One"),
        Block(kind=Kind.PARAGRAPH, text="See a trial. Book now.", links=LINKS),
        Block(kind=Kind.IMAGE, text="", picture=Picture(url="https://harbor.example/a.jpg")),
        Block(
            kind=Kind.IMAGE, text="", picture=Picture(url="https://harbor.example/b.jpg", alt="")
        ),
        description=Fact(value="Four words are here."),
        json_ld_types=("BlogPosting", "FAQPage"),
    )
    assert (post.heading_count, post.image_count, post.image_without_alt_count) == (1, 2, 1)
    assert (post.internal_link_count, post.external_link_count) == (1, 1)
    assert (post.title_length, post.description_length) == (7, 20)
    assert (post.sentence_count, post.json_ld_types) == (2, "BlogPosting FAQPage")


def test_what_a_page_does_not_have_is_not_counted() -> None:
    post = settled(paragraph("Words."), title=Fact())
    assert (post.title_length, post.description_length, post.json_ld_types) == (None, None, None)
    assert (post.reading_ease, post.reading_grade) == (None, None)
