"""Inline elements that only CSS sets apart are read with a blank between them."""

import pytest
from lxml.html import document_fromstring

from pipelines.extract.document.traverse import traverse


def lines(html: str) -> list[str]:
    """The texts of the blocks of a body."""
    blocks = traverse(document_fromstring(f"<body>{html}</body>"), "https://clinic.example/a")
    return [block.text for block in blocks]


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<span>Ada Moss</span><span>May 2, 2023</span><span>4 min read</span>",
         "Ada Moss May 2, 2023 4 min read"),
        ("<span>Iron bag</span><span>$120</span>", "Iron bag $120"),
        ("<b>Who should wait</b><span>Guests with a fever</span>",
         "Who should wait Guests with a fever"),
        ("<i class='icon'></i><span>Tea</span><i class='icon'></i><span>Rest</span>", "Tea Rest"),
        ("<span class='name'>Iron bag</span><span class='price'>from $120</span>",
         "Iron bag from $120"),
    ],
    ids=["byline", "price", "alert", "icons", "boxes with classes"],
)  # fmt: skip
def test_elements_of_a_row_are_set_apart(html: str, line: str) -> None:
    assert lines(f"<div>{html}</div>") == [line]


@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<b>K</b><span>etamine</span>", "Ketamine"),
        ("<b>Keta</b><i>mine</i>", "Ketamine"),
        ("<span>Ketamine</span><span>: a guide</span>", "Ketamine: a guide"),
        ("<span>71</span><span>%</span>", "71%"),
        ("<span>20</span><span>24</span>", "2024"),
        ("<span>H</span><sub>2</sub><span>O</span>", "H2O"),
        ("<b>NAD</b>+ and <b>Zinc</b><i>Iron</i>", "NAD+ and ZincIron"),
    ],
    ids=["drop cap", "split word", "colon", "percent", "split figure", "formula", "own text"],
)
def test_a_word_is_never_split(html: str, line: str) -> None:
    assert lines(f"<p>{html}</p>") == [line]
