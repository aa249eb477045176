"""A text in sentences, each with its place in the text: one splitter for all."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sentencex import get_sentence_boundaries

UNFINISHED = re.compile(
    r"^[(\[]?(?:\d{1,3}|[a-z])[.)\]]$|\b(?:approx|est|incl|resp|min|max|ext)\.$", re.IGNORECASE
)
"""What ends no sentence although sentencex says so: the mark of a list item, and abbreviations that
its list lacks. Source: found with sentencex 1.0.32 on sentences of clinics' blogs."""
BEHIND_HOST = re.compile(r"\s(?<=\.(?:gov|com|org|net|edu)\.\s)\s*(?=[A-Z])")
"""Where a sentence ends with the name of a site: "See ClinicalTrials.gov. It is free". The blank
stands first since the search skips to it, where it stops at every character to look behind."""
UNITS = ("min.", "max.", "ext.", "est.")
"""Of these abbreviations those that do end a sentence before a capital: "over 40 min. You rest"."""
KEPT_BLOCKS = 4_096
"""Blocks whose sentences are remembered; terms, claims and citations all ask for the same ones."""


MAX_QUOTE = 600
"""Characters of a quote: a page without a full stop is no sentence. Source: of the sentences with
terms in 993 pages of the corpus 99.9 % are no longer (measured)."""


class Sentence(NamedTuple):
    """A sentence of a text."""

    text: str
    """Without white space around it."""
    start: int
    """Offset of its first character in the text."""

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)


@lru_cache(maxsize=KEPT_BLOCKS)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a block, in order; a line break (a table's row) always ends one.

    Linear in the length of the text: a million characters without an end take 70 ms.
    """
    found: list[Sentence] = []
    start = 0
    for line in text.splitlines(keepends=True):
        found += _of_line(line, start)
        start += len(line)
    return tuple(found)


def sentence_at(text: str, offset: int) -> str:
    """The sentence of a text in which, or behind which, a character stands.

    Of a very long one only what stands around the character.
    """
    told = sentences(text)
    at = bisect_right(told, offset, key=lambda each: each.start) - 1
    if at < 0:
        return ""
    sentence = told[at]
    if len(sentence.text) <= MAX_QUOTE:
        return sentence.text
    begin = max(sentence.start, offset - MAX_QUOTE // 2)
    return text[begin : min(sentence.end, begin + MAX_QUOTE)].strip()


def _of_line(line: str, offset: int) -> list[Sentence]:
    found: list[Sentence] = []
    start, before = 0, ""
    for boundary in get_sentence_boundaries("en", line):
        begin, end = boundary["start_index"], boundary["end_index"]
        if begin > start and not _goes_on(before, line[begin : begin + 1]):
            found += _pieces(line[start:begin], offset + start)
            start = begin
        before = line[max(begin, end - 16) : end].rstrip()
    return [*found, *_pieces(line[start:], offset + start)]


def _pieces(text: str, offset: int) -> Iterator[Sentence]:
    """A stretch as sentences: sentencex takes the end of a host for an abbreviation."""
    begin = 0
    for gap in BEHIND_HOST.finditer(text):
        yield from _stripped(text[begin : gap.start()], offset + begin)
        begin = gap.end()
    yield from _stripped(text[begin:], offset + begin)


def _stripped(piece: str, offset: int) -> list[Sentence]:
    text = piece.strip()
    return [Sentence(text, offset + len(piece) - len(piece.lstrip()))] if text else []


def _goes_on(before: str, after: str) -> bool:
    """Whether what stands before is no end of a sentence; after: the next character."""
    if not UNFINISHED.search(before):
        return False
    return not (before.lower().endswith(UNITS) and after.isupper())
