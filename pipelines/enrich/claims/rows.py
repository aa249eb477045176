"""Rows of data/vocabulary/claims.csv: their columns, their validation, and the Cue of each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import re2

from scrapers.clinics.csv_table import Layout, Problem, filled, is_day
from scrapers.errors import VocabularyError

LAYOUT = Layout(
    columns=("kind", "cue", "also", "unless", "match", "no_match", "source", "checked_on"),
    required=("kind", "cue", "match"),
    error=VocabularyError,
    missing="it comes with dripfeed; take it from there again",
)
WORDS_LAYOUT = Layout(
    columns=("name", "pattern", "note"),
    required=("name", "pattern"),
    error=VocabularyError,
    missing="it comes with dripfeed; take it from there again",
)
KIND = re.compile(r"[a-z]+(_[a-z]+)*")

OPTIONS = re2.Options()
OPTIONS.case_sensitive = False
OPTIONS.log_errors = False
OPTIONS.max_mem = 64 << 20
"""Bytes for the automaton of all cues together; the 48 of claims.csv need 1 MB (measured)."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that makes a sentence worth a reviewer's attention."""

    kind: str
    pattern: str
    """A regular expression in RE2's syntax with its {words} filled in; case does not count."""
    also: str | None
    """A pattern that must occur in the sentence too."""
    unless: str | None
    """A pattern that must not occur in the sentence."""
    match: str
    """A sentence that it matches."""
    no_match: str | None
    """A similar sentence that it must not match."""


def compile_pattern(pattern: str) -> re2._Regexp:
    """Compile a pattern with RE2, which takes linear time whatever the pattern.

    Raises: re2.error for a pattern that RE2 cannot read, such as one with look-ahead.
    """
    return re2.compile(pattern, OPTIONS)


def word_problems(
    cells: Mapping[str, str], words: Mapping[str, str], line: int
) -> Iterator[Problem]:
    """Yield what is wrong with a row of claim_words.csv; a word may use the words above it."""
    yield from WORDS_LAYOUT.missing_values(cells, line)
    name = cells.get("name", "")
    if name and not KIND.fullmatch(name):
        yield Problem("is not lower-case letters and underscores", line, "name", name)
    if problem := pattern_problem(cells.get("pattern", ""), words):
        yield Problem(problem, line, "pattern", cells["pattern"])


def problems(
    cells: Mapping[str, str], words: Mapping[str, str], line: int | None = None
) -> Iterator[Problem]:
    """Yield what is wrong with a row of claims.csv, given as column name to stripped text."""
    yield from LAYOUT.missing_values(cells, line, "is empty, every cue needs one")
    kind, day = cells.get("kind", ""), cells.get("checked_on", "")
    if kind and not KIND.fullmatch(kind):
        why = "is not lower-case letters joined by underscores, such as fda_status"
        yield Problem(why, line, "kind", kind)
    if day and not is_day(day):
        yield Problem("is not a day such as 2026-11-25", line, "checked_on", day)
    for column in ("cue", "also", "unless"):
        if problem := pattern_problem(cells.get(column, ""), words):
            yield Problem(problem, line, column, cells[column])


def pattern_problem(pattern: str, words: Mapping[str, str]) -> str | None:
    """Return why a pattern cannot be used; None for a valid one."""
    try:
        compiled = compile_pattern(filled(pattern, words))
    except KeyError as error:
        return f"claim_words.csv has no word {error}"
    except re2.error as error:
        message = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        return f"is not a regular expression of RE2: {message}"
    if pattern and compiled.search(""):
        return "matches an empty text, so every sentence would be a cue"
    return None


def to_cue(cells: Mapping[str, str], words: Mapping[str, str]) -> Cue:
    """Return the Cue of a valid row."""
    return Cue(
        kind=cells["kind"],
        pattern=filled(cells["cue"], words),
        also=filled(cells["also"], words) if cells.get("also") else None,
        unless=filled(cells["unless"], words) if cells.get("unless") else None,
        match=cells["match"],
        no_match=cells.get("no_match") or None,
    )
