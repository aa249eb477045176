"""The file clinics.csv as text in rows and lines, before anyone asks what the rows mean."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scrapers.clinic_rows import COLUMNS, REQUIRED, Problem
from scrapers.errors import ClinicsError

MAX_SHOWN = 20
"""Problems printed of one file; the rest is counted."""

BOM = "\ufeff"
"""The byte order mark that Excel puts before UTF-8, and needs to know it again."""

SAVE_AS = "save it as 'CSV UTF-8 (comma delimited)'"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line where it begins, counted from 1, and its cells, stripped."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file whose first row names known columns."""

    text: str
    """All of it, line ends and byte order mark as they are."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    """Below the first; rows without any text are left out."""


def read_table(path: Path) -> Table:
    """Read the file; raise ClinicsError, with every problem of the first row, if it is none."""
    text = _text(path)
    head, *rows = _rows(path, text) or [Row(1, ())]
    columns = tuple(name.lower() for name in head.cells)
    if found := list(_head_problems(columns, head.line)):
        raise clinics_error(path, found)
    return Table(text, columns, tuple(rows))


def clinics_error(path: Path, found: Sequence[Problem]) -> ClinicsError:
    """Make the error that names the file and its problems, one a line."""
    shown = [f"{path}: {problem}" for problem in found[:MAX_SHOWN]]
    if len(found) > MAX_SHOWN:
        shown.append(f"{path}: and {len(found) - MAX_SHOWN} more problems")
    return ClinicsError("\n".join(shown))


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ClinicsError(f"{path}: no such file; `dripfeed add URL` begins one") from None
    except OSError as error:
        raise ClinicsError(f"{path}: cannot be read: {error.strerror}") from error
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw:
        line = raw.partition(b"\0")[0].count(b"\n") + 1
        raise clinics_error(path, [Problem(f"holds a NUL byte: {SAVE_AS}", line)])
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        why = f"holds the byte 0x{raw[error.start]:02x}, which is not UTF-8: {SAVE_AS}"
        raise clinics_error(path, [Problem(why, line)]) from None


def _rows(path: Path, text: str) -> list[Row]:
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
        raise clinics_error(path, [Problem(why, line)]) from error
    return rows


def _head_problems(columns: tuple[str, ...], line: int) -> Iterator[Problem]:
    if not columns:
        yield Problem(f"is empty; the first line must name its columns: {','.join(COLUMNS)}")
        return
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if separator in columns[0]:
            yield Problem(f"columns are separated by {name}, not commas: {SAVE_AS}", line)
            return
    for column in dict.fromkeys(columns):
        if column not in COLUMNS:
            yield Problem(f"is no column of ours; those are {','.join(COLUMNS)}", line, column)
        elif columns.count(column) > 1:
            yield Problem("stands there twice", line, column)
    for column in REQUIRED:
        if column not in columns:
            yield Problem("is missing", line, column)
