"""Reads CSV files that people edit by hand, and reports problems by line and column."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scrapers.errors import DripfeedError

MAX_SHOWN = 20
"""Problems listed for one file; the rest is only counted."""

BOM = "\ufeff"
"""The byte order mark that Excel writes before UTF-8, and needs in order to recognise it."""

WORD = re.compile(r"\{([a-z_]+)\}")
"""A named word inside a pattern, such as {number}; {2} and {1,3} are repetitions."""

SAVE_AS = "save it as 'CSV UTF-8 (comma delimited)'"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row, or the whole file, cannot be used. Reads as `line 7, column kind, 'x': why`."""

    why: str
    line: int | None = None
    """First line of the row, counted from 1; None for the whole file."""
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        places = (
            self.line and f"line {self.line}",
            self.column and f"column {self.column}",
            self.value and repr(self.value[:200]),
        )
        where = ", ".join(place for place in places if place)
        return f"{where}: {self.why}" if where else self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of a kind of file, and the error to raise if a file does not match."""

    columns: tuple[str, ...]
    required: tuple[str, ...]
    error: type[DripfeedError]
    missing: str
    """What to do if the file does not exist."""

    def missing_values(
        self, cells: Mapping[str, str], line: int | None, why: str = "is empty"
    ) -> Iterator[Problem]:
        """Yield a problem for each required column that is empty in a row."""
        for column in self.required:
            if not cells.get(column):
                yield Problem(why, line, column)

    def error_for(self, path: Path, problems: Sequence[Problem]) -> DripfeedError:
        """Return the error that names the file and its problems, one per line."""
        shown = [f"{path}: {problem}" for problem in problems[:MAX_SHOWN]]
        if len(problems) > MAX_SHOWN:
            shown.append(f"{path}: and {len(problems) - MAX_SHOWN} more problems")
        return self.error("\n".join(shown))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its first line, counted from 1, and its stripped cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose first row names known columns."""

    text: str
    """The whole file, including line ends and byte order mark."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    """All rows below the header, except empty ones."""

    def complete_rows(self, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield line and cells, by column name, of the rows that have all cells.

        problems: the list to which the problems of other rows are appended.
        """
        for row in self.rows:
            if wrong_length := self.length_problem(row):
                problems.append(wrong_length)
            else:
                yield row.line, dict(zip(self.columns, row.cells, strict=True))

    def length_problem(self, row: Row) -> Problem | None:
        """The problem of a row that has more or fewer cells than the header; None if equal."""
        if len(row.cells) == len(self.columns):
            return None
        return Problem(
            f"has {len(row.cells)} values for {len(self.columns)} columns; "
            "a value with a comma in it needs quotes around it",
            row.line,
        )


def read_table(path: Path, layout: Layout) -> Table:
    """Read the file.

    Raises: the layout's error if the file cannot be read, with every problem of the header.
    """
    text = _text(path, layout)
    head, *rows = _rows(path, text, layout) or [Row(1, ())]
    columns = tuple(name.lower() for name in head.cells)
    if problems := list(_head_problems(columns, head.line, layout)):
        raise layout.error_for(path, problems)
    return Table(text, columns, tuple(rows))


def checked_rows(
    path: Path,
    layout: Layout,
    problems_of: Callable[[Mapping[str, str], int], Iterable[Problem]] | None = None,
) -> list[tuple[int, dict[str, str]]]:
    """Read line and cells, by column name, of each row.

    problems_of: yields the problems of a row, given its cells and its line.
    Raises: the layout's error with all problems.
    """
    problems: list[Problem] = []
    rows = []
    for line, cells in read_table(path, layout).complete_rows(problems):
        problems += problems_of(cells, line) if problems_of else ()
        rows.append((line, cells))
    if problems:
        raise layout.error_for(path, problems)
    return rows


def filled(pattern: str, words: Mapping[str, str]) -> str:
    """A pattern with the expression of each {word} in its place.

    Raises: KeyError for a word that is not there.
    """
    return WORD.sub(lambda word: f"(?:{words[word[1]]})", pattern)


def regex_problem(pattern: str) -> str | None:
    """Why a cell is not a regular expression of Python; None where it is one."""
    try:
        re.compile(pattern)
    except re.error as error:
        return f"is not a regular expression: {error}"
    return None


def is_day(text: str) -> bool:
    """Whether a cell holds a day such as 2026-11-25."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _text(path: Path, layout: Layout) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise layout.error(f"{path}: no such file; {layout.missing}") from None
    except OSError as error:
        raise layout.error(f"{path}: cannot be read: {error.strerror}") from error
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw:
        line = raw.partition(b"\0")[0].count(b"\n") + 1
        raise layout.error_for(path, [Problem(f"holds a NUL byte: {SAVE_AS}", line)])
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        why = f"holds the byte 0x{raw[error.start]:02x}, which is not UTF-8: {SAVE_AS}"
        raise layout.error_for(path, [Problem(why, line)]) from None


def _rows(path: Path, text: str, layout: Layout) -> list[Row]:
    reader = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            row = Row(line, tuple(cell.strip() for cell in cells))
            line = reader.line_num + 1
            if any(row.cells):
                rows.append(row)
    except csv.Error as error:
        why = f"quotes do not match up in the row that begins here ({error})"
        raise layout.error_for(path, [Problem(why, line)]) from error
    return rows


def _head_problems(columns: tuple[str, ...], line: int, layout: Layout) -> Iterator[Problem]:
    ours = ",".join(layout.columns)
    if not columns:
        yield Problem(f"is empty; the first line must name its columns: {ours}")
        return
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if separator in columns[0]:
            yield Problem(f"columns are separated by {name}, not commas: {SAVE_AS}", line)
            return
    for column in dict.fromkeys(columns):
        if column not in layout.columns:
            yield Problem(f"is not a known column; the columns are {ours}", line, column)
        elif columns.count(column) > 1:
            yield Problem("appears twice", line, column)
    for column in layout.required:
        if column not in columns:
            yield Problem("is missing", line, column)
