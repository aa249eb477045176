"""Writes docs/columns.md from the texts in data/metadata.yaml: every column in one page.

Run `python -m pipelines.browse.columns` after changing a text; a test holds both together.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from pipelines.browse.app import DATABASE
from pipelines.package_data import data_folder

PAGE = data_folder().parent / "docs" / "columns.md"
HEAD = """# The columns

What every table and column of `data/dripfeed.db` holds. Times are UTC; an empty cell (NULL) means
that the page does not say.

Written by `python -m pipelines.browse.columns` from `data/metadata.yaml`.
"""


def tables() -> Mapping[str, Mapping[str, Any]]:
    """Name -> title, description and columns of every table and view, as metadata.yaml has them."""
    metadata = yaml.safe_load((data_folder() / "metadata.yaml").read_text(encoding="utf-8"))
    found: Mapping[str, Mapping[str, Any]] = metadata["databases"][DATABASE]["tables"]
    return found


def to_markdown() -> str:
    """The text of docs/columns.md."""
    return HEAD + "".join(_section(name, table) for name, table in tables().items())


def _section(name: str, table: Mapping[str, Any]) -> str:
    return "\n".join(["", f"## {name}", "", table["description"], "", *_lines(table), ""])


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    yield "| column | what it holds |"
    yield "|---|---|"
    for column, text in table["columns"].items():
        yield f"| `{column}` | {text} |"


if __name__ == "__main__":
    PAGE.write_text(to_markdown(), encoding="utf-8")
