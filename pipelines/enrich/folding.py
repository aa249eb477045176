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
WORD = re.compile(
    rf"""
    (?: \d+                                             # B|12
      | (?: (?! [a-z][{HIDDEN}]*[A-Z] ) [^\W\d_][{HIDDEN}]* )*  # Avsola|Inflectra
        [^\W\d_][{HIDDEN}]*
        (?: ['’`´][sS] (?![^\W_]) )?                    # Crohn's
    )
    (?: \+ (?![^\W_]) )?                                # NAD+
    | [.,;:!?…•|\n]
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
    if "(" in text:
        text = SIGN.sub(lambda sign: " " * len(sign[0]), text)
    return [Word(_fold(found[0]), found.start(), found.end()) for found in WORD.finditer(text)]


def fold(text: str) -> str:
    """A text as its folded words with single blanks between; the same for all its spellings."""
    return " ".join(word.folded for word in words(text))


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    plain = word.removesuffix("+")
    if plain.isascii() and "'" not in plain and "`" not in plain:
        return plain.lower() if plain[0].isalnum() else BREAK
    spread = unicodedata.normalize("NFKD", POSSESSIVE.sub("", plain).casefold())
    kept = [letter for letter in spread if letter.isalnum()]
    runs = groupby(kept, key=lambda letter: letter.isdecimal())
    return " ".join("".join(run) for _, run in runs) or BREAK
