"""clinics.csv to Clinics and back: read all, choose some, add one."""

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
from scrapers.clinics.rows import COLUMNS, LAYOUT, problems, to_cells, to_clinic
from scrapers.errors import ClinicsError
from scrapers.items import Clinic


@dataclass(frozen=True, slots=True)
class Clinics:
    """What a file holds."""

    clinics: tuple[Clinic, ...]
    """In the order of the file."""
    problems: tuple[Problem, ...] = ()
    """Of the rows left out; always empty unless bad rows are to be skipped."""


def read_clinics(path: Path, *, skip_bad_rows: bool = False) -> Clinics:
    """Read a file of clinics.

    The first row names the columns, in any order; only slug and website are required. Empty
    rows are ignored, a byte order mark is too.

    Raises ClinicsError with file, line, column and value of every problem (the first 20 in
    words). With skip_bad_rows it is raised only where the file or its first row cannot be read.
    """
    table = read_table(path, LAYOUT)
    clinics: list[Clinic] = []
    found: list[Problem] = []
    lines: dict[str, int] = {}
    for row in table.rows:
        cells = dict(zip(table.columns, row.cells, strict=False))
        wrong = list(_row_problems(table, row, cells, lines))
        found += wrong
        lines.setdefault(cells.get("slug", ""), row.line)
        if not wrong:
            clinics.append(to_clinic(cells))
    if found and not skip_bad_rows:
        raise LAYOUT.fault(path, found)
    return Clinics(tuple(clinics), tuple(found))


def _row_problems(
    table: Table, row: Row, cells: dict[str, str], lines: dict[str, int]
) -> Iterator[Problem]:
    if wrong_length := table.length_problem(row):
        yield wrong_length
        return
    yield from problems(cells, row.line)
    slug = cells["slug"]
    if slug and slug in lines:
        yield Problem(f"stands in line {lines[slug]} already", row.line, "slug", slug)


def select(clinics: Sequence[Clinic], slugs: Iterable[str]) -> tuple[Clinic, ...]:
    """Choose clinics by slug, each once, in the order asked; all of them where none is asked.

    Raises ClinicsError that names every unknown slug and those that look like it.
    """
    by_slug = {clinic.slug: clinic for clinic in clinics}
    wanted = list(dict.fromkeys(slugs)) or list(by_slug)
    unknown = [slug for slug in wanted if slug not in by_slug]
    if unknown:
        raise ClinicsError("\n".join(_unknown(slug, by_slug) for slug in unknown))
    return tuple(by_slug[slug] for slug in wanted)


def _unknown(slug: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(slug.lower(), known)
    hint = f"did you mean {' or '.join(near)}?" if near else "see the column slug of clinics.csv"
    return f"no clinic {slug!r}; {hint}"


def append_clinic(path: Path, clinic: Clinic) -> None:
    """Add a row to a file of clinics, or begin the file; its other rows stay byte for byte.

    Where the file is sorted by slug the row goes to its place, else to the end. The file is
    replaced at once: a reader sees the old or the new one, never half.

    Raises ClinicsError where the file or the clinic has problems, the slug is taken or the file
    lacks a column that the clinic needs.
    """
    path = path.resolve()
    found = list(problems(to_cells(clinic)))
    if path.exists():
        read_clinics(path)
        table = read_table(path, LAYOUT)
        found += _clashes(table, clinic)
        text = _with_row(table, clinic)
    else:
        text = _line(COLUMNS, "\n") + _line(to_cells(clinic).values(), "\n")
    if found:
        raise LAYOUT.fault(path, found)
    _replace(path, text)


def _clashes(table: Table, clinic: Clinic) -> Iterator[Problem]:
    for column, value in to_cells(clinic).items():
        if value and column not in table.columns:
            yield Problem("the file has no such column; name it in line 1", None, column, value)
    for row in table.rows:
        if row.cells[table.columns.index("slug")] == clinic.slug:
            yield Problem("is there already", row.line, "slug", clinic.slug)


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
