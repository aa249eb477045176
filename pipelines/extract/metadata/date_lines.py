"""Lines that are a day of publication: a day, and what themes print around it, and nothing else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from lxml.html import HtmlElement

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.text import fold, words_of
from pipelines.extract.metadata.byline_words import (
    CHANGE,
    CLOCK,
    COUNT,
    FILLERS,
    PUBLICATION_WORDS,
    READING_TIME,
    SEPARATOR,
)
from pipelines.extract.metadata.calendar_words import WEEKDAYS
from pipelines.extract.metadata.date_parsing import date_spans, day_of, instant_of
from pipelines.extract.metadata.line_parts import LinePart, parts_of
from pipelines.items import Kind

_SPAN = re.compile(r"\s+(?:[-–—]|to|until|through|bis|al?)\s+")
_FILED_UNDER = re.compile(r"(?:^|\s)(?:in|under|en|unter|dans|filed under)\s+\S.*$")
_BY = re.compile(r"(?:^|\s)(?:by|por|von|par|door|da|di)\s*:?\s+\S.*$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_MAX_NAME_WORDS = 5
_MAX_SIGNED_WORDS = 9
_ELSEWHERE = re.compile(r";|\w\.(?:com|org|net|gov|edu)\b", re.IGNORECASE)
"""Where a text was printed first, whose day is not that of the post."""
_ATTRIBUTES = ("datetime", "content", "title", "data-date", "data-datetime", "data-time",
               "data-published", "data-timestamp", "data-publish-date")  # fmt: skip
"""Where markup keeps the day that it shows in another form, such as "2 days ago"."""
_CHANGED_NAMES = frozenset(("updated", "modified", "datemodified", "lastmod", "lastupdated"))
_PUBLISHED_NAMES = frozenset(("published", "datepublished", "pubdate", "datecreated"))
_NAME_TOKEN = re.compile(r"[^\s_-]+")


_MAX_CHARACTERS = 1_000
"""A longer line is prose. Source: a paragraph of 3 MB took 12 s to be searched for days (measured),
more than the time limit of a page."""


@dataclass(frozen=True, slots=True)
class DatedText:
    """A day as a line gives it."""

    raw: str
    is_change: bool
    """True for the day of a later change."""
    element: HtmlElement
    is_markup: bool
    """True where it stands in an attribute for machines, or in a `time` element."""


def dates_in(line: CandidateBlock) -> Iterator[DatedText]:
    """The days of a line that is nothing but days, names, labels, hours and reading time.

    Nothing of a quotation, nor of a sentence: "The FDA approved it on March 5, 2019".
    """
    if line.kind is Kind.QUOTE or any(True for _ in line.element.iterancestors("blockquote")):
        return
    if len(line.text) > _MAX_CHARACTERS:
        return
    parts = parts_of(line)
    yield from _in_attributes(line, parts)
    joined = " ".join(part.text for part in parts)
    for text in dict.fromkeys((line.text, joined)):
        if _needs_markup(parts, line.element):
            break
        in_text = list(_in_text(text, line.element))
        if in_text:
            yield from in_text
            return
    for part in parts:
        for dated in _in_text(part.text, part.element):
            is_change = dated.is_change or is_changed(part.element, line.element)
            yield DatedText(dated.raw, is_change, part.element, dated.is_markup)


def _needs_markup(parts: Sequence[LinePart], top: HtmlElement) -> bool:
    """Whether only the markup tells the days of a line apart: two of them, or that of a change."""
    dated = [part for part in parts if day_of(part.text)]
    is_many = len({day_of(part.text) for part in dated}) > 1
    return is_many or any(is_changed(part.element, top) for part in dated)


def _in_attributes(line: CandidateBlock, parts: Sequence[LinePart]) -> Iterator[DatedText]:
    elements = dict.fromkeys(
        element for part in parts for element in _up_to(part.element, line.element)
    )
    for element in elements:
        raw = _machine_date(element)
        if raw:
            is_change = is_changed(element, line.element) or _says_changed(line, element)
            yield DatedText(raw, is_change, element, is_markup=True)


def _machine_date(element: HtmlElement) -> str | None:
    """The day in an element's attributes; its text where that is how the site shows the instant.

    The attribute is an instant in UTC, of which the site shows the day in its own time zone.
    """
    shown = fold(" ".join(element.itertext()))
    for name in _ATTRIBUTES:
        raw = (element.get(name) or "").strip()
        if raw and (instant_of(raw) or any(_in_text(raw, element))):
            days = day_of(raw), day_of(shown)
            is_near = days[0] and days[1] and abs(days[0] - days[1]) == timedelta(days=1)
            return shown if is_near and instant_of(raw) else raw
    return shown if element.tag == "time" and day_of(shown) else None


def _says_changed(line: CandidateBlock, element: HtmlElement) -> bool:
    """Whether the words of a line before the day of an element tell of a change."""
    shown = fold(" ".join(element.itertext()))
    before, _, _ = line.text.partition(shown)
    own = date_spans(shown)
    spans = date_spans(before)
    between = before[spans[-1][1] if spans else 0 :]
    return bool(CHANGE.search(f"{between} {shown[: own[0][0]] if own else shown}"))


def _up_to(element: HtmlElement, top: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    if element is not top:
        for ancestor in element.iterancestors():
            yield ancestor
            if ancestor is top:
                return


def is_changed(element: HtmlElement, top: HtmlElement) -> bool:
    """Whether the names of an element, or of one around it, call its day that of a change.

    WordPress calls the one day of a post that never changed "published updated".
    """
    names = set()
    for step in _up_to(element, top):
        said = f"{step.get('class', '')} {step.get('itemprop', '')}".lower()
        names |= set(_NAME_TOKEN.findall(said))
    return bool(names & _CHANGED_NAMES) and not names & _PUBLISHED_NAMES


def _in_text(text: str, element: HtmlElement) -> Iterator[DatedText]:
    """The days of a text, those behind "updated" as days of a change.

    A day belongs with the words before it, the last one with those behind it as well; topics and
    counts stand between separators and say nothing of it.
    """
    if _is_span(text):
        return
    spans, at = date_spans(text), 0
    for number, (start, end) in enumerate(spans):
        before = text[at:start]
        behind = text[end:] if number == len(spans) - 1 else ""
        near = SEPARATOR.split(before)[-1], SEPARATOR.split(behind)[0]
        is_change = bool(CHANGE.search(before))
        if is_change or _is_label(*near):
            raw = f"{near[0]}{text[start:end]}{near[1]}".strip()
            yield DatedText(raw, is_change, element, is_markup=False)
        at = end


def _is_span(text: str) -> bool:
    """True for days from one to another, which are those of an event."""
    return len({day for part in _SPAN.split(text) if (day := day_of(part))}) > 1


def _is_label(before: str, behind: str) -> bool:
    """Whether the words around a day are labels, hours, a name or the topic of the post."""
    if _ELSEWHERE.search(before):
        return False
    behind = _BY.sub("", _FILED_UNDER.sub("", _bare(behind)))
    before = _bare(before)
    signed = _BY.search(before)
    before = before[: signed.start()] if signed and _is_short(signed[0]) else before
    return _is_name_or_label(before) and _is_name_or_label(behind)


def _bare(text: str) -> str:
    """A text without hours, counts and reading times."""
    return COUNT.sub(" ", READING_TIME.sub(" ", CLOCK.sub(" ", text)))


def _is_short(text: str) -> bool:
    """Whether a text behind "by" is as short as a name with an office."""
    return len(words_of(text)) <= _MAX_SIGNED_WORDS


def _is_name_or_label(text: str) -> bool:
    """Whether a text has only words of publication, or is a name of two words or more."""
    rest = [
        word
        for word in _NAME.findall(text)
        if word.lower().strip(".") not in PUBLICATION_WORDS | FILLERS | WEEKDAYS
    ]
    if not rest:
        return True
    if ":" in text:
        return False
    return 2 <= len(rest) <= _MAX_NAME_WORDS and all(word[0].isupper() for word in rest)
