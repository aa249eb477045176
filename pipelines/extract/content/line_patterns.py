"""Blocks that say by their own words what they are: calls to action, disclaimers, bylines.

The words are in data/extraction/line_patterns.csv, one row for each way to say it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.footnotes import NOTES
from pipelines.extract.pattern_table import PatternRow, PatternTable, by_role, combined
from pipelines.items import Kind, Role


class Place(StrEnum):
    """Which part of which blocks the rows of a place are compared with."""

    WHOLE_LINE = "whole_line"
    """A short line, wherever it is on the page."""
    LINK_LABEL = "link_label"
    """What is before the colon of a short line with a link: "Related: Why tea helps"."""
    LINK_TEXT = "link_text"
    """How a short line that is nothing but a link begins."""
    FORM_NOTE = "form_note"
    """How the small print of a form begins, whose fields are elsewhere."""
    LAST_BLOCK = "last_block"
    """Anything in one of the last blocks of a post.

    Other closing words ("we would love to help", "Dana is a nurse in Ohio") were tried: three
    quarters of their words are in the true texts. What a clinic repeats on all its posts is found
    when its posts are settled.
    """
    AUTHOR_LINE = "author_line"
    """The verb after the author's name: "Dana Reed writes about tea"."""


TABLE = PatternTable(
    file="line_patterns.csv",
    roles=(
        Role.BYLINE, Role.SHARE, Role.CALL_TO_ACTION, Role.TEASER, Role.NEWSLETTER,
        Role.DISCLAIMER, Role.AUTHOR_BOX,
    ),
    places=tuple(Place),
)  # fmt: skip
FORMS: Mapping[Place, str] = {
    Place.WHOLE_LINE: r"^\W*(?:{})\W*$",
    Place.LINK_LABEL: r"^\W*(?:{})\s*[:：–-]",
    Place.LINK_TEXT: r"^\W*(?:{})\b",
    Place.FORM_NOTE: r"^\W*(?:{})",
    Place.LAST_BLOCK: "{}",
}
"""What surrounds the rows of a place in their combined pattern."""
_AUTHOR_LINE = r"^\W*(?:about )?(?:dr\.? )?<name>(?:,[^.]{0,40})? (?:{})\b"
_ALL_LINK = 0.85
_NOT_LINES = NOTES | {Kind.TABLE, Kind.CODE}
_MAX_LINE_WORDS = 25
_MAX_LAST_WORDS = 130

RolePatterns = tuple[tuple[Role, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePatterns:
    """The combined pattern of each role by place, in the order of the file."""

    whole_line: RolePatterns
    link_label: RolePatterns
    link_text: RolePatterns
    form_note: RolePatterns
    last_block: RolePatterns


def line_patterns(rows: Iterable[PatternRow]) -> LinePatterns:
    """The rows, combined."""
    rows = tuple(rows)
    return LinePatterns(**{place.value: _role_patterns(rows, place) for place in FORMS})


def _role_patterns(rows: Iterable[PatternRow], place: Place) -> RolePatterns:
    groups = by_role(rows, place).items()
    return tuple((Role(role), combined(group, FORMS[place])) for role, group in groups)


def author_line_pattern(name: str, rows: Iterable[PatternRow]) -> re.Pattern[str]:
    """Lines that begin with a name and say who that is."""
    verbs = by_role(rows, Place.AUTHOR_LINE)[Role.AUTHOR_BOX]
    return combined(verbs, _AUTHOR_LINE.replace("<name>", re.escape(name)))


@cache
def _packaged_rows() -> tuple[PatternRow, ...]:
    return TABLE.read()


@cache
def _packaged_patterns() -> LinePatterns:
    return line_patterns(_packaged_rows())


@lru_cache(maxsize=64)
def _packaged_author_line(name: str) -> re.Pattern[str]:
    return author_line_pattern(name, _packaged_rows())


def line_role(block: CandidateBlock) -> Role | None:
    """What a short line is for, wherever it is; None for text."""
    if block.kind in _NOT_LINES or len(block.words) > _MAX_LAST_WORDS:
        return None
    patterns = _packaged_patterns()
    role = role_at_start(block.text, patterns.form_note)
    if role is not None or len(block.words) > _MAX_LINE_WORDS:
        return role
    if block.links:
        role = role_at_start(block.text, patterns.link_label)
    if role is None and block.link_share >= _ALL_LINK:
        role = role_at_start(block.text, patterns.link_text)
    return role or role_at_start(block.text, patterns.whole_line)


def last_line_role(block: CandidateBlock) -> Role | None:
    """What one of the last blocks of a post is for; None for text."""
    if block.kind not in (Kind.PARAGRAPH, Kind.QUOTE) or len(block.words) > _MAX_LAST_WORDS:
        return None
    return role_anywhere(block.text, _packaged_patterns().last_block)


def role_at_start(text: str, patterns: RolePatterns) -> Role | None:
    """The first role whose pattern matches from the beginning of the text."""
    for role, pattern in patterns:  # a generator costs as much as the patterns
        if pattern.match(text):
            return role
    return None


def role_anywhere(text: str, patterns: RolePatterns) -> Role | None:
    """The first role whose pattern is in the text."""
    return next((role for role, pattern in patterns if pattern.search(text)), None)


def is_life_of(name: str, block: CandidateBlock) -> bool:
    """True for a paragraph that begins with the author's name and says who that is."""
    if block.kind is not Kind.PARAGRAPH or len(block.words) > _MAX_LAST_WORDS:
        return False
    return _packaged_author_line(name).match(block.text) is not None
