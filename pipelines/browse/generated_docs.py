"""Writes the generated parts of data/metadata.yaml and docs/; a test holds them together.

The questions of `queries/*.sql` go into data/metadata.yaml, where Datasette looks for them; the
texts of data/metadata.yaml and the stored codes go into docs/columns.md, every column in one page;
reasons and end states into docs/reasons.md. Run `make docs` after changing one of them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from pipelines import data_folder
from pipelines.browse.app import DATABASE
from pipelines.browse.code_tables import codes_section, reasons_page
from pipelines.queries import questions

METADATA = data_folder() / "metadata.yaml"
MARK = (
    "    # Below: written by `python -m pipelines.browse.generated_docs`; "
    "edit pipelines/queries/*.sql\n"
)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as blocks."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def with_questions(metadata: str) -> str:
    """The text of metadata.yaml with all below the mark replaced by the questions."""
    by_hand = metadata.partition(MARK)[0].rstrip() + "\n"
    block = yaml.dump(
        {"queries": _queries()}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000
    )
    return by_hand + MARK + "".join(f"    {line}\n" for line in block.splitlines())


def _queries() -> dict[str, dict[str, object]]:
    return {
        asked.name: {
            "title": asked.title,
            "description": asked.sentence,
            "params": list(asked.parameters),
            "hide_sql": True,
            "sql": asked.sql,
        }
        for asked in questions()
    }


def write(path: Path = METADATA) -> None:
    """Bring metadata.yaml up to date with the questions."""
    path.write_text(with_questions(path.read_text(encoding="utf-8")), encoding="utf-8")


PAGE = data_folder().parent / "docs" / "columns.md"
REASONS_PAGE = PAGE.with_name("reasons.md")
HEAD = """# The columns

What every table and column of `data/dripfeed.db` holds. Times are UTC; an empty cell (NULL) means
that the page does not say.

Written by `python -m pipelines.browse.generated_docs` from `data/metadata.yaml`, the codes
at its end from `pipelines/items/`.
"""


def tables() -> Mapping[str, Mapping[str, Any]]:
    """Name -> title, description and columns of every table and view, as metadata.yaml has them."""
    metadata = yaml.safe_load((data_folder() / "metadata.yaml").read_text(encoding="utf-8"))
    found: Mapping[str, Mapping[str, Any]] = metadata["databases"][DATABASE]["tables"]
    return found


def to_markdown() -> str:
    """The text of docs/columns.md."""
    sections = (_section(name, table) for name, table in tables().items())
    return HEAD + "".join(sections) + codes_section()


def _section(name: str, table: Mapping[str, Any]) -> str:
    return "\n".join(["", f"## {name}", "", table["description"], "", *_lines(table), ""])


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    yield "| column | what it holds |"
    yield "|---|---|"
    for column, text in table["columns"].items():
        yield f"| `{column}` | {text} |"


if __name__ == "__main__":
    write()
    PAGE.write_text(to_markdown(), encoding="utf-8")
    REASONS_PAGE.write_text(reasons_page(), encoding="utf-8")
