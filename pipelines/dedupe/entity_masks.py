"""What a clinic swaps when it takes over a post: names, people and places, as one word each."""

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
    Numbers,
    numbers,
    without_case,
)
from scrapers.urls import PUBLIC_SUFFIXES


class Placeholder(IntEnum):
    """The number that stands for what is masked; no word has one of these."""

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
"""A name made of these words only is not masked: it would tear up every text about the trade."""
SHORTEST_HOST = 5
"""Letters of the label that a clinic registered, such as harborinfusion, that is masked without
its suffix. Of harbor-drips it is both words together: one of them may be a word of any text, as in
3 of the 149 hosts of data/clinics.csv (therapeutics, rejuvenate, waterford)."""
_CREDENTIALS = re.compile(r",.*|\b(?:Dr|MD|DO|NP|RN|PA-C|DNP|APRN|FNP|PhD)\b\.?")

NAME_WORDS = 3
"""Capitalised words behind "Dr." that are taken for a name: first, middle and last."""
PHONE_TAGS = [THREE_DIGITS, THREE_DIGITS, FOUR_DIGITS]
"""As in (207) 555-0123."""

Words = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Placeholders:
    """The word sequences of one clinic that are masked, folded."""

    sequences: tuple[tuple[int, str], ...]
    """Mask and the words with blanks between, sorted."""

    @classmethod
    def from_json(cls, text: str) -> "Placeholders":
        """The masks that `as_json` gave."""
        return cls(sequences=msgspec.json.decode(text, type=tuple[tuple[int, str], ...]))

    @property
    def as_json(self) -> str:
        """Equal for equal masks."""
        return msgspec.json.encode(self.sequences).decode()

    @cached_property
    def by_first(self) -> dict[int, list[tuple[tuple[int, ...], int]]]:
        """Numbers of each sequence and its mask, longest first, by its first number."""
        found: dict[int, list[tuple[tuple[int, ...], int]]] = {}
        for mask, sequence in self.sequences:
            words = tuple(numbers(sequence).tolist())
            found.setdefault(words[0], []).append((words, mask))
        for told in found.values():
            told.sort(key=lambda each: -len(each[0]))
        return found

    @cached_property
    def firsts(self) -> Numbers:
        """The numbers that a sequence begins with."""
        return np.array(sorted(self.by_first), np.uint64)


def clinic_placeholders(
    *,
    name: str | None = None,
    website: str | None = None,
    city: str | None = None,
    state: str | None = None,
    authors: Iterable[str] = (),
    addresses: Iterable[str] = (),
) -> Placeholders:
    """The masks of a clinic from its row, the authors of its posts and its usual addresses."""
    found = {
        *((Placeholder.NAME, words) for words in (*_names(name), *_hosts(website))),
        *((Placeholder.PLACE, words) for words in (*_places(city, state), *map(_words, addresses))),
        *((Placeholder.PERSON, words) for author in authors for words in _people(author)),
    }
    kept = {(int(mask), " ".join(words)) for mask, words in found if words}
    return Placeholders(sequences=tuple(sorted(kept)))


def with_placeholders(spelled: Numbers, masks: Placeholders) -> Numbers:
    """The words with one number for each masked sequence: the clinic's, doctors', phone numbers.

    spelled: words with their capitals; what is returned has none.
    """
    words = without_case(spelled)
    hits = (words & np.uint64(TAGS)) != 0
    if masks.sequences:
        hits |= np.isin(words, masks.firsts)
    places = np.flatnonzero(hits).tolist()
    if not places:
        return words
    told = words.tolist()
    keep = np.ones(len(words), np.bool_)
    done = 0
    for at in places:
        if at < done:
            continue
        mask, start, end = _mask_at(told, spelled, at, masks)
        if end > start:
            words[start] = mask
            keep[start + 1 : end] = False
            done = end
    return words[keep]


def _mask_at(
    told: list[int], spelled: Numbers, at: int, masks: Placeholders
) -> tuple[int, int, int]:
    """The mask, and from where to where, of what begins there; an empty stretch for nothing."""
    for sequence, mask in masks.by_first.get(told[at], ()):
        if tuple(told[at : at + len(sequence)]) == sequence:
            return mask, at, at + len(sequence)
    tags = [number & TAGS for number in told[at : at + 3]]
    if tags[0] == TITLE:
        behind = spelled[at + 1 : at + 1 + NAME_WORDS].tolist()
        return Placeholder.PERSON, at + 1, at + 1 + _capitals(behind)
    if tags[0] == LONG_NUMBER:
        return Placeholder.PHONE, at, at + 1
    if tags == PHONE_TAGS:
        return Placeholder.PHONE, at, at + 3
    return Placeholder.NAME, at, at


def _capitals(spelled: list[int]) -> int:
    """How many of the words behind "Dr." are a name."""
    return len(list(takewhile(lambda number: number & CAPITAL, spelled)))


def _words(text: str) -> Words:
    return tuple(word.folded for word in words_of(text))


def _names(name: str | None) -> Iterator[Words]:
    """The name, and the name without its last word, such as Center."""
    words = _words(name or "")
    for short in (words, words[:-1]):
        is_own = not GENERIC.issuperset(short)
        if is_own and (short == words or len(short) > 1):
            yield short


def _hosts(website: str | None) -> Iterator[Words]:
    host = (urlsplit(website or "").hostname or "").removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2 or labels[0].isdigit():
        return
    yield _words(host)
    yield ("www", *_words(host))
    parts = PUBLIC_SUFFIXES(host)
    registered = _words(parts.domain if parts.suffix else labels[-2])
    if len("".join(registered)) >= SHORTEST_HOST and not GENERIC.issuperset(registered):
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
    """The name of an author without credentials; a single word is a log-in name."""
    words = _words(_CREDENTIALS.sub("", author))
    if len(words) > 1:
        yield words
