"""All cues of data/vocabulary/claims.csv in one automaton, asked sentence by sentence.

RE2 reads a text in time linear in its length whatever the patterns, and asks all of them at once:
5 microseconds for a sentence without a cue (measured). What it finds is looked at one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import re2

from pipelines.enrich.claims.rows import (
    LAYOUT,
    OPTIONS,
    WORDS_LAYOUT,
    Cue,
    compiled,
    problems,
    to_cue,
    word_problems,
)
from pipelines.enrich.vocabulary_files import packaged_files
from scrapers.clinics.csv_table import checked_rows, filled

PLAIN = str.maketrans("’‘“”–—‑ ®™", "''\"\"--- ''")
"""Typographic marks as the patterns write them; one character each, so that offsets stay."""


class CueMatch(NamedTuple):
    """A cue in a sentence."""

    kind: str
    start: int
    end: int
    is_denied: bool
    """Whether the cue itself denies: its group (?P<not>...) took part."""


@dataclass(frozen=True, slots=True)
class _Way:
    kind: str
    pattern: re2._Regexp
    also: re2._Regexp | None
    unless: re2._Regexp | None
    may_deny: bool
    """Whether it has a group (?P<not>...)."""

    def fire(self, sentence: str | bytes) -> CueMatch | None:
        found = self.pattern.search(sentence)
        if found is None or (self.also and not self.also.search(sentence)):
            return None
        if self.unless and self.unless.search(sentence):
            return None
        is_denied = self.may_deny and bool(found["not"])
        return CueMatch(self.kind, found.start(), found.end(), is_denied)


class Cues:
    """Cues that are asked together."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self.cues = tuple(cues)
        self._ways = [_way(cue) for cue in cues]
        self._all = re2.Set.SearchSet(OPTIONS)
        for cue in cues:
            self._all.Add(cue.pattern)
        self._all.Compile()

    def find(self, sentence: str) -> list[CueMatch]:
        """What fires in a sentence: of each kind the first row that lets it pass."""
        # bytes of ASCII have the offsets of their letters; of other text RE2 has to count these
        plain = sentence.encode() if sentence.isascii() else sentence.translate(PLAIN)
        found: dict[str, CueMatch] = {}
        for index in sorted(self._all.Match(plain) or ()):
            way = self._ways[index]
            if way.kind not in found and (fired := way.fire(plain)):
                found[way.kind] = fired
        return list(found.values())


@cache
def known_cues() -> Cues:
    """The cues of dripfeed's own claims.csv, read once per process."""
    files = packaged_files()
    return Cues(read_cues(files.claims, files.claim_words))


def read_cues(claims: Path, claim_words: Path) -> tuple[Cue, ...]:
    """The rows of claims.csv with the words of claim_words.csv filled in.

    Raises: VocabularyError, which names file, line, column and value of each problem.
    """
    words: dict[str, str] = {}
    for line, cells in checked_rows(claim_words, WORDS_LAYOUT):
        if problems_of_word := list(word_problems(cells, words, line)):
            raise WORDS_LAYOUT.error_for(claim_words, problems_of_word)
        words[cells["name"]] = filled(cells["pattern"], words)
    rows = checked_rows(claims, LAYOUT, lambda cells, line: problems(cells, words, line))
    return tuple(to_cue(cells, words) for _, cells in rows)


def _way(cue: Cue) -> _Way:
    pattern = compiled(cue.pattern)
    return _Way(
        kind=cue.kind,
        pattern=pattern,
        also=compiled(cue.also) if cue.also else None,
        unless=compiled(cue.unless) if cue.unless else None,
        may_deny="not" in pattern.groupindex,
    )
