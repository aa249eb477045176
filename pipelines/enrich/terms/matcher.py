"""Dictionary matching: finds all terms of the vocabulary in a text in one pass (Aho-Corasick).

The folded words of the text go through an automaton of all written forms. Of overlapping forms of
the same kind the longest is kept, so "treatment-resistant depression" does not count as
"depression"; kinds do not hide each other, so "ketamine infusion" is a drug and a procedure.
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
"""Letters of a name that is recognised where a page has run words together: "AvsolaInflectra" is
two brands, but "MyIVBar" contains no short name."""


class Hit(NamedTuple):
    """A term in a text."""

    entry: Entry
    start: int
    end: int
    """Offset behind its last character."""
    is_acronym: bool
    """Whether it counts only if another word of the post confirms it."""


@dataclass(frozen=True, slots=True)
class _FormRule:
    """A written form in the automaton, with its rule."""

    entry: Entry
    rule: Rule
    written: str | None
    """How its words must be written; None for any case."""
    is_name: bool
    """Whether it is recognised where a page has run words together."""


class _Span(NamedTuple):
    """The span of a form; ordered so that the longest is the smallest."""

    minus_length: int
    start: int
    end: int
    """Offset behind its last character."""


_Candidates = defaultdict[_Span, list[_FormRule]]
"""The forms of one kind, by span."""
_Words = Sequence[tuple[int, Word]]
"""As `words_of_runs` returns them."""


class Vocabulary:
    """All terms, compiled into an automaton; made once per process."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.by_key = {entry.key: entry for entry in entries}
        rules: defaultdict[str, list[_FormRule]] = defaultdict(list)
        for entry in self.by_key.values():
            for folded, rule in _form_rules(entry):
                rules[folded].append(rule)
        self._rules = list(rules.values())
        self._automaton = AhoCorasick(f" {folded} " for folded in rules)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms, in the order of their files."""
        return tuple(entry.term for entry in self.by_key.values())

    def find(self, text: str) -> list[Hit]:
        """Return all matches in reading order, acronyms too, confirmed or not."""
        if not self._rules:
            return []
        by_kind: defaultdict[str, _Candidates] = defaultdict(lambda: defaultdict(list))
        for span, form in self._candidates(text):
            by_kind[form.entry.term.kind][span].append(form)
        hits = [
            Hit(form.entry, span.start, span.end, form.rule is Rule.ACRONYM)
            for candidates in by_kind.values()
            for span, form in _longest(candidates, len(text))
        ]
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.entry.key))

    def _candidates(self, text: str) -> Iterator[tuple[_Span, _FormRule]]:
        """Yield what the automaton finds and the rules allow."""
        words = words_of_runs(text)
        folded = [word.folded for _, word in words]
        line = f" {' '.join(folded)} "
        blanks = [0, *accumulate(len(word) + 1 for word in folded)]
        for index, start, end in self._automaton.find_matches_as_indexes(line, overlapping=True):
            first, last = bisect_left(blanks, start), bisect_left(blanks, end - 1)
            if (blanks[first], blanks[last]) != (start, end - 1):
                continue  # between the two words that folding made of B₁₂
            matched = words[first:last]
            span = _span(matched)
            for rule in self._rules[index]:
                if _is_allowed(rule, text, span, matched):
                    yield span, rule


NO_TERMS = Vocabulary()
"""A vocabulary that finds nothing."""


def _form_rules(entry: Entry) -> Iterator[tuple[str, _FormRule]]:
    """Yield the folded spellings of an entry, each with its rule."""
    for form in entry.forms:
        is_exact = form.rule in (Rule.AS_WRITTEN, Rule.ACRONYM) or (
            form.rule is Rule.EXCEPTION and form.text != form.text.lower()
        )
        form_rule = _FormRule(
            entry=entry,
            rule=form.rule,
            written=_as_written(form.text, words_of_runs(form.text)) if is_exact else None,
            is_name=form.text[0].isupper() and len(form.text) >= MIN_RUN_TOGETHER,
        )
        run_together = fold(form.text.lower())  # coq10 in addition to CoQ10
        for folded in sorted(
            {*_singular_and_plural(fold(form.text)), *_singular_and_plural(run_together)}
        ):
            yield folded, form_rule


def _singular_and_plural(folded: str) -> Iterator[str]:
    """Yield a folded form and its plural; a single letter or a number has none."""
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


def _span(words: _Words) -> _Span:
    (offset, first), (last_offset, last) = words[0], words[-1]
    start, end = offset + first.start, last_offset + last.end
    return _Span(start - end, start, end)


def _is_allowed(form: _FormRule, text: str, span: _Span, words: _Words) -> bool:
    for edge in (span.start, span.end):
        if _is_inside_run(text, edge) and not (form.is_name and text[edge].isupper()):
            return False
    return form.written is None or _as_written(text, words) in (form.written, f"{form.written}s")


def _is_inside_run(text: str, edge: int) -> bool:
    """Return whether letters or digits continue at the edge of a word: AvsolaInflectra, B12."""
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()


def _as_written(text: str, words: _Words) -> str:
    return " ".join(
        POSSESSIVE.sub("", text[offset + word.start : offset + word.end]) for offset, word in words
    )


def _longest(candidates: _Candidates, length: int) -> Iterator[tuple[_Span, _FormRule]]:
    """Yield the longest of overlapping forms, the first of equally long ones.

    Several terms of a kind may share a form; each is yielded once, preferably not as an acronym.
    length: characters of the text.
    """
    taken = bytearray(length)
    for span in sorted(candidates):
        if 1 in taken[span.start : span.end]:
            continue
        taken[span.start : span.end] = b"\1" * -span.minus_length
        acronyms_first = sorted(candidates[span], key=lambda form: form.rule is not Rule.ACRONYM)
        by_term = {form.entry.key: form for form in acronyms_first}
        yield from ((span, form) for form in by_term.values() if form.rule is not Rule.EXCEPTION)
