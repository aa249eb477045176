"""Reads the vocabulary: every CSV file of a folder, whoever put it there."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pipelines.enrich.matching import Vocabulary
from pipelines.enrich.vocabulary_rows import LAYOUT, Entry, problems, to_entry
from scrapers.csv_table import Problem, read_table
from scrapers.errors import VocabularyError

PROJECT = Path(__file__).parents[2]
IN_PROJECT = Path("data/vocabulary")
NOT_TERMS = ("booking.csv", "claim_words.csv", "claims.csv", "evidence.csv")
"""Files of the folder that hold something else."""


def vocabulary_folder(named: Path | str | None = None) -> Path:
    """The folder that is named, else data/vocabulary here, else that of the project's checkout.

    Raises: VocabularyError where there is none.
    """
    folders = [Path(named)] if named else [IN_PROJECT, PROJECT / IN_PROJECT]
    for folder in folders:
        if folder.is_dir():
            return folder.resolve()
    raise VocabularyError(
        f"no folder {folders[0]} with the vocabulary: run from the project's folder, or name "
        "another with --vocabulary DIR"
    )


def read_vocabulary(folder: Path) -> Vocabulary:
    """The terms of all CSV files of a folder, compiled; read again only when a file changes.

    Raises: VocabularyError with file, line, column and value of the problems of the first file
    that has any.
    """
    files = tuple(sorted(path for path in folder.glob("*.csv") if path.name not in NOT_TERMS))
    if not files:
        raise VocabularyError(f"{folder} has no CSV file with terms; see docs/vocabulary.md")
    return _compiled(tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _compiled(files: tuple[tuple[Path, int], ...]) -> Vocabulary:
    places: dict[tuple[str, str], str] = {}
    return Vocabulary(entry for path, _ in files for entry in _entries(path, places))


def _entries(path: Path, places: dict[tuple[str, str], str]) -> Iterator[Entry]:
    """The entries of a file; places: where each term stands, this file's are added."""
    found: list[Problem] = []
    entries: list[Entry] = []
    for line, cells in read_table(path, LAYOUT).whole_rows(found):
        wrong = list(problems(cells, line))
        key = cells["kind"], cells["label"]
        if not wrong and key in places:
            wrong = [Problem(f"stands in {places[key]} already", line, "label", key[1])]
        found += wrong
        places.setdefault(key, f"{path.name} line {line}")
        if not wrong:
            entries.append(to_entry(cells))
    if found:
        raise LAYOUT.fault(path, found)
    yield from entries
