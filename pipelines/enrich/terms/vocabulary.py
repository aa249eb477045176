"""Reads the terms of all vocabulary files."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pipelines.enrich.terms.matcher import Vocabulary
from pipelines.enrich.terms.rows import LAYOUT, Entry, problems, to_entry
from pipelines.enrich.vocabulary_files import VocabularyFiles
from scrapers.clinics.csv_table import Problem, read_table


def read_vocabulary(files: VocabularyFiles) -> Vocabulary:
    """Return the terms of these files, compiled; files are read again only after a change.

    Raises: VocabularyError with file, line, column and value of the problems of the first file
    that has any.
    """
    return _compiled(tuple((path, _changed_at(path)) for path in files.terms))


def _changed_at(path: Path) -> int:
    """Return when the file was last written, in nanoseconds; 0 if it is missing."""
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=4)
def _compiled(files: tuple[tuple[Path, int], ...]) -> Vocabulary:
    places: dict[tuple[str, str], str] = {}
    return Vocabulary(entry for path, _ in files for entry in _entries(path, places))


def _entries(path: Path, places: dict[tuple[str, str], str]) -> Iterator[Entry]:
    """Yield the entries of a file; places: where each term is defined, extended by this file."""
    file_problems: list[Problem] = []
    entries: list[Entry] = []
    for line, cells in read_table(path, LAYOUT).complete_rows(file_problems):
        row_problems = list(problems(cells, line))
        key = cells["kind"], cells["label"]
        if not row_problems and key in places:
            row_problems = [Problem(f"is already in {places[key]}", line, "label", key[1])]
        file_problems += row_problems
        places.setdefault(key, f"{path.name} line {line}")
        if not row_problems:
            entries.append(to_entry(cells))
    if file_problems:
        raise LAYOUT.error_for(path, file_problems)
    yield from entries
