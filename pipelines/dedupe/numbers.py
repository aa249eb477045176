"""Words as numbers of 64 bits, the same in every process and on every machine."""

from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from pipelines.dedupe.words import WORD_OR_END, fold

Numbers = npt.NDArray[np.uint64]
Short = npt.NDArray[np.int32]
"""Numbers cut to 32 bits, as the database keeps them: less than half the bytes of a whole one.
Two that are equal by chance only cost a look at the texts, which decide."""

END = 0
"""Stands where a sentence ends."""
FIRST_WORD = 256
"""Numbers below stand for no word: END and the masks."""
TAGS = 3
"""The bits of a number that say what kind of word it is, so that numpy finds those to be masked:
none of them for an ordinary word."""
TITLE, THREE_DIGITS, LONG_NUMBER = 1, 2, 3

KNOWN_WORDS = 500_000
"""Spellings that are remembered; about 60 MB. Then it begins anew, against texts of noise."""
_TITLES = frozenset({"dr", "doctor"})
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(32)


class _Memory(dict[str, int]):
    """The number of each word that was met, by its spelling."""

    def __missing__(self, spelling: str) -> int:
        if len(self) >= KNOWN_WORDS:
            self.clear()
        number = self[spelling] = _number(spelling)
        return number


def _number(spelling: str) -> int:
    if not spelling[0].isalnum():
        return END
    word = fold(spelling)
    told = int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    return (told | FIRST_WORD) & ~TAGS | _tag(word)


def _tag(word: str) -> int:
    if word in _TITLES:
        return TITLE
    if not word.isdigit():
        return 0
    return {3: THREE_DIGITS, 10: LONG_NUMBER, 11: LONG_NUMBER}.get(len(word), 0)


_KNOWN = _Memory()


def spellings(text: str) -> list[str]:
    """The words of a text as written, and what ends its sentences, in reading order."""
    return WORD_OR_END.findall(text)


def numbers(spelled: list[str]) -> Numbers:
    """A number for each of `spellings`: equal for words that differ in case and typography only."""
    return np.fromiter(map(_KNOWN.__getitem__, spelled), np.uint64, len(spelled))


def mixed(values: Numbers) -> Numbers:
    """Numbers whose every bit depends on every bit of the value. Source: the finish of MurmurHash3,
    https://github.com/aappleby/smhasher (public domain)."""
    values = (values ^ (values >> _HALF)) * _MIX
    return values ^ (values >> _HALF)


def shingles(words: Numbers, length: int) -> Numbers:
    """A number for each so many words in a row, in reading order."""
    count = max(0, len(words) - length + 1)
    total = np.zeros(count, np.uint64)
    for shift in range(length):
        total = total * _GOLDEN + words[shift : shift + count]
    return mixed(total)


def summed(words: Numbers, starts: npt.NDArray[Any], lengths: npt.NDArray[Any]) -> Numbers:
    """A number for each stretch of words, which depends on their order.

    starts, lengths: of the stretches, which follow one another; none is empty.
    """
    place = (np.arange(len(words)) - np.repeat(starts, lengths)).astype(np.uint64)
    return np.add.reduceat(mixed(words + place * _GOLDEN), starts)


def short(values: Numbers) -> Short:
    """The upper half of each number, as a signed one: its order stays."""
    return ((values >> _HALF).astype(np.int64) - 2**31).astype(np.int32)
