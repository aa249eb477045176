"""Words as numbers of 64 bits, the same in every process and on every machine."""

from hashlib import blake2b
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from pipelines.dedupe.tokenize import WORD, fold

_Any = TypeVar("_Any", np.uint64, np.int32)
Numbers = npt.NDArray[np.uint64]
Short = npt.NDArray[np.int32]
"""Numbers cut to 32 bits, as the database keeps them: less than half the bytes of a whole one.
Two that are equal by chance only cost a look at the texts, which decide."""

END = 0
"""Stands where a sentence ends."""
FIRST_WORD = 256
"""Numbers below stand for no word: END and the masks."""
TAGS = 7
"""The bits of a number that say what kind of word it is, so that numpy finds those to be masked:
none of them for an ordinary word."""
TITLE, THREE_DIGITS, FOUR_DIGITS, LONG_NUMBER = 1, 2, 3, 4
CAPITAL = 8
"""The bit of a word that was written with a capital, but not in capitals; `without_case` takes it
away."""

KNOWN_PIECES = 200_000
"""What stands between two blanks is looked up once; so many take about 40 MB. Then it begins anew,
against texts of noise. Source: finding words by a pattern took 170 µs of each post, remembering
them takes 70 (measured)."""
LONGEST_PIECE = 60
"""Characters of a piece that is remembered; longer ones are addresses and noise."""
_TITLES = frozenset({"dr", "doctor"})
_ENDS = tuple(".!?…")
_NO_ENDS = frozenset({"Dr.", "Mr.", "Mrs.", "Ms.", "St."})
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(32)


class _Memory(dict[str, tuple[int, ...]]):
    """The numbers of the words in each piece of text between two blanks."""

    def __missing__(self, piece: str) -> tuple[int, ...]:
        if len(self) >= KNOWN_PIECES:
            self.clear()
        told = [_number(spelling) for spelling in WORD.findall(piece)]
        if piece.endswith(_ENDS) and piece not in _NO_ENDS:
            told.append(END)
        if len(piece) <= LONGEST_PIECE:
            self[piece] = tuple(told)
        return tuple(told)


def _number(spelling: str) -> int:
    word = fold(spelling)
    told = int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "big")
    capital = CAPITAL if spelling[0].isupper() and not spelling[1:].isupper() else 0
    return (told | FIRST_WORD) & ~(TAGS | CAPITAL) | _tag(word) | capital


def _tag(word: str) -> int:
    if word in _TITLES:
        return TITLE
    if not word.isdigit():
        return 0
    lengths = {3: THREE_DIGITS, 4: FOUR_DIGITS, 10: LONG_NUMBER, 11: LONG_NUMBER}
    return lengths.get(len(word), 0)


_KNOWN = _Memory()


def numbers(text: str) -> Numbers:
    """A number for each word of a text, and END behind each sentence and line.

    Words that differ in case differ in the bit CAPITAL only, in typography not at all.
    """
    pieces = text.replace("\n", " . ").split()
    return np.fromiter(chain.from_iterable(map(_KNOWN.__getitem__, pieces)), np.uint64)


def without_case(words: Numbers) -> Numbers:
    """The numbers without the bit CAPITAL."""
    return words & np.uint64(~CAPITAL & 2**64 - 1)


def mixed(values: Numbers) -> Numbers:
    """Numbers whose every bit depends on every bit of the value. Source: the finish of MurmurHash3,
    https://github.com/aappleby/smhasher (public domain)."""
    values = (values ^ (values >> _HALF)) * _MIX
    return values ^ (values >> _HALF)


def distinct(values: npt.NDArray[_Any]) -> npt.NDArray[_Any]:
    """The values, each once, sorted. Source: five times as fast as numpy.unique, which builds a
    hash table first (numpy 2.4, 600 numbers, measured)."""
    told = np.sort(values)
    is_first = np.ones(len(told), np.bool_)
    np.not_equal(told[1:], told[:-1], out=is_first[1:])
    return told[is_first]


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
