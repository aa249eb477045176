"""Markdown of a post becomes HTML that cannot do harm, whatever stands in it."""

import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.browse.markdown import ATTRIBUTES, TAGS, to_html

PIECES = st.lists(
    st.sampled_from(
        ["<script>", "<img src=x onerror=a()>", "[a](", "javascript:", "data:text/html,", ")",
         "![", "]", "<a href='", "'>", "`", "\n", "# ", "| ", "&lt;", "&#106;", "https://a.example",
         "\\", "<!--"]
    )
    | st.text(max_size=5)
).map("".join)  # fmt: skip


def elements(markdown: str) -> list[lxml.html.HtmlElement]:
    root = lxml.html.fragment_fromstring(str(to_html(markdown)), create_parent="main")
    return [element for element in root.iterdescendants() if isinstance(element.tag, str)]


@given(PIECES)
def test_no_markup_but_the_allowed_comes_out(markdown: str) -> None:
    for element in elements(markdown):
        assert element.tag in TAGS
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set()) | {"rel"}


@given(PIECES)
def test_no_link_but_to_the_web_mail_or_telephone_comes_out(markdown: str) -> None:
    for element in elements(markdown):
        scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", element.get("href", ""))
        assert not scheme or scheme[1].lower() in {"http", "https", "mailto", "tel"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_a_link_that_could_run_a_script_is_no_link(address: str) -> None:
    assert not [element for element in elements(f"[click]({address})") if element.get("href")]


def test_markup_in_the_text_stays_text() -> None:
    assert "&lt;b&gt;bold&lt;/b&gt;" in to_html("<b>bold</b>")


def test_headings_lists_quotes_and_tables_are_shown_as_such() -> None:
    found = {
        element.tag for element in elements("## A\n\n- b\n\n> c\n\n| d | e |\n|---|---|\n| f | g |")
    }
    assert {"h2", "ul", "li", "blockquote", "table", "th", "td"} <= found


def test_the_first_heading_level_is_left_to_the_title() -> None:
    assert str(to_html("# A")) == "<h2>A</h2>\n"


def test_an_image_becomes_its_alternative_text_and_loads_nothing() -> None:
    html = to_html("![A chair](https://a.example/chair.jpg)")
    assert "<img" not in html
    assert '<a href="https://a.example/chair.jpg"' in html
    assert ">A chair</a>" in html
