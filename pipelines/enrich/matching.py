"""Finds every term of the vocabulary in a text, in one pass over the text.

The text's folded words go once through an automaton of all written forms (Aho-Corasick). Of the
forms of a kind that overlap the longest stays, so "depression" is not in "treatment-resistant
depression"; kinds do not hide each other, so "ketamine infusion" names a drug and a procedure.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from pipelines.enrich.folding import POSSESSIVE, Word, fold, words
from pipelines.enrich.vocabulary_rows import Entry, Rule
from pipelines.items import Term

MIN_RUN_TOGETHER = 5
"""Letters of a name that is seen where a page has run words together: "AvsolaInflectra" is two
brands, "MyIVBar" holds no short name."""


class Hit(NamedTuple):
    """A term in a text."""

    entry: Entry
    start: int
    end: int
    """Offset behind its last character."""
    is_acronym: bool
    """Whether it counts only where the post says by another word what it means."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A form as the automaton knows it."""

    entry: Entry
    rule: Rule
    written: str | None
    """How its words must be written; None for any case."""
    is_name: bool
    """Whether it is seen where a page has run words together."""


class _Candidate(NamedTuple):
    """A form at a place, before longer ones are looked for."""

    first: int
    last: int
    """Its first and last word."""
    way: _Way


class Vocabulary:
    """All terms, compiled; made once per process."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.by_key = {entry.key: entry for entry in entries}
        ways: defaultdict[str, list[_Way]] = defaultdict(list)
        for entry in self.by_key.values():
            for folded, way in _ways(entry):
                ways[folded].append(way)
        self._ways = list(ways.values())
        self._automaton = AhoCorasick(f" {folded} " for folded in ways)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms, in the order of their files."""
        return tuple(entry.term for entry in self.by_key.values())

    def find(self, text: str) -> list[Hit]:
        """Every mention of a term, in reading order; acronyms too, whether vouched for or not."""
        read = words(text)
        by_kind: defaultdict[str, list[_Candidate]] = defaultdict(list)
        for candidate in self._candidates(text, read):
            by_kind[candidate.way.entry.term.kind].append(candidate)
        hits = [
            Hit(way.entry, read[first].start, read[last].end, way.rule is Rule.ACRONYM)
            for candidates in by_kind.values()
            for first, last, way in _longest(candidates, read)
        ]
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.entry.key))

    def _candidates(self, text: str, read: Sequence[Word]) -> Iterator[_Candidate]:
        """Whatever the automaton finds and the rules allow."""
        folded = [word.folded for word in read]
        line = f" {' '.join(folded)} "
        blanks = [0, *accumulate(len(word) + 1 for word in folded)]
        for index, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True):
            first, behind = bisect_left(blanks, start), bisect_left(blanks, end - 1)
            if (blanks[first], blanks[behind]) != (start, end - 1):
                continue  # between the two words that folding made of B₁₂
            for way in self._ways[index]:
                if _allowed(way, text, read[first:behind]):
                    yield _Candidate(first, behind - 1, way)


def _ways(entry: Entry) -> Iterator[tuple[str, _Way]]:
    """The folded spellings of an entry, each with what it asks for."""
    for form in entry.forms:
        is_exact = form.rule in (Rule.AS_WRITTEN, Rule.ACRONYM) or (
            form.rule is Rule.EXCEPTION and form.text != form.text.lower()
        )
        way = _Way(
            entry=entry,
            rule=form.rule,
            written=_as_written(form.text, words(form.text)) if is_exact else None,
            is_name=form.text[0].isupper() and len(form.text) >= MIN_RUN_TOGETHER,
        )
        run_together = fold(form.text.lower())  # coq10 beside CoQ10
        for folded in sorted({*_numbers(fold(form.text)), *_numbers(run_together)}):
            yield folded, way


def _numbers(folded: str) -> Iterator[str]:
    """A folded form and its plural; a lone letter or a figure has none."""
    yield folded
    last = folded.rpartition(" ")[2]
    if len(last) < 2 or not last.isalpha():
        return
    if last.endswith(("s", "x", "z", "ch", "sh")):
        yield f"{folded}es"
    elif last.endswith("y") and last[-2] not in "aeiou":
        yield f"{folded[:-1]}ies"
    else:
        yield f"{folded}s"


def _allowed(way: _Way, text: str, read: Sequence[Word]) -> bool:
    start, end = read[0].start, read[-1].end
    for edge in (start, end):
        if _is_inside_run(text, edge) and not (way.is_name and text[edge].isupper()):
            return False
    return way.written is None or _as_written(text, read) in (way.written, f"{way.written}s")


def _is_inside_run(text: str, edge: int) -> bool:
    """Whether letters or digits go on at the edge of a word, as in AvsolaInflectra or B12."""
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()


def _as_written(text: str, read: Sequence[Word]) -> str:
    return " ".join(POSSESSIVE.sub("", text[word.start : word.end]) for word in read)


def _longest(candidates: list[_Candidate], read: Sequence[Word]) -> Iterator[_Candidate]:
    """Of those that overlap the longest, of equally long ones the first.

    Several terms of a kind may share a form; each is given once, plainly rather than as acronym.
    """

    def span(candidate: _Candidate) -> tuple[int, int, int]:
        first, last, _ = candidate
        return read[first].start - read[last].end, first, last  # the longest is the smallest

    taken = bytearray(len(read))
    for (_, first, last), found in groupby(sorted(candidates, key=span), key=span):
        if any(taken[first : last + 1]):
            continue
        taken[first : last + 1] = b"\1" * (last + 1 - first)
        plain_last = sorted(found, key=lambda candidate: candidate.way.rule is not Rule.ACRONYM)
        of_entry = {candidate.way.entry.key: candidate for candidate in plain_last}
        yield from (one for one in of_entry.values() if one.way.rule is not Rule.EXCEPTION)
