"""Rows of facts are a table, whatever is inside their cells; a layout of the page is not."""

import pytest

from pipelines.items import Kind, Role
from tests.pipelines.examples.pages import body_text, of_role, paragraphs, post, read

ROWS = "<tr><td>Saline</td><td>$99</td></tr><tr><td>Iron</td><td>$250</td></tr>"


def around(html: str) -> str:
    """A post with something between its paragraphs."""
    return post(paragraphs(last=3) + html + paragraphs(first=3))


def tables_of(html: str) -> list[str]:
    """The tables in the text of a post that holds this between its paragraphs."""
    return [b.text for b in of_role(read(around(html)), Role.BODY) if b.kind is Kind.TABLE]


PRICES = {
    "a heading over all columns": (
        f"<table><tr><td colspan=2><h3>Spring</h3></td></tr>{ROWS}</table>"
    ),
    "headings in the header cells": (
        f"<table><tr><th><h2>Bag</h2></th><th><h2>Price</h2></th></tr>{ROWS}</table>"
    ),
    "a role for layouts": f"<table role='presentation'>{ROWS}</table>",
    "a form in a row": (
        f"<table>{ROWS}<tr><td>Zinc</td><td><form><button>Buy</button></form></td></tr></table>"
    ),
    "a table in a row": (
        f"<table>{ROWS}<tr><td>Zinc</td><td><table><tr><td>small</td><td>$9</td></tr></table>"
        "</td></tr></table>"
    ),
}


@pytest.mark.parametrize("html", PRICES.values(), ids=PRICES)
def test_prices_are_a_table_whatever_else_it_holds(html: str) -> None:
    (table,) = tables_of(html)
    assert {"Saline | $99", "Iron | $250"} <= set(table.split("\n"))


def test_a_table_of_one_row_is_a_table() -> None:
    assert tables_of("<table><tr><td>Saline</td><td>$99</td></tr></table>") == ["Saline | $99"]


def test_a_row_of_two_columns_with_their_headings_is_a_layout() -> None:
    columns = (
        "<table><tr><td><h3>For</h3><p>It works within hours for many people.</p></td>"
        "<td><h3>Against</h3><p>You need somebody who drives you home.</p></td></tr></table>"
    )
    assert tables_of(columns) == []


def test_rows_around_much_text_are_a_layout() -> None:
    rows = f"<table role='presentation'><tr><td>Menu</td><td>{paragraphs()}</td></tr></table>"
    assert tables_of(rows) == []


@pytest.mark.parametrize(
    "cell",
    [
        "Iron<br>Zinc",
        "<p>Iron</p><p>Zinc</p>",
        "<ul><li>Iron</li><li>Zinc</li></ul>",
        "<div>Iron</div><div>Zinc</div>",
    ],
)
def test_lines_inside_a_cell_do_not_melt_together(cell: str) -> None:
    (table,) = tables_of(f"<table>{ROWS}<tr><td>Both</td><td>{cell}</td></tr></table>")
    assert table.endswith("Both | Iron Zinc")


def test_words_that_are_set_apart_by_emphasis_only_stay_one_word() -> None:
    (table,) = tables_of(f"<table>{ROWS}<tr><td>Zi<b>nc</b></td><td>$9</td></tr></table>")
    assert table.endswith("Zinc | $9")


def test_the_caption_of_a_table_is_text_before_its_rows() -> None:
    html = around(f"<table><caption>Prices in spring</caption>{ROWS}</table>")
    assert "Prices in spring\n\nSaline | $99" in body_text(html)
