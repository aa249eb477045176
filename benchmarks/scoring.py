"""What a reading of a page is worth beside the truth about it; pure functions, no page in sight."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

WORD = re.compile(r"\w+")
CREDENTIALS = frozenset(
    "md do rn np pa phd dnp aprn fnp dr mr mrs ms mba mph crna c bc".split()  # noqa: SIM905
)
SHINGLE = 5


def words(text: str) -> list[str]:
    """Tokens as the corpus's own score counts them."""
    return WORD.findall(text.lower())


def word_f1(found: str, true: str) -> float:
    """F1 of two bags of words, 0 to 1."""
    return _f1(Counter(words(found)), Counter(words(true)))


def shingle_f1(found: str, true: str) -> float:
    """F1 of two bags of five words in a row: it sees order, and text cut out of the middle."""
    return _f1(_shingles(words(found)), _shingles(words(true)))


def _shingles(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    count = max(1, len(tokens) - SHINGLE + 1)
    return Counter(tuple(tokens[at : at + SHINGLE]) for at in range(count))


def _f1(found: Counter[Any], true: Counter[Any]) -> float:
    both = (found & true).total()
    total = found.total() + true.total()
    return 2 * both / total if total else 1.0


def lines(text: str) -> set[tuple[str, ...]]:
    """The lines of a text as word tuples, without numbering such as "- " before them."""
    return {tuple(tokens) for line in text.split("\n") if (tokens := words(line))}


def kept(wanted: Iterable[tuple[str, ...]], found: str) -> tuple[int, int]:
    """How many of the wanted lines stand in a text as lines of their own, and of how many."""
    listed, standing = set(wanted), lines(found)
    return len(listed & standing), len(listed)


def same_title(found: str | None, true: str | None) -> bool:
    """Equal but for white space, case, dashes and the shape of quotes."""
    return found is not None and true is not None and _plain(found) == _plain(true)


def _plain(text: str) -> str:
    for old, new in (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")):
        text = text.replace(old, new)
    return " ".join(text.split()).casefold()


def same_author(found: str, true: str) -> bool:
    """One set of names holds the other, credentials apart, and shares a word."""
    ours, theirs = (set(words(name)) - CREDENTIALS - {"and"} for name in (found, true))
    return bool(ours & theirs) and (ours <= theirs or theirs <= ours)
