"""The vocabulary files: CSV files that come with dripfeed, and the user's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines import data_folder
from scrapers.errors import VocabularyError

OF_WORKING_FOLDER = Path("data/vocabulary")
TABLES = ("booking", "claim_words", "claims", "evidence")
"""Files without terms, by name without .csv; a folder that lacks one uses dripfeed's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyFiles:
    """The files in use; worker processes get those that the command began with."""

    terms: tuple[Path, ...]
    booking: Path
    claim_words: Path
    claims: Path
    evidence: Path


def packaged_files() -> VocabularyFiles:
    """Return the files that come with dripfeed."""
    return _from_files(_files_in(data_folder() / "vocabulary"))


def vocabulary_files(folder: Path | str | None = None) -> VocabularyFiles:
    """Return the files to use.

    folder: only its terms are used, unless it has tables only; a table that it lacks comes from
    dripfeed. None uses dripfeed's own files and those of data/vocabulary in the working folder, if
    there is one; a file there replaces dripfeed's file of the same name.
    Raises: VocabularyError if the folder is missing or has no CSV file.
    """
    packaged = _files_in(data_folder() / "vocabulary")
    if not folder:
        return _from_files({**packaged, **_files_in(OF_WORKING_FOLDER.resolve())})
    path = Path(folder).resolve()
    if not path.is_dir():
        raise VocabularyError(f"no folder {folder}: name another with --vocabulary DIR")
    user_files = _files_in(path)
    if not user_files:
        raise VocabularyError(f"{folder} has no CSV file with terms; see docs/vocabulary.md")
    has_terms = user_files.keys() > user_files.keys() & set(TABLES)
    kept = {name: file for name, file in packaged.items() if name in TABLES or not has_terms}
    return _from_files({**kept, **user_files})


def _files_in(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.csv"))}


def _from_files(files: Mapping[str, Path]) -> VocabularyFiles:
    return VocabularyFiles(
        terms=tuple(path for name, path in files.items() if name not in TABLES),
        **{name: files[name] for name in TABLES},
    )
