"""The drafts around the title: where date and author of a post stand.

Lines that say of a day that it is the day of publication, wherever they stand on the page.
"""

import re
from collections.abc import Iterator, Sequence

from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.text import words_of
from pipelines.extract.metadata.candidates import Offer
from pipelines.extract.metadata.date_parsing import day_of
from pipelines.items import DateSource, Kind, Role

_BEFORE = 4
_BEHIND = 6
"""Lines before and behind the title in which builders put date and author."""
_MAX_WORDS = 40
"""A longer line is prose, whatever day it tells of."""
_FOREIGN = (Role.TEASER, Role.COMMENT, Role.BOILERPLATE, Role.COOKIE, Role.BANNER, Role.TESTIMONIAL)


def around_title(
    drafts: Sequence[CandidateBlock], frame: ContentRoot | None, title: str | None
) -> tuple[CandidateBlock, ...]:
    """Short lines beside the title, else before the body; never those of teasers or comments."""
    at = _title_at(drafts, title)
    if at is None:
        return ()
    near = [*drafts[max(0, at - _BEFORE) : at], *drafts[at + 1 : at + 1 + _BEHIND]]
    return tuple(draft for draft in near if draft.words and _is_line(draft, frame))


def _title_at(drafts: Sequence[CandidateBlock], title: str | None) -> int | None:
    """Number of the title's heading: of several the one next to the body; else of the body."""
    wanted = words_of(title or "")
    first = next((n for n, draft in enumerate(drafts) if draft.is_kept), None)
    same = [
        number
        for number, draft in enumerate(drafts)
        if draft.words == wanted and draft.kind is Kind.HEADING
    ]
    if not same:
        return first
    return same[0] if first is None else min(same, key=lambda number: abs(number - first))


def _is_line(draft: CandidateBlock, frame: ContentRoot | None) -> bool:
    zone = frame.region(draft.element) if frame else None
    return len(draft.words) <= _MAX_WORDS and not (zone and zone[0] in _FOREIGN)


_LABEL = re.compile(
    r"\b(?:published|posted|publication date|publish date|date published|date posted)"
    r"(?:\s+(?:on|at))?\s*[:–-]?\s*(?:the\s+)?(?=(?:[a-z]{3,9}\.?,?\s+)?(?:[a-z]{3,9}\.?\s+)?\d)",
    re.IGNORECASE,
)
_LABEL_LINE = re.compile(
    r"(?:published|posted|publication date|publish date|date published|date posted)(?: on)?:?",
    re.IGNORECASE,
)
_LABELLED_WORDS = 25
_NOT_OF_THE_POST = frozenset(Role) - {
    Role.BODY,
    Role.TITLE,
    Role.BYLINE,
    Role.AUTHOR_BOX,
    Role.SHARE,
}


def publication_lines(
    drafts: Sequence[CandidateBlock], frame: ContentRoot | None
) -> Iterator[Offer]:
    """The one day that the page says it was published on, outside teasers, comments and menus.

    Lines such as "Posted on April 13, 2023" below the text, or "Published" above a day. Nothing
    where two such lines name different days: then at least one is another post's.
    Source: of 793 pages it dates 9 that nothing else dates, 8 right; the ninth's truth has no date,
    while that of another copy of the same page has this one.
    """
    said = [text for draft, text in _labelled(drafts) if not _is_foreign(draft, frame)]
    if len({day_of(text) for text in said}) == 1:
        yield Offer(raw=said[0], source=DateSource.POSTED)


def _labelled(drafts: Sequence[CandidateBlock]) -> Iterator[tuple[CandidateBlock, str]]:
    before = ""
    for draft in drafts:
        if draft.words and len(draft.words) <= _LABELLED_WORDS:
            label = _LABEL.search(draft.text)
            text = draft.text[label.start() :] if label else draft.text
            if (label or _LABEL_LINE.fullmatch(before)) and day_of(text):
                yield draft, text
        before = draft.text


def _is_foreign(draft: CandidateBlock, frame: ContentRoot | None) -> bool:
    zone = frame.region(draft.element) if frame else None
    return bool(zone and zone[0] in _NOT_OF_THE_POST)
