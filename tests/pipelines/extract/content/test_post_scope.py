"""What the page marks as the post bounds its text, and holds all its pieces."""

import pytest

from pipelines.items import Role
from tests.pipelines.examples.pages import (
    PARAGRAPHS,
    TITLE,
    body_text,
    of_role,
    paragraphs,
    post,
    read,
)

REVIEWS = "".join(
    f"<div class='k{n}'><p>{name} had tried everything before the first visit, and says that the "
    "people at the desk were kinder than anybody else in all those long years had been.</p></div>"
    for n, name in enumerate(("Dana", "Kim", "Lou", "Ray", "Sam", "Toni", "Uma", "Vic"))
)
"""Much more prose than a short post has, in boxes without telling names."""


@pytest.mark.parametrize("count", [2, 3, 5])
def test_a_short_post_does_not_take_the_page_around_its_article(count: int) -> None:
    html = post(paragraphs(last=count), after=f"<section class='c2'>{REVIEWS}</section>")
    assert body_text(html).split("\n\n") == list(PARAGRAPHS[:count])


def test_an_article_with_a_lead_only_does_not_bound_the_text() -> None:
    lead = f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p></article>"
    html = f"<html><body>{lead}<div class='x'>{paragraphs(first=1)}</div></body></html>"
    assert PARAGRAPHS[4] in body_text(html)


def test_hidden_prose_does_not_come_back_as_lost_text() -> None:
    hidden = f"<div style='display:none'>{REVIEWS}</div>"
    html = f"<html><body><h1>{TITLE}</h1><div class='t'>{paragraphs()}</div>{hidden}</body></html>"
    assert "Dana" not in body_text(html)


def test_pieces_of_a_post_in_sections_of_one_kind_are_all_text() -> None:
    long = paragraphs() * 4
    pieces = "".join(
        f"<section class='row'><div class='col'>{piece}</div></section>"
        for piece in (long, "<h2>Afterwards</h2><p>Drink water, and write two lines at night.</p>")
    )
    html = f"<html><body><main><h1>{TITLE}</h1>{pieces}</main></body></html>"
    texts = [block.text for block in of_role(read(html), Role.BODY)]
    assert "Afterwards" in texts


def test_a_second_container_of_the_bodys_kind_is_text_too() -> None:
    halves = "".join(
        f"<div class='grid'><div class='entry-content'>{half}</div><hr></div>"
        for half in (paragraphs(last=3), paragraphs(first=3))
    )
    assert body_text(post(halves)).split("\n\n") == list(PARAGRAPHS)


def test_another_article_is_another_post() -> None:
    other = (
        "<article class='post'><h2><a href='/b'>Tea</a></h2><p>"
        + REVIEWS[30:200]
        + "</p></article>"
    )
    html = post(paragraphs(), after=other)
    assert body_text(html).split("\n\n") == list(PARAGRAPHS)


def test_a_text_for_readers_without_scripts_is_text() -> None:
    html = post(f"<div class='js'></div><noscript>{paragraphs()}</noscript>")
    assert body_text(html).split("\n\n") == list(PARAGRAPHS)


def test_a_notice_for_readers_without_scripts_is_not() -> None:
    notice = "<noscript><p>Please switch on JavaScript to see this page as it is.</p></noscript>"
    assert "JavaScript" not in body_text(post(paragraphs() + notice))
