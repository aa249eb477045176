"""Which CSV files say what to look for in posts: those that come with dripfeed, and the user's."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines import data_folder
from scrapers.errors import VocabularyError

OF_WORKING_FOLDER = Path("data/vocabulary")
TABLES = ("booking", "claim_words", "claims", "evidence")
"""Files that hold no terms, by name without .csv; a folder that lacks one takes dripfeed's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyFiles:
    """The files in use; worker processes are given them as they were when the command began."""

    terms: tuple[Path, ...]
    booking: Path
    claim_words: Path
    claims: Path
    evidence: Path


def packaged_files() -> VocabularyFiles:
    """The files that come with dripfeed."""
    return _chosen(_files_of(data_folder() / "vocabulary"))


def vocabulary_files(named: Path | str | None = None) -> VocabularyFiles:
    """The files to use.

    named: a folder. Its terms are used and no others, unless it holds tables only; a table that it
    lacks comes from dripfeed. None adds the files of data/vocabulary in the working folder, if
    there is one, to dripfeed's own; a file with the name of one of these takes its place.
    Raises: VocabularyError where the named folder is missing or has no CSV file.
    """
    packaged = _files_of(data_folder() / "vocabulary")
    if not named:
        return _chosen({**packaged, **_files_of(OF_WORKING_FOLDER.resolve())})
    folder = Path(named).resolve()
    if not folder.is_dir():
        raise VocabularyError(f"no folder {named}: name another with --vocabulary DIR")
    own = _files_of(folder)
    if not own:
        raise VocabularyError(f"{named} has no CSV file with terms; see docs/vocabulary.md")
    has_terms = own.keys() > own.keys() & set(TABLES)
    kept = {name: path for name, path in packaged.items() if name in TABLES or not has_terms}
    return _chosen({**kept, **own})


def _files_of(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted(folder.glob("*.csv"))}


def _chosen(files: Mapping[str, Path]) -> VocabularyFiles:
    return VocabularyFiles(
        terms=tuple(path for name, path in files.items() if name not in TABLES),
        **{name: files[name] for name in TABLES},
    )
