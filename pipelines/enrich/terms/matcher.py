"""Finds every term of the vocabulary in a text, in one pass over the text.

The text's folded words go once through an automaton of all written forms (Aho-Corasick). Of the
forms of a kind that overlap the longest stays, so "depression" is not in "treatment-resistant
depression"; kinds do not hide each other, so "ketamine infusion" names a drug and a procedure.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from pipelines.enrich.terms.rows import Entry, Rule
from pipelines.enrich.terms.tokenize import POSSESSIVE, Word, fold, words_of_runs
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


class _Span(NamedTuple):
    """Where a form stands, before longer ones are looked for; the longest is the smallest."""

    minus_length: int
    start: int
    end: int
    """Offset behind its last character."""


_Candidates = defaultdict[_Span, list[_Way]]
"""The forms of one kind, by where they stand."""
_Words = Sequence[tuple[int, Word]]
"""As `words_of_runs` gives them."""


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
        if not self._ways:
            return []
        by_kind: defaultdict[str, _Candidates] = defaultdict(lambda: defaultdict(list))
        for span, way in self._candidates(text):
            by_kind[way.entry.term.kind][span].append(way)
        hits = [
            Hit(way.entry, span.start, span.end, way.rule is Rule.ACRONYM)
            for candidates in by_kind.values()
            for span, way in _longest(candidates, len(text))
        ]
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.entry.key))

    def _candidates(self, text: str) -> Iterator[tuple[_Span, _Way]]:
        """Whatever the automaton finds and the rules allow."""
        read = words_of_runs(text)
        folded = [word.folded for _, word in read]
        line = f" {' '.join(folded)} "
        blanks = [0, *accumulate(len(word) + 1 for word in folded)]
        for index, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True):
            first, behind = bisect_left(blanks, start), bisect_left(blanks, end - 1)
            if (blanks[first], blanks[behind]) != (start, end - 1):
                continue  # between the two words that folding made of B₁₂
            found = read[first:behind]
            span = _span(found)
            for way in self._ways[index]:
                if _allowed(way, text, span, found):
                    yield span, way


NO_TERMS = Vocabulary()
"""A vocabulary that finds nothing."""


def _ways(entry: Entry) -> Iterator[tuple[str, _Way]]:
    """The folded spellings of an entry, each with what it asks for."""
    for form in entry.forms:
        is_exact = form.rule in (Rule.AS_WRITTEN, Rule.ACRONYM) or (
            form.rule is Rule.EXCEPTION and form.text != form.text.lower()
        )
        way = _Way(
            entry=entry,
            rule=form.rule,
            written=_as_written(form.text, words_of_runs(form.text)) if is_exact else None,
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


def _span(read: _Words) -> _Span:
    (offset, first), (last_offset, last) = read[0], read[-1]
    start, end = offset + first.start, last_offset + last.end
    return _Span(start - end, start, end)


def _allowed(way: _Way, text: str, span: _Span, read: _Words) -> bool:
    for edge in (span.start, span.end):
        if _is_inside_run(text, edge) and not (way.is_name and text[edge].isupper()):
            return False
    return way.written is None or _as_written(text, read) in (way.written, f"{way.written}s")


def _is_inside_run(text: str, edge: int) -> bool:
    """Whether letters or digits go on at the edge of a word, as in AvsolaInflectra or B12."""
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()


def _as_written(text: str, read: _Words) -> str:
    return " ".join(
        POSSESSIVE.sub("", text[offset + word.start : offset + word.end]) for offset, word in read
    )


def _longest(candidates: _Candidates, length: int) -> Iterator[tuple[_Span, _Way]]:
    """Of those that overlap the longest, of equally long ones the first.

    Several terms of a kind may share a form; each is given once, plainly rather than as acronym.
    length: of the text.
    """
    taken = bytearray(length)
    for span in sorted(candidates):
        if 1 in taken[span.start : span.end]:
            continue
        taken[span.start : span.end] = b"\1" * -span.minus_length
        plain_last = sorted(candidates[span], key=lambda way: way.rule is not Rule.ACRONYM)
        of_entry = {way.entry.key: way for way in plain_last}
        yield from ((span, way) for way in of_entry.values() if way.rule is not Rule.EXCEPTION)
