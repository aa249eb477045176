"""Raised numbers: notes are bracketed, powers stay raised, formulas stay with their word."""

import pytest
from lxml.html import document_fromstring

from pipelines.extract.document.traverse import traverse


def line(html: str) -> str:
    """The text of a paragraph."""
    tree = document_fromstring(f"<body><p>{html}</p></body>")
    return "\n".join(block.text for block in traverse(tree, "https://clinic.example/a"))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("in one study<sup>4</sup> of tea", "in one study[4] of tea"),
        ("after a month.<sup>4,5</sup> Then", "after a month.[4,5] Then"),
        ("after a month.<sup>4-6</sup>", "after a month.[4-6]"),
        ("20 mg<sup>2</sup> a day", "20 mg[2] a day"),
        ("since 2019<sup>4</sup>", "since 2019[4]"),
        ("by 40%<sup>4</sup> or more", "by 40%[4] or more"),
        ("after COVID-19<sup>4</sup>", "after COVID-19[4]"),
        ("<sup>4</sup> Hale B. Tea and rest.", "[4] Hale B. Tea and rest."),
        ("<sup>4</sup>Hale B. Tea and rest.", "[4] Hale B. Tea and rest."),
    ],
)
def test_a_number_behind_a_word_is_a_note(html: str, text: str) -> None:
    assert line(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("about 10<sup>6</sup> germs", "about 10⁶ germs"),
        ("10<sup>-6</sup> mol", "10⁻⁶ mol"),
        ("40 kg/m<sup>2</sup> and more", "40 kg/m² and more"),
        ("9.8 m/s<sup>2</sup>", "9.8 m/s²"),
        ("mL min<sup>-1</sup>", "mL min⁻¹"),
        ("an R<sup>2</sup> of .8", "an R² of .8"),
    ],
)
def test_a_number_behind_a_figure_or_a_unit_is_a_power(html: str, text: str) -> None:
    assert line(html) == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("the 2<sup>nd</sup> visit", "the 2nd visit"),
        ("Zofran<sup>®</sup> drip", "Zofran® drip"),
        ("NAD<sup>+</sup> and Ca<sup>2+</sup>", "NAD+ and Ca2+"),
        ("CO<sup>2</sup> and H<sup>2</sup>O", "CO2 and H2O"),
        ("vitamin B<sup>12</sup> shot", "vitamin B12 shot"),
        ("with <sup>18</sup>F-FDG", "with 18F-FDG"),
        ("<sup>1</sup>/<sub>2</sub> bag", "1/2 bag"),
        ("2<sup>1</sup>/<sub>2</sub> bags", "2 1/2 bags"),
        ("only $75<sup>50</sup>", "only $75.50"),
    ],
)
def test_other_raised_text_stays_with_its_word(html: str, text: str) -> None:
    assert line(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "tea<sup><a href='https://doi.org/10.1/y'>4</a></sup> helps",
        "tea<a href='https://doi.org/10.1/y'><sup>4</sup></a> helps",
    ],
)
def test_a_note_that_links_to_its_paper_keeps_the_link(html: str) -> None:
    tree = document_fromstring(f"<body><p>{html}</p></body>")
    (block,) = traverse(tree, "https://clinic.example/a")
    assert block.text == "tea[4] helps"
    assert [link.url for link in block.links] == ["https://doi.org/10.1/y"]


def test_a_linked_power_is_a_note() -> None:
    assert line("10<sup><a href='#n4'>4</a></sup>") == "10[4]"
