"""Scores of extracted values compared with the truth; pure functions."""

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


def word_f1(text: str, true_text: str) -> float:
    """F1 of two bags of words, 0 to 1."""
    return _f1(Counter(words(text)), Counter(words(true_text)))


def shingle_f1(text: str, true_text: str) -> float:
    """F1 of two bags of 5-word shingles: sensitive to order, and to text cut from the middle."""
    return _f1(_shingles(words(text)), _shingles(words(true_text)))


def _shingles(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    count = max(1, len(tokens) - SHINGLE + 1)
    return Counter(tuple(tokens[at : at + SHINGLE]) for at in range(count))


def _f1(counts: Counter[Any], true_counts: Counter[Any]) -> float:
    shared = (counts & true_counts).total()
    total = counts.total() + true_counts.total()
    return 2 * shared / total if total else 1.0


def lines(text: str) -> set[tuple[str, ...]]:
    """The lines of a text as word tuples, without numbering such as "- " before them."""
    return {tuple(tokens) for line in text.split("\n") if (tokens := words(line))}


def kept(expected: Iterable[tuple[str, ...]], text: str) -> tuple[int, int]:
    """How many of the wanted lines stand in a text as lines of their own, and of how many."""
    expected_lines, text_lines = set(expected), lines(text)
    return len(expected_lines & text_lines), len(expected_lines)


def same_title(title: str | None, true_title: str | None) -> bool:
    """Equal except for white space, case, dashes and the shape of quotes."""
    return title is not None and true_title is not None and _plain(title) == _plain(true_title)


def _plain(text: str) -> str:
    for old, new in (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")):
        text = text.replace(old, new)
    return " ".join(text.split()).casefold()


def same_author(author: str, true_author: str) -> bool:
    """One set of names contains the other, ignoring credentials, and they share a word."""
    our_words, true_words = (
        set(words(name)) - CREDENTIALS - {"and"} for name in (author, true_author)
    )
    return bool(our_words & true_words) and (our_words <= true_words or true_words <= our_words)
