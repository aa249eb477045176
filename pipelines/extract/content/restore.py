"""What trafilatura dropped inside the body is put back; what it kept outside is dropped."""

from collections.abc import Sequence
from itertools import groupby

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import LINK_SHARE, ContentRoot, is_prose
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.elements import LISTS
from pipelines.extract.document.footnotes import NOTES
from pipelines.items import Kind

_LEAD = 8
"""Lines between the lead of a post and its body: date, author, share buttons, a picture."""
_NEAR = 3
"""Steps up from a dropped draft to an element with body text; further away is another column."""
_WHOLE = NOTES | {Kind.TABLE, Kind.QUOTE, Kind.CODE, Kind.QUESTION, Kind.ANSWER}
"""Blocks that belong to the body wherever they stand between two of its blocks."""
_GOES_ON = NOTES | {Kind.LIST_ITEM, Kind.QUESTION, Kind.ANSWER}
"""Blocks that may begin or end a body although trafilatura dropped them."""


def restore_dropped(drafts: Sequence[CandidateBlock], frame: ContentRoot) -> None:
    """Put back what trafilatura dropped between two drafts that it kept, drop what lies outside.

    Headings of pages without known class names, list items, questions, tables. What stands
    outside the frame or before the first and after the last kept draft stays outside, but for
    lists, answers and notes that go on right there.
    Source: 37 of 601 pages with three headings or more lost every one; research.
    """
    _drop_outside(drafts, frame)
    kept = [number for number, draft in enumerate(drafts) if draft.is_kept]
    for draft in drafts[kept[0] : kept[-1] + 1]:
        if not draft.is_kept and _is_inside(draft, frame):
            draft.is_kept = _belongs(draft, frame)
    _restore_linked_lists(drafts, frame)
    _go_on(drafts[kept[-1] + 1 :], frame)
    _go_on(drafts[: kept[0]][::-1], frame)


def _is_inside(draft: CandidateBlock, frame: ContentRoot) -> bool:
    return bool(draft.words) and frame.holds(draft.element) and frame.zone(draft.element) is None


def _drop_outside(drafts: Sequence[CandidateBlock], frame: ContentRoot) -> None:
    """Drop kept drafts outside the frame but for prose right above it: the lead of the post."""
    first = next(n for n, d in enumerate(drafts) if d.is_kept and frame.holds(d.element))
    for number, draft in enumerate(drafts):
        if draft.is_kept and not frame.holds(draft.element):
            is_lead = first - _LEAD <= number < first and is_prose(draft)
            draft.is_kept = is_lead and frame.zone(draft.element) is None


def _belongs(draft: CandidateBlock, frame: ContentRoot) -> bool:
    if draft.kind in _WHOLE:
        return True
    if draft.link_share >= LINK_SHARE:
        return draft.kind is Kind.HEADING and frame.steps(draft.element) <= _NEAR
    if is_prose(draft):
        return True
    if draft.kind is Kind.PARAGRAPH:
        return frame.steps(draft.element) <= 1
    return frame.steps(_place(draft)) <= _NEAR


def _place(draft: CandidateBlock) -> HtmlElement:
    """Where a draft stands: of a list item its list, however deep its words are wrapped."""
    if draft.kind is not Kind.LIST_ITEM:
        return draft.element
    return next(draft.element.iterancestors(*LISTS), draft.element)


def _restore_linked_lists(drafts: Sequence[CandidateBlock], frame: ContentRoot) -> None:
    """Put back lists of links that finish a sentence of the body or stand in a list of it.

    Other lists of links are navigation. Source: of the linked lists whose line before ends with a
    colon 9 of 10 items stand in the true texts, of all linked lists 4 of 10.
    """
    before: CandidateBlock | None = None
    numbered = [draft for draft in drafts if draft.words]
    for place, group in groupby(numbered, key=_place):
        items = list(group)
        if items[0].kind is Kind.LIST_ITEM and before is not None and before.is_kept:
            goes_on = before.text.endswith((":", "：")) or any(item.is_kept for item in items)
            if goes_on and frame.steps(place) <= 1:
                for item in items:
                    item.is_kept = item.is_kept or _is_inside(item, frame)
        before = items[-1]


def _is_near(draft: CandidateBlock, frame: ContentRoot) -> bool:
    return draft.kind is not Kind.LIST_ITEM or frame.steps(_place(draft)) <= _NEAR


def _go_on(drafts: Sequence[CandidateBlock], frame: ContentRoot) -> None:
    """Keep the lists, questions, answers and notes right behind the body, or before it.

    Source: of 28 list items and 23 answers there all but 3 stand in the true texts.
    """
    waiting: list[CandidateBlock] = []
    for draft in drafts:
        if not draft.words:
            continue
        is_links = draft.link_share >= LINK_SHARE and draft.kind not in NOTES
        if is_links or not _is_inside(draft, frame):
            return
        waiting.append(draft)
        if draft.kind in _GOES_ON and _is_near(draft, frame):
            for one in waiting:
                one.is_kept = True
            waiting.clear()
        elif draft.kind is not Kind.HEADING:
            return
