"""Words and white space, in one meaning for all of `extract`."""

import re
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_INVISIBLE = str.maketrans("", "", "\xad\u200b\u200e\u200f\u2060\ufeff")
"""Soft hyphens, zero-width spaces and direction marks: they split words for machines only."""


def fold(text: str) -> str:
    """Visible text with white space folded to single blanks."""
    seen = text if text.isascii() else text.translate(_INVISIBLE)
    return " ".join(seen.split())


def words_of(text: str) -> tuple[str, ...]:
    """Words in lower case, without punctuation."""
    return tuple(_WORD.findall(text.lower()))


def triples_of(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Runs of three words, one for each place where one begins; [] for fewer words."""
    return [tuple(words[at : at + 3]) for at in range(len(words) - 2)]
