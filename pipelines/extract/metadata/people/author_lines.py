"""Bylines in words: "By Dana Reed", "June 3, 2024 by Dana Reed", a name in the line of the day."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.text import words_of
from pipelines.extract.metadata.byline_words import (
    CHANGE,
    CLOCK,
    COUNT,
    PUBLICATION_WORDS,
    READING_TIME,
    SEPARATOR,
)
from pipelines.extract.metadata.calendar_words import WEEKDAYS
from pipelines.extract.metadata.date_lines import dates_in
from pipelines.extract.metadata.date_parsing import date_spans
from pipelines.extract.metadata.line_parts import parts_of
from pipelines.extract.metadata.people.person_names import (
    OFFICE,
    is_name_like,
    kind_of,
    parted,
    signature_of,
)
from pipelines.items import AuthorKind, Candidate, Kind

_BY = re.compile(
    r"^(?P<verbs>(?:[\w-]+\s+){0,4})(?:by|por|von|par|door|da)\b\s*:?\s*(?P<name>.*)$"
    r"|^(?:authors?|autora?|auteur|autore|writer|written|words|text)\s*:\s*(?P<labelled>.*)$",
    re.IGNORECASE,
)
_FILLERS = frozenset(("a", "an", "the", "guest", "medically", "was", "this"))
_AUTHOR_PATH = re.compile(
    r"/(?:authors?|autor(?:es)?|team|staff|people|person|providers?|doctors?|our-team|contributors?"
    r"|writers?|about|u|user|users|profile|experts?|editors?|bio)/(?:[^?#]*/)?([^/?#]+)/?$"
)
_SECTION = 2
"""Headings down to this level are those of sections of the text."""
_NEAR = 2
"""Lines between a name and its day in the head of a post."""
_TEAM = re.compile(r"\w\s+(?:team|staff|editors|editorial)$", re.IGNORECASE)
_OFFICE_WORDS = 4
_MAX_STEPS = 2
"""Boxes around a line within which its day is."""
_LOWER = re.compile(r"\b[^\W\d_A-Z][\w'’-]*")


def common_words(blocks: Sequence[CandidateBlock]) -> frozenset[str]:
    """The words that the text of the page writes with a small letter."""
    texts = (block.text for block in blocks if block.is_kept)
    return frozenset(word for text in texts for word in _LOWER.findall(text) if word.islower())


def names_in_lines(lines: Sequence[CandidateBlock], words: Collection[str]) -> Iterator[Candidate]:
    """Names behind "by" or "author:", in their line or, where it ends so, in the next one."""
    for at, line in enumerate(lines):
        if line.kind is Kind.QUOTE:
            continue
        for text in _texts(line):
            for before, piece in pairwise(["", *_pieces(text)]):
                raw = None if CHANGE.search(before) else _signed(piece)
                if raw == "" and at + 1 < len(lines):
                    raw = lines[at + 1].text
                if raw and _is_name(raw, words):
                    yield Candidate(raw=raw, source="byline")


def _texts(line: CandidateBlock) -> tuple[str, ...]:
    """A line with blanks between its pieces, and as its characters are."""
    joined = " ".join(part.text for part in parts_of(line))
    return tuple(dict.fromkeys(text for text in (joined, line.text) if text))


def _pieces(text: str) -> list[str]:
    """A line in pieces between its separators, days and hours."""
    for start, end in reversed(date_spans(text)):
        before = text[:start].rstrip(" ,")
        before, _, weekday = before.rpartition(" ") if " " in before else ("", "", before)
        if weekday.lower().rstrip(".") not in WEEKDAYS:
            before = text[:start]
        text = f"{before} | {text[end:]}"
    for pattern in (READING_TIME, COUNT, CLOCK):
        text = pattern.sub(" | ", text)
    return [piece.strip(" ,.-–—") for piece in SEPARATOR.split(text) if piece.strip(" ,.-–—")]


def _signed(piece: str) -> str | None:
    """What is behind "by"; "" where nothing is; None for a piece that signs nothing."""
    match = _BY.match(piece)
    if match is None:
        return None
    verbs = (match["verbs"] or "").lower().split()
    if not set(verbs) <= PUBLICATION_WORDS | _FILLERS:
        return None
    return match["labelled"] if match["name"] is None else match["name"]


def _is_name(raw: str, words: Collection[str]) -> bool:
    signature = signature_of(raw)
    return signature is not None and is_name_like(signature, words)


def unlabelled_names(
    lines: Sequence[CandidateBlock], words: Collection[str]
) -> Iterator[Candidate]:
    """Persons' names without a label: one that links to its page, one next to the day.

    A name is told from a topic by the words that the text itself writes with a small letter.
    Source: of 15 authors of real pages that were missing 13 are such names.
    """
    dated = {at for at, line in enumerate(lines) if any(dates_in(line))}
    for at, line in enumerate(lines):
        if line.kind is Kind.QUOTE or (line.kind is Kind.HEADING and (line.level or 6) <= _SECTION):
            continue
        is_near = any(
            abs(at - other) <= _NEAR and _is_same_box(line.element, lines[other].element)
            for other in dated
        )
        texts = dict.fromkeys([*(part.text for part in parts_of(line)), line.text])
        for piece in (piece for text in texts for piece in _pieces(text)):
            if _is_unlabelled(piece, line, words, is_near=is_near or _is_office(lines[at + 1 :])):
                yield Candidate(raw=piece, source="byline")


def _is_unlabelled(
    piece: str, line: CandidateBlock, words: Collection[str], *, is_near: bool
) -> bool:
    """Whether a piece of a line is a person's name and not a topic of the post."""
    signature = None if _BY.match(piece) else signature_of(piece)
    if signature is None or not _is_person(signature, words):
        return False
    if any(_is_author_link(link.url, link.anchor, signature) for link in line.links):
        return True
    has_letters = parted(signature)[1] not in (None, "Dr")
    is_topic = any(piece in link.anchor for link in line.links) or _in_control(piece, line)
    is_place = "," in signature and not has_letters
    return not (is_topic or is_place) and (is_near or has_letters)


def _is_office(following: Sequence[CandidateBlock]) -> bool:
    """Whether the next line is an office, such as "Head Nurse": that of the name before it."""
    return any(
        len(line.words) <= _OFFICE_WORDS and OFFICE.search(line.text) for line in following[:1]
    )


def _is_same_box(element: HtmlElement, other: HtmlElement) -> bool:
    """Whether two lines are in one small box: their elements have a common one near above them."""
    around = {element, *islice(element.iterancestors(), _MAX_STEPS)}
    return any(step in around for step in (other, *islice(other.iterancestors(), _MAX_STEPS)))


def _in_control(piece: str, line: CandidateBlock) -> bool:
    """Whether a piece of a line is a button or a link, whatever it does."""
    return any(
        piece in part.text and any(step.tag in ("a", "button") for step in
                                   (part.element, *part.element.iterancestors()))
        for part in parts_of(line)
    )  # fmt: skip


def _is_person(signature: str, words: Collection[str]) -> bool:
    """Whether a signature is a team's, or a person's name of two words that the text never uses."""
    if _TEAM.search(signature):
        return is_name_like(signature)
    name = parted(signature)[0]
    is_person = kind_of(signature) is AuthorKind.PERSON and is_name_like(signature, words)
    lower = words_of(name)
    forms = {form for word in lower for form in (word, f"{word}s", word.removesuffix("s"))}
    return is_person and len(lower) > 1 and forms.isdisjoint(words)


def _is_author_link(url: str, anchor: str, signature: str) -> bool:
    """Whether a link leads from a name to a page about its bearer."""
    match = _AUTHOR_PATH.search(unquote(urlsplit(url).path).lower())
    return match is not None and bool(set(words_of(anchor)) & set(words_of(signature)))
