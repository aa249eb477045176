"""How a value looks in a table: links to our pages, and a taste in place of a long text."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

LONG = frozenset(
    {"text", "markdown", "blocks", "evidence", "hints", "settings", "versions", "sentence"}
)
"""Columns that would otherwise fill a screen per row."""

TASTE = 80
"""Characters shown of a long text; whole texts stand in the JSON and CSV of the same table."""

REFERENCES = {"clinic": "clinic", "post": "post", "run": "run"}
"""Columns that hold the key of one of our pages, in tables and in answers to questions."""

NAMES: dict[tuple[str | None, str], tuple[str, str]] = {
    (None, "title"): ("post", "post"),
    ("posts", "title"): ("post", "id"),
    ("post_list", "title"): ("post", "id"),
    ("post_list", "id"): ("post", "id"),
    ("clinics", "name"): ("clinic", "slug"),
    ("runs", "started_at"): ("run", "id"),
}
"""Table (None in an answer) and column that name a row: its page and the column of its key."""


def render(
    datasette: Any, row: Mapping[str, Any], value: Any, column: str, table: str | None
) -> Markup | None:
    """HTML of one cell, None where Datasette's own way is right.

    value: a dict with value and label where the column points to another table.
    table: None in the answer to a question.
    """
    if value is None:
        return None
    if column in REFERENCES:
        key, label = _key_and_label(value)
        return _link(datasette, REFERENCES[column], key, label)
    if (table, column) in NAMES and NAMES[table, column][1] in row.keys():  # noqa: SIM118 - a Row
        page, key_column = NAMES[table, column]
        return _link(datasette, page, row[key_column], value)
    return _taste(str(value)) if table and column in LONG else None


def _key_and_label(value: Any) -> tuple[Any, Any]:
    if isinstance(value, dict):
        return value["value"], value["label"] or value["value"]
    return value, value


def _link(datasette: Any, page: str, key: object, label: object) -> Markup:
    url = datasette.urls.path(f"/{page}/{quote(str(key), safe='')}")
    return Markup('<a href="{}">{}</a>').format(str(url), label)


def _taste(text: str) -> Markup | None:
    if len(text) <= TASTE:
        return None
    return Markup('{}… <span class="size">{:,} characters</span>').format(text[:TASTE], len(text))
