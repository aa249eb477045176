"""Reads the vocabulary: the terms of all its CSV files, whoever put them there."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pipelines.enrich.terms.matcher import Vocabulary
from pipelines.enrich.terms.rows import LAYOUT, Entry, problems, to_entry
from pipelines.enrich.vocabulary_files import VocabularyFiles
from scrapers.clinics.csv_table import Problem, read_table


def read_vocabulary(files: VocabularyFiles) -> Vocabulary:
    """The terms of these files, compiled; read again only when a file changes.

    Raises: VocabularyError with file, line, column and value of the problems of the first file
    that has any.
    """
    return _compiled(tuple((path, _changed_at(path)) for path in files.terms))


def _changed_at(path: Path) -> int:
    """When the file was last written, in nanoseconds; 0 where it is missing."""
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=4)
def _compiled(files: tuple[tuple[Path, int], ...]) -> Vocabulary:
    places: dict[tuple[str, str], str] = {}
    return Vocabulary(entry for path, _ in files for entry in _entries(path, places))


def _entries(path: Path, places: dict[tuple[str, str], str]) -> Iterator[Entry]:
    """The entries of a file; places: where each term stands, this file's are added."""
    found: list[Problem] = []
    entries: list[Entry] = []
    for line, cells in read_table(path, LAYOUT).complete_rows(found):
        wrong = list(problems(cells, line))
        key = cells["kind"], cells["label"]
        if not wrong and key in places:
            wrong = [Problem(f"stands in {places[key]} already", line, "label", key[1])]
        found += wrong
        places.setdefault(key, f"{path.name} line {line}")
        if not wrong:
            entries.append(to_entry(cells))
    if found:
        raise LAYOUT.error_for(path, found)
    yield from entries
