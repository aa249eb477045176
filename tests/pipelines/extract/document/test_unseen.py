"""Text for screen readers, names of icons, tooltips and signs of links are no text of a post."""

import pytest
from lxml.html import document_fromstring

from pipelines.extract.document.traverse import traverse


def line(html: str) -> str:
    """The texts of the blocks of a body."""
    tree = document_fromstring(f"<body>{html}</body>")
    return "\n".join(block.text for block in traverse(tree, "https://clinic.example/a"))


@pytest.mark.parametrize(
    "hidden",
    [
        "<span class='screen-reader-text'> (opens in a new tab)</span>",
        "<span class='sr-only'>Open</span>",
        "<span class='visually-hidden'>Open</span>",
        "<span style='position:absolute;clip:rect(0 0 0 0)'>Open</span>",
        "<i class='material-icons'>local_cafe</i>",
        "<span class='tooltiptext'>A drink of leaves</span>",
        "<span role='tooltip'>A drink of leaves</span>",
        "<a class='tm-ctt-btn' href='https://x.com/share'>Click To Tweet</a>",
        "<a href='#'><span>Collapse</span></a>",
        "<a class='headerlink' href='#tea'>¶</a>",
        "<a aria-hidden='true' href='#tea'>#</a>",
    ],
)
def test_what_a_reader_does_not_see_is_no_text(hidden: str) -> None:
    assert line(f"<p>A cup of tea{hidden} helps.</p>") == "A cup of tea helps."


def test_a_drop_cap_with_a_word_for_screen_readers_is_read_once() -> None:
    html = "<span aria-hidden='true'><b>T</b>ea</span><span class='sr-only'>Tea</span> helps."
    assert line(f"<p>{html}</p>") == "Tea helps."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2 class='screen-reader-text'>Rest</h2>", "Rest"),
        ("<p class='sr-only'>" + "Tea helps. " * 30 + "</p>", ("Tea helps. " * 30).strip()),
        ("<p>We are <a href='#one'>#1</a> in rest.</p>", "We are #1 in rest."),
        ("<p><a href='#'>Open on Monday</a></p>", "Open on Monday"),
        ("<p class='material'>Cotton and wool</p>", "Cotton and wool"),
    ],
    ids=["heading", "long text", "link of two signs", "words behind a control", "similar class"],
)
def test_what_only_resembles_it_is_read(html: str, text: str) -> None:
    assert line(html) == text
