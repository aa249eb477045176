"""The list of clinics (clinics.csv): read it, select clinics, append one."""

import contextlib
import csv
import difflib
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scrapers.clinics.csv_table import Problem, Row, Table, read_table
from scrapers.clinics.rows import COLUMNS, LAYOUT, find_problems, to_cells, to_clinic
from scrapers.errors import ClinicsError
from scrapers.items import Clinic


@dataclass(frozen=True, slots=True)
class Clinics:
    """The clinics of a file, and the problems of the rows that were skipped."""

    clinics: tuple[Clinic, ...]
    """In the order of the file."""
    problems: tuple[Problem, ...] = ()
    """Problems of skipped rows; empty unless bad rows are to be skipped."""


def read_clinics(path: Path, *, skip_bad_rows: bool = False) -> Clinics:
    """Read a file of clinics.

    The first row names the columns, in any order; only slug and website are required. Empty
    rows and a byte order mark are ignored.

    Raises: ClinicsError with file, line, column and value of every problem (at most 20 are
    listed). With skip_bad_rows it is raised only if the file or its first row cannot be read.
    """
    table = read_table(path, LAYOUT)
    clinics: list[Clinic] = []
    row_problems: list[Problem] = []
    lines: dict[str, int] = {}
    for row in table.rows:
        cells = dict(zip(table.columns, row.cells, strict=False))
        of_row = list(_row_problems(table, row, cells, lines))
        row_problems += of_row
        lines.setdefault(cells.get("slug", ""), row.line)
        if not of_row:
            clinics.append(to_clinic(cells))
    if row_problems and not skip_bad_rows:
        raise LAYOUT.error_for(path, row_problems)
    return Clinics(tuple(clinics), tuple(row_problems))


def _row_problems(
    table: Table, row: Row, cells: dict[str, str], lines: dict[str, int]
) -> Iterator[Problem]:
    if wrong_length := table.length_problem(row):
        yield wrong_length
        return
    yield from find_problems(cells, row.line)
    slug = cells["slug"]
    if slug and slug in lines:
        yield Problem(f"is already in line {lines[slug]}", row.line, "slug", slug)


def select(clinics: Sequence[Clinic], slugs: Iterable[str]) -> tuple[Clinic, ...]:
    """Return the clinics with these slugs, each once, in this order; without slugs, all of them.

    Raises: ClinicsError that names every unknown slug and similar known ones.
    """
    by_slug = {clinic.slug: clinic for clinic in clinics}
    selected = list(dict.fromkeys(slugs)) or list(by_slug)
    unknown = [slug for slug in selected if slug not in by_slug]
    if unknown:
        raise ClinicsError("\n".join(_unknown(slug, by_slug) for slug in unknown))
    return tuple(by_slug[slug] for slug in selected)


def _unknown(slug: str, slugs: Iterable[str]) -> str:
    near = difflib.get_close_matches(slug.lower(), slugs)
    hint = f"did you mean {' or '.join(near)}?" if near else "see the column slug of clinics.csv"
    return f"no clinic {slug!r}; {hint}"


def append_clinic(path: Path, clinic: Clinic) -> None:
    """Append a clinic to a file, or create the file; the bytes of the other rows do not change.

    In a file sorted by slug the row is inserted in order, otherwise at the end. The file is
    replaced atomically.

    Raises: ClinicsError if the file or the clinic has problems, the slug is taken or the file
    lacks a column that the clinic needs.
    """
    path = path.resolve()
    row_problems = list(find_problems(to_cells(clinic)))
    if path.exists():
        read_clinics(path)
        table = read_table(path, LAYOUT)
        row_problems += _clashes(table, clinic)
        text = _with_row(table, clinic)
    else:
        text = _line(COLUMNS, "\n") + _line(to_cells(clinic).values(), "\n")
    if row_problems:
        raise LAYOUT.error_for(path, row_problems)
    _replace(path, text)


def _clashes(table: Table, clinic: Clinic) -> Iterator[Problem]:
    for column, value in to_cells(clinic).items():
        if value and column not in table.columns:
            yield Problem("the file has no such column; name it in line 1", None, column, value)
    for row in table.rows:
        if row.cells[table.columns.index("slug")] == clinic.slug:
            yield Problem("is already in the file", row.line, "slug", clinic.slug)


def _with_row(table: Table, clinic: Clinic) -> str:
    lines = list(io.StringIO(table.text, newline=""))
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    cells = to_cells(clinic)
    new = _line((cells[column] for column in table.columns), end)
    lines.insert(_place(table, clinic.slug, len(lines)), new)
    return "".join(lines)


def _place(table: Table, slug: str, last: int) -> int:
    column = table.columns.index("slug")
    slugs = [row.cells[column] for row in table.rows]
    if slugs != sorted(slugs):
        return last
    return next((row.line - 1 for row in table.rows if row.cells[column] > slug), last)


def _line(cells: Iterable[str], end: str) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator=end).writerow(cells)
    return line.getvalue()


def _replace(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink()
        raise ClinicsError(f"{path}: cannot be written: {error.strerror}") from error
