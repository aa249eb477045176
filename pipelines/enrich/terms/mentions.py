"""The terms of the vocabulary that a post mentions, and those that it is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipelines.enrich.sentences import sentence_at
from pipelines.enrich.terms.matcher import Hit, Vocabulary
from pipelines.enrich.terms.rows import Entry
from pipelines.items import Block, Kind, Mention

HEADINGS = (Kind.HEADING, Kind.QUESTION)
MIN_BODY = 3
"""Mentions in the body that make a topic without a heading. Source: rule of the field study of 149
clinics' pages: title, heading or three times in the body."""
TITLE_WEIGHT = 10
HEADING_WEIGHT = 3
"""How much more than one in the body a mention tells; by judgement: titles name one or two terms,
headings a few, and a post of 700 words repeats its subject about ten times."""
MIN_SHOUTED = 3
"""Words of a line in capitals from which on it is no acronym: "AS SEEN ON TV"."""
MAX_NAME = 40
"""Letters looked back for a name."""
NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+ $")
NAME_AFTER = re.compile(r", [A-Z][a-z]")
"""Between two names stand initials. Source: in 993 pages of the corpus these were 2 of the 9 wrong
acronyms that a sibling had vouched for; the others were a shoe's name."""


Key = tuple[str, str]


class Found(NamedTuple):
    """A term in a sentence: kind, label and where it stands."""

    kind: str
    label: str
    start: int
    end: int
    """Offset behind its last character."""


class _Place(NamedTuple):
    """A mention: where it stands in the post."""

    hit: Hit
    text: str
    """Of the title or block."""
    position: int | None
    """Of the block; None for the title."""
    in_heading: bool


def mentions(
    title: str | None, body: Sequence[Block], vocabulary: Vocabulary
) -> tuple[Mention, ...]:
    """The terms of a post, first the one that it is most about.

    body: its body blocks in reading order.
    """
    of_term: defaultdict[Key, list[_Place]] = defaultdict(list)
    for place in _vouched(list(_places(title, body, vocabulary))):
        of_term[place.hit.entry.key].append(place)
    # dicts keep the order of reading and sorting keeps it among equals: the first named ranks first
    ranked = sorted(of_term, key=lambda key: -_weight(of_term[key]))
    return tuple(_mention(key, of_term[key], rank) for rank, key in enumerate(ranked, start=1))


def terms_in(sentence: str, vocabulary: Vocabulary, known: Collection[Key] = ()) -> list[Found]:
    """The terms of one sentence, in reading order.

    known: kind and label of terms that the rest of the post mentions; they vouch for acronyms.
    """
    places = [_Place(hit, sentence, None, False) for hit in vocabulary.find(sentence)]
    vouched = _vouched(places, (vocabulary.by_key[key] for key in known))
    return [Found(*place.hit.entry.key, place.hit.start, place.hit.end) for place in vouched]


def _places(title: str | None, body: Sequence[Block], vocabulary: Vocabulary) -> Iterator[_Place]:
    for hit in vocabulary.find(title or ""):
        yield _Place(hit, title or "", None, False)
    for position, block in enumerate(body):
        for hit in vocabulary.find(block.text):
            yield _Place(hit, block.text, position, block.kind in HEADINGS)


def _vouched(places: Sequence[_Place], known: Iterable[Entry] = ()) -> list[_Place]:
    """The mentions without those acronyms that may mean anything.

    An acronym counts where the post has another form of its term or, unless it stands in a line in
    capitals or behind a name, one of a term of the same kind and family. Where it stands for
    several terms only another form of one of them tells.
    """
    if not any(place.hit.is_acronym for place in places):
        return list(places)
    plain = {entry.key: entry for entry in known}
    plain |= {p.hit.entry.key: p.hit.entry for p in places if not p.hit.is_acronym}
    families = {(entry.term.kind, entry.family) for entry in plain.values() if entry.family}
    rivals = Counter(_spot(place) for place in places if place.hit.is_acronym)
    spelled_out = Counter(_spot(p) for p in places if p.hit.entry.key in plain)

    def counts(place: _Place) -> bool:
        entry = place.hit.entry
        if not place.hit.is_acronym:
            return True
        if entry.key in plain:
            return spelled_out[_spot(place)] == 1
        is_sibling = (entry.term.kind, entry.family) in families
        is_alone = rivals[_spot(place)] == 1
        return is_sibling and is_alone and not (_is_shouted(place) or _is_initials(place))

    return [place for place in places if counts(place)]


def _spot(place: _Place) -> tuple[int | None, int, str]:
    return place.position, place.hit.start, place.hit.entry.term.kind


def _is_shouted(place: _Place) -> bool:
    """Whether the sentence is in capitals, and more than acronyms in a row."""
    sentence = sentence_at(place.text, place.hit.start)
    return sentence.isupper() and "," not in sentence and len(sentence.split()) >= MIN_SHOUTED


def _is_initials(place: _Place) -> bool:
    """Whether it stands behind a name, as in "Sharman MS, Chodick G": a list of references."""
    start, end = place.hit.start, place.hit.end
    before = place.text[max(start - MAX_NAME, 0) : start]
    return bool(NAME_BEFORE.search(before) and NAME_AFTER.match(place.text, end))


def _mention(key: Key, places: Sequence[_Place], rank: int) -> Mention:
    in_title = sum(place.position is None for place in places)
    in_headings = sum(place.in_heading for place in places)
    surfaces = [place.text[place.hit.start : place.hit.end] for place in places]
    quoted = next((place for place in places if place.position is not None), None)
    return Mention(
        kind=key[0],
        label=key[1],
        count=len(places),
        in_title=in_title > 0,
        in_headings=in_headings,
        is_topic=bool(in_title or in_headings) or len(places) >= MIN_BODY,
        rank=rank,
        surface=max(dict.fromkeys(surfaces), key=surfaces.count),
        quote=sentence_at(quoted.text, quoted.hit.start) if quoted else None,
        position=quoted.position if quoted else None,
    )


def _weight(places: Iterable[_Place]) -> int:
    return sum(
        TITLE_WEIGHT if place.position is None else HEADING_WEIGHT if place.in_heading else 1
        for place in places
    )
