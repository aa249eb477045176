"""Tokenizer for terms: the folded words of a text with their offsets in it."""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

SIGN = re.compile(r"(?<=\w)\s?\((?:R|TM|SM|r|tm|sm)\)(?![-‐‑]?\w)")
"""A trademark sign in letters, after a name; the (R) of "(R)-ketamine" is part of the name."""
HIDDEN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
"""Combining accents, soft hyphens and zero-width characters: invisible inside words."""
MARKS = ".,;:!?…•|\n"
RUN = re.compile(rf"[\w+'’`´{HIDDEN}]+|[{MARKS}]")
"""A run of letters and digits, or a mark that separates phrases."""
WORD = re.compile(
    rf"""
    (?: \d+                                             # B|12
      | (?: (?! [a-z][{HIDDEN}]*[A-Z] ) [^\W\d_][{HIDDEN}]* )*  # Avsola|Inflectra
        [^\W\d_][{HIDDEN}]*
        (?: ['’`´][sS] (?![^\W_]) )?                    # Crohn's
    )
    (?: \+ (?![^\W_]) )?                                # NAD+
    """,
    re.VERBOSE,
)
POSSESSIVE = re.compile(r"['’`´][sS]$")
BREAK = "."
"""Represents every mark that separates phrases."""


class Word(NamedTuple):
    """A word of a text, or a mark that separates phrases."""

    folded: str
    """Lower case, without accents, possessive s and signs; "." for a separating mark."""
    start: int
    end: int
    """Offset after its last character."""


def words(text: str) -> list[Word]:
    """Return the words of a text and the marks between its phrases, in reading order.

    Letters are separated from digits (B12, B-12 and B 12 are the same), and so are words that a
    page has run together (AvsolaInflectra); hyphens, slashes and trademark signs separate words.
    """
    return [
        Word(word.folded, offset + word.start, offset + word.end)
        for offset, word in words_of_runs(text)
    ]


def words_of_runs(text: str) -> list[tuple[int, Word]]:
    """Return the words of a text, each with the offset of its run; a word's offsets count from it.

    As `words`, in half the time (measured), because the words of a run are cached.
    """
    if "(" in text:
        text = SIGN.sub(lambda sign: " " * len(sign[0]), text)
    return [(run.start(), word) for run in RUN.finditer(text) for word in _parts(run[0])]


def fold(text: str) -> str:
    """Return the folded words of a text with single blanks between; equal for all spellings."""
    return " ".join(word.folded for word in words(text))


@lru_cache(maxsize=20_000)
def _parts(run: str) -> tuple[Word, ...]:
    """Return the words of a run; cached, because most runs are the same few thousand."""
    if run in MARKS:
        return (Word(BREAK, 0, 1),)
    words = (Word(_fold(match[0]), match.start(), match.end()) for match in WORD.finditer(run))
    return tuple(word for word in words if word.folded)


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", POSSESSIVE.sub("", word)).casefold()
    decomposed = unicodedata.normalize("NFKD", plain)  # casefold may have composed letters
    letters = (letter for letter in decomposed if letter.isalnum())
    return " ".join("".join(run) for _, run in groupby(letters, key=str.isdecimal))
