"""A text as words that can be compared, each with the place where it stands.

Nothing of the text moves: a word is folded by itself and keeps its offsets.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

SIGN = re.compile(r"(?<=\w)\s?\((?:R|TM|SM|r|tm|sm)\)(?![-‐‑]?\w)")
"""A trademark sign in letters, after a name; the (R) of "(R)-ketamine" is part of the name."""
HIDDEN = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
"""Accents that stand for themselves, soft hyphens and marks of no width: inside words, unseen."""
MARKS = ".,;:!?…•|\n"
RUN = re.compile(rf"[\w+'’`´{HIDDEN}]+|[{MARKS}]")
"""What stands together, or a mark that parts phrases."""
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
"""Stands for every mark that no phrase goes across."""


class Word(NamedTuple):
    """A word of a text, or a mark that parts phrases."""

    folded: str
    """Lower case, without accents, possessive s and signs; "." for a mark that parts phrases."""
    start: int
    end: int
    """Offset behind its last character."""


def words(text: str) -> list[Word]:
    """The words of a text and what parts its phrases, in reading order.

    Parted are letters from digits (B12, B-12 and B 12 are the same) and what a page has run
    together (AvsolaInflectra); hyphens, slashes and trademark signs part words and vanish.
    """
    return [
        Word(word.folded, offset + word.start, offset + word.end)
        for offset, word in words_of_runs(text)
    ]


def words_of_runs(text: str) -> list[tuple[int, Word]]:
    """The words of a text, each behind the offset of its run, from which its own are counted.

    As `words`, in half the time (measured): the words of a run are remembered, and not made anew.
    """
    if "(" in text:
        text = SIGN.sub(lambda sign: " " * len(sign[0]), text)
    return [(run.start(), word) for run in RUN.finditer(text) for word in _parts(run[0])]


def fold(text: str) -> str:
    """A text as its folded words with single blanks between; the same for all its spellings."""
    return " ".join(word.folded for word in words(text))


@lru_cache(maxsize=20_000)
def _parts(run: str) -> tuple[Word, ...]:
    """The words of a run; remembered, since most runs of a text are the same few thousand."""
    if run in MARKS:
        return (Word(BREAK, 0, 1),)
    found = (Word(_fold(word[0]), word.start(), word.end()) for word in WORD.finditer(run))
    return tuple(word for word in found if word.folded)


def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", POSSESSIVE.sub("", word)).casefold()
    spread = unicodedata.normalize("NFKD", plain)  # what lower case has put together again
    kept = (letter for letter in spread if letter.isalnum())
    return " ".join("".join(run) for _, run in groupby(kept, key=str.isdecimal))
