"""Bullets that an author typed make a list; other signs at the start of a line do not."""

import pytest
from lxml.html import document_fromstring

from pipelines.extract.document.traverse import traverse
from pipelines.items import Kind


def blocks(html: str) -> list[tuple[Kind, str]]:
    """Kind and text of the blocks of a body."""
    tree = document_fromstring(f"<body>{html}</body>")
    return [(block.kind, block.text) for block in traverse(tree, "https://clinic.example/a")]


TEA_AND_SOCKS = [(Kind.LIST_ITEM, "Warm tea"), (Kind.LIST_ITEM, "Dry socks")]


@pytest.mark.parametrize(
    "html",
    [
        "<p>• Warm tea<br>• Dry socks</p>",
        "<p>- Warm tea<br>- Dry socks</p>",
        "<p>•Warm tea</p><p>•Dry socks</p>",
        "<p>* Warm tea</p><p>* Dry socks</p>",
        "<div>✓ <b>Warm</b> tea<br/>\n✓ Dry <a href='/s'>socks</a></div>",
    ],
)
def test_typed_bullets_make_items(html: str) -> None:
    assert blocks(html) == TEA_AND_SOCKS


def test_words_before_and_after_the_bullets_are_paragraphs() -> None:
    html = "<p>Bring:<br>- Warm tea<br>- Dry socks<br>That is all.</p>"
    paragraphs = [(Kind.PARAGRAPH, "Bring:"), (Kind.PARAGRAPH, "That is all.")]
    assert blocks(html) == [paragraphs[0], *TEA_AND_SOCKS, paragraphs[1]]


@pytest.mark.parametrize(
    ("html", "block"),
    [
        ("<p>- a lone remark</p>", (Kind.PARAGRAPH, "- a lone remark")),
        ("<p>Rest is best.<br>— Ana Ruiz</p>", (Kind.PARAGRAPH, "Rest is best. — Ana Ruiz")),
        ("<p>-5 degrees<br>-8 at night</p>", (Kind.PARAGRAPH, "-5 degrees -8 at night")),
        ("<h3>✓ Warm tea</h3>", (Kind.HEADING, "✓ Warm tea")),
        ("<ul><li>Warm<br>tea</li></ul>", (Kind.LIST_ITEM, "Warm tea")),
    ],
)
def test_other_lines_stay_what_they_are(html: str, block: tuple[Kind, str]) -> None:
    assert blocks(html) == [block]
