"""What is written between two paragraphs is text, however deep a page builder wraps it."""

import pytest
from lxml.html import fromstring

from pipelines.extract.content.content_root import find_content_root, is_prose
from pipelines.extract.content.flow import blocks_in_flow
from pipelines.extract.document.decision import Decision
from pipelines.extract.document.traverse import traverse
from tests.pipelines.examples.pages import URL, body_text, paragraphs, post

LINES = "<p>1. Open the <a href='/x'>form</a> and sign it.</p><p>2. Pick a day.</p>"


def around(html: str) -> str:
    """The text of a post with something between its paragraphs."""
    return body_text(post(paragraphs(last=3) + html + paragraphs(first=3)))


@pytest.mark.parametrize("depth", [1, 4, 7])
def test_a_card_with_a_name_and_a_price_is_text_at_any_depth(depth: int) -> None:
    card = "<h3>Iron drip</h3><ul><li>$250 a bag</li><li>One hour</li></ul>"
    text = around("<div>" * depth + card + "</div>" * depth)
    assert "Iron drip\n\n$250 a bag\nOne hour" in text.replace("- ", "")


def test_short_lines_with_links_in_a_box_are_text() -> None:
    text = around(f"<div><div><div>{LINES}</div></div></div>")
    assert "1. Open the form and sign it.\n\n2. Pick a day." in text


def test_a_dose_below_the_name_in_a_list_item_is_text() -> None:
    items = "".join(
        f"<li><div><h4>{name}</h4></div><div><p>{value}</p></div></li>"
        for name, value in (("Dose", "0.5 mg/kg"), ("Length", "forty minutes"), ("Price", "$450"))
    )
    text = around(f"<ul>{items}</ul>")
    assert all(value in text for value in ("0.5 mg/kg", "forty minutes", "$450"))


def in_flow(html: str) -> list[str]:
    """What of a box between paragraphs is in their flow, where only the paragraphs were kept."""
    tree = fromstring(f"<article>{paragraphs(last=3)}{html}{paragraphs(first=3)}</article>")
    blocks = traverse(tree, URL)
    for block in blocks:
        if is_prose(block):
            block.apply(Decision.keep("keep_prose", "the test keeps prose only"))
    root = find_content_root(blocks)
    assert root is not None
    return [block.text for block in blocks_in_flow(blocks, root)]


def test_lines_of_a_box_are_in_the_flow() -> None:
    assert in_flow(f"<div>{LINES}</div>") == ["1. Open the form and sign it.", "2. Pick a day."]


def test_bare_numbers_of_a_row_of_stars_are_not_in_the_flow() -> None:
    assert in_flow("<div><h3>Iron drip</h3><span><div>1</div><div>2</div></span></div>") == [
        "Iron drip"
    ]


BOXES = {
    "with a field": f"<div>{LINES}<input name='mail'></div>",
    "with a button": f"<div>{LINES}<button>Send</button></div>",
    "of links": "<div><p><a href='/a'>Notes on tea</a></p><p>Tea</p></div>",
    "of one line": "<div><p>Pick a day.</p></div>",
    "next to a column": f"<div><div>{LINES}</div></div><div class='b'>{paragraphs()}</div>",
}


@pytest.mark.parametrize("html", BOXES.values(), ids=BOXES)
def test_a_box_that_is_no_list_of_facts_is_not_in_the_flow(html: str) -> None:
    assert in_flow(html) == []
