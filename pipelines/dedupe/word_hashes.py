"""64-bit hashes of words and shingles, the same in every process and on every machine."""

from hashlib import blake2b
from itertools import chain
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from pipelines.dedupe.tokenize import WORD, fold

_Integer = TypeVar("_Integer", np.uint64, np.int32)
Hashes = npt.NDArray[np.uint64]
ShortHashes = npt.NDArray[np.int32]
"""Hashes cut to 32 bits for the database, in less than half the bytes. A collision only costs a
comparison of two texts, which decides."""

SENTENCE_END = 0
"""Marks the end of a sentence in an array of hashes."""
MIN_WORD_HASH = 256
"""Smaller numbers are not words: SENTENCE_END and the placeholders."""
TAGS = 7
"""The bits of a hash with the kind of word, so that numpy finds candidates for placeholders; zero
for an ordinary word."""
TITLE, THREE_DIGITS, FOUR_DIGITS, LONG_NUMBER = 1, 2, 3, 4
CAPITAL = 8
"""The bit of a word that begins with a capital but is not all in capitals; `without_case` clears
it."""

MAX_CACHED_TOKENS = 200_000
"""Tokens between blanks whose hashes are cached, about 40 MB. A full cache is emptied, as a defence
against texts of noise. Source: finding words by a pattern took 170 µs per post, the cache takes 70
(measured)."""
MAX_CACHED_LENGTH = 60
"""Characters of a token that is cached; longer ones are URLs and noise."""
_TITLES = frozenset({"dr", "doctor"})
_ENDS = tuple(".!?…")
_NO_ENDS = frozenset({"Dr.", "Mr.", "Mrs.", "Ms.", "St."})
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(32)


class _TokenCache(dict[str, tuple[int, ...]]):
    """The hashes of the words in each token between two blanks."""

    def __missing__(self, token: str) -> tuple[int, ...]:
        if len(self) >= MAX_CACHED_TOKENS:
            self.clear()
        hashes = [_hash_word(spelling) for spelling in WORD.findall(token)]
        if token.endswith(_ENDS) and token not in _NO_ENDS:
            hashes.append(SENTENCE_END)
        if len(token) <= MAX_CACHED_LENGTH:
            self[token] = tuple(hashes)
        return tuple(hashes)


def _hash_word(spelling: str) -> int:
    word = fold(spelling)
    digest = blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
    value = int.from_bytes(digest, "big")
    capital = CAPITAL if spelling[0].isupper() and not spelling[1:].isupper() else 0
    return (value | MIN_WORD_HASH) & ~(TAGS | CAPITAL) | _tag(word) | capital


def _tag(word: str) -> int:
    if word in _TITLES:
        return TITLE
    if not word.isdigit():
        return 0
    lengths = {3: THREE_DIGITS, 4: FOUR_DIGITS, 10: LONG_NUMBER, 11: LONG_NUMBER}
    return lengths.get(len(word), 0)


_CACHE = _TokenCache()


def hash_words(text: str) -> Hashes:
    """Return a hash for each word of a text, and SENTENCE_END after each sentence and line.

    Words that differ only in case differ in the bit CAPITAL; typography makes no difference.
    """
    tokens = text.replace("\n", " . ").split()
    return np.fromiter(chain.from_iterable(map(_CACHE.__getitem__, tokens)), np.uint64)


def without_case(words: Hashes) -> Hashes:
    """Return the hashes without the bit CAPITAL."""
    return words & np.uint64(~CAPITAL & 2**64 - 1)


def mix(values: Hashes) -> Hashes:
    """Return hashes in which every bit depends on every bit of the value.

    Source: the finalizer of MurmurHash3, https://github.com/aappleby/smhasher (public domain).
    """
    values = (values ^ (values >> _HALF)) * _MIX
    return values ^ (values >> _HALF)


def distinct(values: npt.NDArray[_Integer]) -> npt.NDArray[_Integer]:
    """Return the distinct values, sorted.

    Source: five times as fast as numpy.unique, which builds a hash table first (numpy 2.4, 600
    numbers, measured).
    """
    ordered = np.sort(values)
    is_first = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def shingles(words: Hashes, length: int) -> Hashes:
    """Return a hash for each run of `length` words, in reading order."""
    count = max(0, len(words) - length + 1)
    total = np.zeros(count, np.uint64)
    for shift in range(length):
        total = total * _GOLDEN + words[shift : shift + count]
    return mix(total)


def hash_runs(words: Hashes, starts: npt.NDArray[Any], lengths: npt.NDArray[Any]) -> Hashes:
    """Return a hash for each run of words, such as a sentence, that depends on their order.

    starts, lengths: consecutive runs, none of them empty.
    """
    position = (np.arange(len(words)) - np.repeat(starts, lengths)).astype(np.uint64)
    return np.add.reduceat(mix(words + position * _GOLDEN), starts)


def shorten(values: Hashes) -> ShortHashes:
    """Return the upper half of each hash as a signed integer; the order is kept."""
    return ((values >> _HALF).astype(np.int64) - 2**31).astype(np.int32)
