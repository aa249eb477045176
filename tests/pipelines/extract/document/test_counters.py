"""Animated counters read what they count to, and never the 0 they start from."""

import pytest
from lxml.html import document_fromstring

from pipelines.extract.document.traverse import traverse


def line(html: str) -> str:
    """The texts of the blocks of a body."""
    tree = document_fromstring(f"<body>{html}</body>")
    return "\n".join(block.text for block in traverse(tree, "https://clinic.example/a"))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span data-to-value='83' data-from-value='0'>0</span><span>%</span>", "83%"),
        ("<div data-number-value='83'><b><i class='percent-value'></i><i>%</i></b></div>", "83%"),
        (
            "<div data-end='83' data-suffix='%'><div class='kt-count-up-process'>0</div></div>",
            "83%",
        ),
        ("<span class='timer' data-to='1,400' data-speed='900'>0</span> guests", "1,400 guests"),
        ("<span class='counter'>0</span> guests", "guests"),
    ],
    ids=["Elementor", "Divi", "Kadence", "countTo", "figure in a script"],
)
def test_a_counter_reads_its_figure(html: str, text: str) -> None:
    assert line(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span>0</span>% alcohol", "0% alcohol"),
        ("<span class='counter' data-to='83'>83</span>%", "83%"),
        ("<span data-value='0'>0</span> rooms", "0 rooms"),
        ("<span data-target='#menu'>0</span> rooms", "0 rooms"),
        ("<span data-value='83'></span>tea", "tea"),
    ],
    ids=["plain", "run already", "counts to 0", "no figure", "empty"],
)
def test_other_figures_stay_as_the_page_says(html: str, text: str) -> None:
    assert line(html) == text
