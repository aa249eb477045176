"""Tokenizer for near-duplicates: the words of a text, folded so that typography does not count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

_JOINERS = "’'ʼ\u00ad\u200b-\u200d\u0300-\u036f"
"""Characters that may be inside a word: apostrophes, soft hyphens, zero-width characters and
combining accents."""
WORD = re.compile(rf"[^\W_]+(?:[{_JOINERS}]+[^\W_]+)*[\u0300-\u036f]*")
_JOINER = re.compile(f"[{_JOINERS}]")
_POSSESSIVE = re.compile("[’'ʼ][sS]$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, with its character offsets."""

    start: int
    end: int
    folded: str


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text in reading order."""
    for match in WORD.finditer(text):
        yield Word(match.start(), match.end(), fold(match[0]))


def fold(word: str) -> str:
    """Return a word as it is compared: without case, apostrophes, possessive s and ligatures.

    Such as sarah for "Sarah’s", first for "ﬁrst". Never empty for a word.
    """
    bare = _JOINER.sub("", _POSSESSIVE.sub("", normalize("NFKC", word)))
    return bare.casefold() or word
