"""Writes the questions of `queries/*.sql` into data/metadata.yaml, where Datasette looks for them.

Run `python -m pipelines.browse.generated_docs` after changing a question; a test holds both together.
"""

from pathlib import Path

import yaml

from pipelines.package_data import data_folder
from pipelines.queries import questions

METADATA = data_folder() / "metadata.yaml"
MARK = "    # Below: written by `python -m pipelines.browse.generated_docs`; edit pipelines/queries/*.sql\n"


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


if __name__ == "__main__":
    write()
