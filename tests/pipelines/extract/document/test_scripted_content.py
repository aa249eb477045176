"""Posts that a page keeps in a script's variable, as GoDaddy does."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract import extract
from pipelines.extract.document.scripted_content import elements_of
from pipelines.extract.document.structured_data import Json
from pipelines.extract.render import text
from pipelines.items import Extraction, Kind
from scrapers.items import Page
from tests.pipelines.examples.pages import FETCHED_AT, PARAGRAPHS, TITLE

LINK = {"0": {"type": "LINK", "data": {"href": "https://nih.example/trial"}}}


def block(text: str, kind: str = "unstyled", **more: object) -> dict[str, Any]:
    """One Draft.js block."""
    return {"text": text, "type": kind, **more}


def drawn(content: object, *, shown: str = "", **facts: str) -> Extraction:
    """What is read of a page whose script holds this content, and whose HTML shows `shown`.

    facts: further keys of the post in the script.
    """
    published = {"publishedDate": "2025-06-05T08:00:00-07:00"}
    post = {"title": TITLE, **published, "fullContent": content, **facts}
    data = json.dumps({"post": post}).replace("</", "<\\/")
    html = (
        f"<html><head><title>{TITLE}</title><script>window._BLOG_DATA={data};</script></head>"
        f"<body><div><h3>Dry Creek Drips</h3></div>{shown}<div><p>All rights reserved.</p></div>"
        "</body></html>"
    )
    page = Page(
        url="https://clinic.example/blog/f/what-a-first-visit-is-like",
        clinic="dry-creek",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=html.encode(),
        fetched_at=FETCHED_AT,
        platform="godaddy",
    )
    return extract(page)


def content(*blocks: dict[str, Any]) -> dict[str, Any]:
    """A content state with these blocks and one link."""
    return {"blocks": list(blocks), "entityMap": LINK}


WHOLE = content(*map(block, PARAGRAPHS))


@pytest.mark.parametrize("form", [WHOLE, json.dumps(WHOLE)], ids=["object", "string"])
def test_the_text_is_that_of_the_blocks(form: object) -> None:
    assert text(drawn(form).blocks).split("\n\n") == list(PARAGRAPHS)


def test_title_and_day_come_with_the_blocks() -> None:
    read = drawn(WHOLE)
    assert (read.title.value, read.published.value) == (TITLE, "2025-06-05")


def test_the_day_is_the_one_that_the_widget_shows() -> None:
    read = drawn(WHOLE, date="2025-06-12T06:30:00Z")
    assert read.published.value == "2025-06-12"


def test_a_text_that_the_page_shows_is_not_drawn_again() -> None:
    shown = "<article>" + "".join(f"<p>{line}</p>" for line in PARAGRAPHS) + "</article>"
    assert text(drawn(WHOLE, shown=shown).blocks).count(PARAGRAPHS[0]) == 1


@pytest.mark.parametrize("broken", [None, 7, "{", "[]", {"blocks": "x"}, {"blocks": [3, None]}])
def test_a_broken_content_leaves_the_page_as_it_is(broken: object) -> None:
    assert drawn(broken).reason != "extraction_failed"


def test_a_link_behind_an_emoji_keeps_its_words() -> None:
    line = block("🌵🌵 see the trial today", entityRanges=[{"offset": 9, "length": 9, "key": 0}])
    (paragraph,) = elements_of(content(line))
    (link,) = paragraph.iter("a")
    assert (link.text, paragraph.text_content()) == ("the trial", "🌵🌵 see the trial today")


def test_items_that_follow_each_other_share_a_list() -> None:
    kinds = ["unordered-list-item", "unordered-list-item", "ordered-list-item", "unstyled"]
    made = [*elements_of(content(*(block("one more", kind) for kind in kinds)))]
    assert [(one.tag, len(one)) for one in made] == [("ul", 2), ("ol", 1), ("p", 0)]


def test_a_picture_is_drawn_with_its_alt_text() -> None:
    data: Json = {"src": "//img.example/a.jpg", "alt": "A chair"}
    entities: Json = {"3": {"type": "IMAGE", "data": data}}
    atomic = block(" ", "atomic", entityRanges=[{"offset": 0, "length": 1, "key": 3}])
    (element,) = elements_of({"blocks": [atomic], "entityMap": entities})
    assert [dict(image.attrib) for image in element.iter("img")] == [
        {"src": "//img.example/a.jpg", "alt": "A chair"}
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(st.lists(json_values), json_values)
def test_no_content_state_raises(blocks: list[Any], entities: Any) -> None:
    list(elements_of({"blocks": blocks, "entityMap": entities}))


@given(st.text(), st.integers(0, 9), st.integers(0, 9))
def test_words_are_never_lost_at_a_link(line: str, offset: int, length: int) -> None:
    ranges = [{"offset": offset, "length": length, "key": 0}]
    plain = [*elements_of(content(block(line)))]
    linked = [*elements_of(content(block(line, entityRanges=ranges)))]
    if all(ord(letter) < 0x10000 for letter in line):  # half an emoji is no letter
        assert [one.text_content() for one in linked] == [one.text_content() for one in plain]


def test_a_list_typed_with_line_feeds_is_a_list() -> None:
    typed = content(*map(block, PARAGRAPHS), block("• Warm tea\n• Dry socks"))
    lines = [line.text for line in drawn(typed).blocks if line.kind is Kind.LIST_ITEM]
    assert lines == ["Warm tea", "Dry socks"]
