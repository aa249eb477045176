"""Mentions of vocabulary terms in a post (named entities), and the topics of the post."""

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
"""Mentions in the body that make a topic without title and headings. Source: the rule of the field
study of 149 clinics' pages: title, heading or three times in the body."""
TITLE_WEIGHT = 10
HEADING_WEIGHT = 3
"""Weights against a mention in the body, by judgement: titles name one or two terms, headings a
few, and a post of 700 words repeats its subject about ten times."""
MIN_SHOUTED = 3
"""Words of a line in capitals from which its words are not acronyms: "AS SEEN ON TV"."""
MAX_NAME = 40
"""Characters before an acronym that are searched for a name."""
NAME_BEFORE = re.compile(r"\b[A-Z][a-z]+ $")
NAME_AFTER = re.compile(r", [A-Z][a-z]")
"""Between two names are initials. Source: in 993 pages of the corpus these were 2 of the 9 wrong
acronyms that a sibling had confirmed; the others were the name of a shoe."""


Key = tuple[str, str]


class TermMatch(NamedTuple):
    """A term in a sentence: kind, label and offsets."""

    kind: str
    label: str
    start: int
    end: int
    """Offset behind its last character."""


class _Occurrence(NamedTuple):
    """An occurrence of a term in a post."""

    hit: Hit
    text: str
    """Text of the title or block."""
    position: int | None
    """Index of the block; None for the title."""
    in_heading: bool


def mentions(
    title: str | None, body: Sequence[Block], vocabulary: Vocabulary
) -> tuple[Mention, ...]:
    """Return the terms of a post, the one that it is most about first.

    body: its body blocks in reading order.
    """
    by_term: defaultdict[Key, list[_Occurrence]] = defaultdict(list)
    for occurrence in _without_ambiguous_acronyms(list(_occurrences(title, body, vocabulary))):
        by_term[occurrence.hit.entry.key].append(occurrence)
    # dicts keep reading order and sorting is stable: among equals the term named first ranks first
    ranked = sorted(by_term, key=lambda key: -_weight(by_term[key]))
    return tuple(_mention(key, by_term[key], rank) for rank, key in enumerate(ranked, start=1))


def terms_in(sentence: str, vocabulary: Vocabulary, known: Collection[Key] = ()) -> list[TermMatch]:
    """Return the terms of one sentence in reading order.

    known: kind and label of terms that the rest of the post mentions; they confirm acronyms.
    """
    occurrences = [_Occurrence(hit, sentence, None, False) for hit in vocabulary.find(sentence)]
    known_entries = (vocabulary.by_key[key] for key in known)
    return [
        TermMatch(*occurrence.hit.entry.key, occurrence.hit.start, occurrence.hit.end)
        for occurrence in _without_ambiguous_acronyms(occurrences, known_entries)
    ]


def _occurrences(
    title: str | None, body: Sequence[Block], vocabulary: Vocabulary
) -> Iterator[_Occurrence]:
    for hit in vocabulary.find(title or ""):
        yield _Occurrence(hit, title or "", None, False)
    for position, block in enumerate(body):
        for hit in vocabulary.find(block.text):
            yield _Occurrence(hit, block.text, position, block.kind in HEADINGS)


def _without_ambiguous_acronyms(
    occurrences: Sequence[_Occurrence], known: Iterable[Entry] = ()
) -> list[_Occurrence]:
    """Return the occurrences without acronyms that may mean something else.

    An acronym counts if the post has another form of its term. It also counts if the post has a
    term of the same kind and family, unless it is in a line of capitals or after a name. An acronym
    of several terms needs another form of one of them.
    """
    if not any(occurrence.hit.is_acronym for occurrence in occurrences):
        return list(occurrences)
    plain = {entry.key: entry for entry in known}
    plain |= {o.hit.entry.key: o.hit.entry for o in occurrences if not o.hit.is_acronym}
    families = {(entry.term.kind, entry.family) for entry in plain.values() if entry.family}
    rivals = Counter(_spot(occurrence) for occurrence in occurrences if occurrence.hit.is_acronym)
    spelled_out = Counter(_spot(o) for o in occurrences if o.hit.entry.key in plain)

    def counts(occurrence: _Occurrence) -> bool:
        entry = occurrence.hit.entry
        if not occurrence.hit.is_acronym:
            return True
        if entry.key in plain:
            return spelled_out[_spot(occurrence)] == 1
        is_sibling = (entry.term.kind, entry.family) in families
        is_alone = rivals[_spot(occurrence)] == 1
        return is_sibling and is_alone and not (_is_shouted(occurrence) or _is_initials(occurrence))

    return [occurrence for occurrence in occurrences if counts(occurrence)]


def _spot(occurrence: _Occurrence) -> tuple[int | None, int, str]:
    return occurrence.position, occurrence.hit.start, occurrence.hit.entry.term.kind


def _is_shouted(occurrence: _Occurrence) -> bool:
    """Return whether the sentence is in capitals and not just a list of acronyms."""
    sentence = sentence_at(occurrence.text, occurrence.hit.start)
    return sentence.isupper() and "," not in sentence and len(sentence.split()) >= MIN_SHOUTED


def _is_initials(occurrence: _Occurrence) -> bool:
    """Return whether it follows a name, as in "Sharman MS, Chodick G" in a reference list."""
    start, end = occurrence.hit.start, occurrence.hit.end
    text_before = occurrence.text[max(start - MAX_NAME, 0) : start]
    return bool(NAME_BEFORE.search(text_before) and NAME_AFTER.match(occurrence.text, end))


def _mention(key: Key, occurrences: Sequence[_Occurrence], rank: int) -> Mention:
    in_title = sum(occurrence.position is None for occurrence in occurrences)
    in_headings = sum(occurrence.in_heading for occurrence in occurrences)
    surfaces = [
        occurrence.text[occurrence.hit.start : occurrence.hit.end] for occurrence in occurrences
    ]
    quoted = next(
        (occurrence for occurrence in occurrences if occurrence.position is not None), None
    )
    return Mention(
        kind=key[0],
        label=key[1],
        count=len(occurrences),
        in_title=in_title > 0,
        in_headings=in_headings,
        is_topic=bool(in_title or in_headings) or len(occurrences) >= MIN_BODY,
        rank=rank,
        surface=max(dict.fromkeys(surfaces), key=surfaces.count),
        quote=sentence_at(quoted.text, quoted.hit.start) if quoted else None,
        position=quoted.position if quoted else None,
    )


def _weight(occurrences: Iterable[_Occurrence]) -> int:
    return sum(
        TITLE_WEIGHT
        if occurrence.position is None
        else HEADING_WEIGHT
        if occurrence.in_heading
        else 1
        for occurrence in occurrences
    )
