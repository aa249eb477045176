"""Rows of a kind with a name or a pattern: what booking.csv and evidence.csv have in common."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from scrapers.clinics.csv_table import Layout, Problem, read_table


def rows_of_kinds(
    path: Path, layout: Layout, names: Collection[str], patterns: Collection[str]
) -> list[Mapping[str, str]]:
    """The rows of a file, column name to stripped text.

    names: kinds of rows whose name is taken as it is. patterns: kinds whose name is a regular
    expression. Raises: the layout's error, which names file, line, column and value of each
    problem.
    """
    found: list[Problem] = []
    rows: list[Mapping[str, str]] = []
    for line, cells in read_table(path, layout).whole_rows(found):
        found += _problems(cells, line, layout, (*names, *patterns))
        if cells["kind"] in patterns and (why := _fault(cells["name"])):
            found.append(Problem(why, line, "name", cells["name"]))
        rows.append(cells)
    if found:
        raise layout.fault(path, found)
    return rows


def _problems(
    cells: Mapping[str, str], line: int, layout: Layout, kinds: Collection[str]
) -> list[Problem]:
    found = list(layout.empty_cells(cells, line))
    if cells["kind"] not in kinds:
        found.append(Problem(f"is none of {', '.join(kinds)}", line, "kind", cells["kind"]))
    return found


def _fault(pattern: str) -> str | None:
    try:
        re.compile(pattern)
    except re.error as error:
        return f"is no regular expression: {error}"
    return None
