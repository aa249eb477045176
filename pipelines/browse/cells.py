"""Table cells: links to dripfeed's pages, and the beginning of long texts."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

LONG = frozenset(
    {"text", "markdown", "blocks", "evidence", "hints", "settings", "versions", "sentence"}
)
"""Columns whose values would fill the screen."""

PREVIEW = 80
"""Characters shown of a long text; the JSON and CSV of the same table have the whole text."""

REFERENCES = {"clinic": "clinic", "post": "post", "run": "run"}
"""Columns that hold the key of one of dripfeed's pages, in tables and in query results."""

NAMES: dict[tuple[str | None, str], tuple[str, str]] = {
    (None, "title"): ("post", "post"),
    ("posts", "title"): ("post", "id"),
    ("post_list", "title"): ("post", "id"),
    ("post_list", "id"): ("post", "id"),
    ("clinics", "name"): ("clinic", "slug"),
    ("runs", "started_at"): ("run", "id"),
}
"""Table (None for a query) and column that name a row: its page and the column with its key."""


def render(
    datasette: Any, row: Mapping[str, Any], value: Any, column: str, table: str | None
) -> Markup | None:
    """HTML of one cell; None to keep Datasette's own rendering.

    value: a dict with value and label where the column points to another table.
    table: None for the result of a query.
    """
    if value is None:
        return None
    if column in REFERENCES:
        key, label = _key_and_label(value)
        return _link(datasette, REFERENCES[column], key, label)
    if (table, column) in NAMES and NAMES[table, column][1] in row.keys():  # noqa: SIM118 - a Row
        page, key_column = NAMES[table, column]
        return _link(datasette, page, row[key_column], value)
    return _preview(str(value)) if table and column in LONG else None


def _key_and_label(value: Any) -> tuple[Any, Any]:
    if isinstance(value, dict):
        return value["value"], value["label"] or value["value"]
    return value, value


def _link(datasette: Any, page: str, key: object, label: object) -> Markup:
    url = datasette.urls.path(f"/{page}/{quote(str(key), safe='')}")
    return Markup('<a href="{}">{}</a>').format(str(url), label)


def _preview(text: str) -> Markup | None:
    if len(text) <= PREVIEW:
        return None
    return Markup('{}… <span class="size">{:,} characters</span>').format(text[:PREVIEW], len(text))
