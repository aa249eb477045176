"""The drafts around the title: where date and author of a post stand."""

from collections.abc import Sequence

from pipelines.extract.content.content_root import Frame
from pipelines.extract.document.candidate_block import Draft
from pipelines.extract.document.text import words_of
from pipelines.items import Kind, Role

_BEFORE = 4
_BEHIND = 6
"""Lines before and behind the title in which builders put date and author."""
_MAX_WORDS = 40
"""A longer line is prose, whatever day it tells of."""
_FOREIGN = (Role.TEASER, Role.COMMENT, Role.BOILERPLATE, Role.COOKIE, Role.BANNER, Role.TESTIMONIAL)


def around_title(
    drafts: Sequence[Draft], frame: Frame | None, title: str | None
) -> tuple[Draft, ...]:
    """Short lines beside the title, else before the body; never those of teasers or comments."""
    at = _title_at(drafts, title)
    if at is None:
        return ()
    near = [*drafts[max(0, at - _BEFORE) : at], *drafts[at + 1 : at + 1 + _BEHIND]]
    return tuple(draft for draft in near if draft.words and _is_line(draft, frame))


def _title_at(drafts: Sequence[Draft], title: str | None) -> int | None:
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


def _is_line(draft: Draft, frame: Frame | None) -> bool:
    zone = frame.zone(draft.element) if frame else None
    return len(draft.words) <= _MAX_WORDS and not (zone and zone[0] in _FOREIGN)
