"""Prints rows as a table for people or as JSON for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table

Row = Mapping[str, Any]


def print_rows(rows: Sequence[Row], columns: Mapping[str, str], *, as_json: bool) -> None:
    """Print rows as a table or as a JSON array.

    columns: column of the rows -> heading; JSON has all columns under their own names.
    """
    if as_json:
        click.echo(json.dumps([dict(row) for row in rows], indent=2, ensure_ascii=False))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, heading in columns.items():
        numbers = all(isinstance(row[column], int | float | None) for row in rows)
        table.add_column(heading, justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row[column]) for column in columns))
    console().print(table)


def print_lines(lines: Iterable[str]) -> None:
    """Print lines without markup or wrapping."""
    for line in lines:
        click.echo(line)


def console() -> Console:
    """Standard output; wide if it is not a terminal, so that logs keep whole rows."""
    out = Console(highlight=False, markup=False)
    return out if out.is_terminal else Console(highlight=False, markup=False, width=200)


def _cell(value: object) -> str:
    return "" if value is None else str(value)
