"""A text in sentences, each with its place in the text: one splitter for all."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from sentencex import get_sentence_boundaries

UNFINISHED = re.compile(
    r"^[(\[]?(?:\d{1,3}|[a-z])[.)\]]$|\b(?:approx|est|incl|resp|min|max|ext)\.$", re.IGNORECASE
)
"""What ends no sentence although sentencex says so: the mark of a list item, and abbreviations that
its list lacks. Source: found with sentencex 1.0.32 on sentences of clinics' blogs."""
UNITS = ("min.", "max.", "ext.", "est.")
"""Of these abbreviations those that do end a sentence before a capital: "over 40 min. You rest"."""
KEPT_BLOCKS = 4_096
"""Blocks whose sentences are remembered; terms, claims and citations all ask for the same ones."""


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
    """The sentence of a text in which, or behind which, a character stands."""
    told = sentences(text)
    at = bisect_right(told, offset, key=lambda each: each.start) - 1
    return told[at].text if at >= 0 else ""


def _of_line(line: str, offset: int) -> list[Sentence]:
    found: list[Sentence] = []
    start, before = 0, ""
    for boundary in get_sentence_boundaries("en", line):
        begin, end = boundary["start_index"], boundary["end_index"]
        if begin > start and not _goes_on(before, line[begin : begin + 1]):
            found += _stripped(line[start:begin], offset + start)
            start = begin
        before = line[max(begin, end - 16) : end].rstrip()
    return found + _stripped(line[start:], offset + start)


def _stripped(piece: str, offset: int) -> list[Sentence]:
    text = piece.strip()
    return [Sentence(text, offset + len(piece) - len(piece.lstrip()))] if text else []


def _goes_on(before: str, after: str) -> bool:
    """Whether what stands before is no end of a sentence; after: the next character."""
    if not UNFINISHED.search(before):
        return False
    return not (before.lower().endswith(UNITS) and after.isupper())
