"""Entity placeholders: the names, people, places and phone numbers of a clinic, as one word each.

A clinic that copies a post swaps them; with placeholders the two texts still compare as equal.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import takewhile
from urllib.parse import urlsplit

import msgspec
import numpy as np

from pipelines.dedupe.tokenize import words_of
from pipelines.dedupe.us_states import STATES
from pipelines.dedupe.word_hashes import (
    CAPITAL,
    FOUR_DIGITS,
    LONG_NUMBER,
    TAGS,
    THREE_DIGITS,
    TITLE,
    Hashes,
    hash_words,
    without_case,
)
from scrapers.urls import PUBLIC_SUFFIXES


class Placeholder(IntEnum):
    """The number that replaces a named entity; the hash of a word is never one of these."""

    NAME = 1
    PERSON = 2
    PLACE = 3
    PHONE = 4


_GENERIC = """
the of and at for in ketamine iv ivs infusion infusions therapy therapies clinic clinics center
centers centre wellness health healthcare medical medicine drip drips hydration care treatment
treatments services institute mental pain nad spa mobile
"""
GENERIC = frozenset(_GENERIC.split())
"""A name made of these words only gets no placeholder: it would break up every text about the
field."""
MIN_HOST_LETTERS = 5
"""Letters of a registered domain label, such as harborinfusion, that is replaced without its suffix
too. Of harbor-drips both words count together: one of them may be a word of any text, as in 3 of
the 149 hosts of data/clinics.csv (therapeutics, rejuvenate, waterford)."""
_CREDENTIALS = re.compile(r",.*|\b(?:Dr|MD|DO|NP|RN|PA-C|DNP|APRN|FNP|PhD)\b\.?")

NAME_WORDS = 3
"""Capitalised words after "Dr." that are taken for a name: first, middle and last."""
PHONE_TAGS = [THREE_DIGITS, THREE_DIGITS, FOUR_DIGITS]
"""As in (207) 555-0123."""

Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Placeholders:
    """The word sequences of one clinic that are replaced."""

    sequences: tuple[tuple[int, str], ...]
    """Placeholder and folded words with blanks between, sorted."""

    @classmethod
    def from_json(cls, text: str) -> "Placeholders":
        """Return the placeholders that `as_json` wrote."""
        return cls(sequences=msgspec.json.decode(text, type=tuple[tuple[int, str], ...]))

    @property
    def as_json(self) -> str:
        """Canonical JSON: equal text for equal placeholders."""
        return msgspec.json.encode(self.sequences).decode()

    @cached_property
    def by_first_word(self) -> dict[int, list[tuple[tuple[int, ...], int]]]:
        """Hashes of each sequence with its placeholder, longest first, by its first hash."""
        sequences: dict[int, list[tuple[tuple[int, ...], int]]] = {}
        for placeholder, sequence in self.sequences:
            words = tuple(hash_words(sequence).tolist())
            sequences.setdefault(words[0], []).append((words, placeholder))
        for same_first_word in sequences.values():
            same_first_word.sort(key=lambda sequence: -len(sequence[0]))
        return sequences

    @cached_property
    def first_words(self) -> Hashes:
        """The hashes that a sequence begins with, sorted."""
        return np.array(sorted(self.by_first_word), np.uint64)


def clinic_placeholders(
    *,
    name: str | None = None,
    website: str | None = None,
    city: str | None = None,
    state: str | None = None,
    authors: Iterable[str] = (),
    addresses: Iterable[str] = (),
) -> Placeholders:
    """Return a clinic's placeholders from its row, authors and site-wide street addresses."""
    sequences = {
        *((Placeholder.NAME, words) for words in (*_names(name), *_hosts(website))),
        *((Placeholder.PLACE, words) for words in (*_places(city, state), *map(_words, addresses))),
        *((Placeholder.PERSON, words) for author in authors for words in _people(author)),
    }
    joined = {(int(kind), " ".join(words)) for kind, words in sequences if words}
    return Placeholders(sequences=tuple(sorted(joined)))


def with_placeholders(words: Hashes, placeholders: Placeholders) -> Hashes:
    """Return the words with one number for each entity: the clinic's, doctors, phone numbers.

    words: hashes with the bit CAPITAL; the result is without it.
    """
    folded = without_case(words)
    is_candidate = (folded & np.uint64(TAGS)) != 0
    if placeholders.sequences:
        is_candidate |= np.isin(folded, placeholders.first_words)
    candidates = np.flatnonzero(is_candidate).tolist()
    if not candidates:
        return folded
    folded_list = folded.tolist()
    keep = np.ones(len(folded), np.bool_)
    done = 0
    for at in candidates:
        if at < done:
            continue
        placeholder, start, end = _entity_at(folded_list, words, at, placeholders)
        if end > start:
            folded[start] = placeholder
            keep[start + 1 : end] = False
            done = end
    return folded[keep]


def _entity_at(
    folded: list[int], words: Hashes, at: int, placeholders: Placeholders
) -> tuple[int, int, int]:
    """Return placeholder, start and end of the entity at a position; an empty range for none."""
    for sequence, placeholder in placeholders.by_first_word.get(folded[at], ()):
        if tuple(folded[at : at + len(sequence)]) == sequence:
            return placeholder, at, at + len(sequence)
    tags = [word & TAGS for word in folded[at : at + 3]]
    if tags[0] == TITLE:
        next_words = words[at + 1 : at + 1 + NAME_WORDS].tolist()
        return Placeholder.PERSON, at + 1, at + 1 + _leading_capitals(next_words)
    if tags[0] == LONG_NUMBER:
        return Placeholder.PHONE, at, at + 1
    if tags == PHONE_TAGS:
        return Placeholder.PHONE, at, at + 3
    return Placeholder.NAME, at, at


def _leading_capitals(words: list[int]) -> int:
    """Return how many of the words after "Dr." are a name."""
    return len(list(takewhile(lambda word: word & CAPITAL, words)))


def _words(text: str) -> Words:
    return tuple(word.folded for word in words_of(text))


def _names(name: str | None) -> Iterator[Words]:
    """Yield the name, and the name without its last word, such as Center."""
    words = _words(name or "")
    for variant in (words, words[:-1]):
        is_specific = not GENERIC.issuperset(variant)
        if is_specific and (variant == words or len(variant) > 1):
            yield variant


def _hosts(website: str | None) -> Iterator[Words]:
    host = (urlsplit(website or "").hostname or "").removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2 or labels[0].isdigit():
        return
    yield _words(host)
    yield ("www", *_words(host))
    parts = PUBLIC_SUFFIXES(host)
    registered = _words(parts.domain if parts.suffix else labels[-2])
    if len("".join(registered)) >= MIN_HOST_LETTERS and not GENERIC.issuperset(registered):
        yield registered


def _places(city: str | None, state: str | None) -> Iterator[Words]:
    code, state_name = _words(state or ""), _words(STATES.get(state or "", ""))
    if state_name:
        yield state_name
    if words := _words(city or ""):
        yield words
        yield (*words, *code)
        yield (*words, *state_name)


def _people(author: str) -> Iterator[Words]:
    """Yield the author's name without credentials; a single word is a log-in name."""
    words = _words(_CREDENTIALS.sub("", author))
    if len(words) > 1:
        yield words
