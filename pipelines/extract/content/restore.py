"""Puts back what trafilatura dropped inside the text; drops what it kept outside."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml.html import HtmlElement

from pipelines.extract.content.apply_passes import TextContext
from pipelines.extract.content.content_root import LINK_SHARE, ContentRoot, is_prose, is_within
from pipelines.extract.content.flow import blocks_in_flow
from pipelines.extract.content.resources import resource_sections
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision
from pipelines.extract.document.elements import LISTS
from pipelines.extract.document.footnotes import NOTES
from pipelines.items import Kind

_LEAD = 8
"""Lines between the lead of a post and its text: date, author, share buttons, a picture."""
_NEAR = 3
"""Steps up from a dropped block to an element with text; further away is another column."""
_WHOLE = NOTES | {Kind.TABLE, Kind.QUOTE, Kind.CODE, Kind.QUESTION, Kind.ANSWER}
"""Blocks that belong to the text wherever they are between two of its blocks."""
_CONTINUING = NOTES | {Kind.LIST_ITEM, Kind.QUESTION, Kind.ANSWER}
"""Blocks that may begin or end a text although trafilatura dropped them."""

_OUTSIDE = Decision.drop("drop_outside_root", "outside the part of the page that holds the text")
_BETWEEN = Decision.keep("restore_between", "between two blocks of the text")
_LINKED = Decision.keep("restore_linked_lists", "a list of links that the text before it announces")
_RESOURCE = Decision.keep("restore_resources", "links to other sites under a heading of their own")
_CONTINUES = Decision.keep("continue_text", "follows the text, or leads up to it, without a gap")


def drop_outside_root(blocks: Sequence[CandidateBlock], text: TextContext) -> Iterator[Decided]:
    """Drop kept blocks outside the content root but for prose right above it: the lead."""
    root = text.root
    first = next(n for n, b in enumerate(blocks) if b.is_kept and root.holds(b.element))
    for number, block in enumerate(blocks):
        if block.is_kept and not root.holds(block.element):
            is_lead = first - _LEAD <= number < first and is_prose(block)
            if not is_lead or root.region(block.element) is not None:
                yield block, _OUTSIDE


def restore_between(blocks: Sequence[CandidateBlock], text: TextContext) -> Iterator[Decided]:
    """Put back what trafilatura dropped between two blocks that it kept.

    Headings of pages without known class names, list items, questions, tables, boxes in the flow.
    Source: 37 of 601 pages with three headings or more lost every one; research.
    """
    first, last = _bounds(blocks)
    in_flow = set(blocks_in_flow(blocks[first : last + 1], text.root))
    for block in blocks[first : last + 1]:
        belongs = block in in_flow or _belongs(block, text.root)
        if not block.is_kept and _is_inside(block, text.root) and belongs:
            yield block, _BETWEEN


def restore_linked_lists(blocks: Sequence[CandidateBlock], text: TextContext) -> Iterator[Decided]:
    """Put back lists of links that finish a sentence of the text or are partly in it.

    Other lists of links are navigation. Source: of the linked lists whose line before ends with a
    colon 9 of 10 items are in the true texts, of all linked lists 4 of 10.
    """
    is_text = False
    before: CandidateBlock | None = None
    with_words = [block for block in blocks if block.words]
    for container, group in groupby(with_words, key=_container):
        items = list(group)
        restored: list[CandidateBlock] = []
        if items[0].kind is Kind.LIST_ITEM and before is not None and is_text:
            goes_on = before.text.endswith((":", "：")) or any(item.is_kept for item in items)
            if goes_on and text.root.steps(container) <= 1:
                restored = [b for b in items if not b.is_kept and _is_inside(b, text.root)]
        yield from ((item, _LINKED) for item in restored)
        before = items[-1]
        is_text = before.is_kept or before in restored


def restore_resources(blocks: Sequence[CandidateBlock], text: TextContext) -> Iterator[Decided]:
    """Put back links to other sites under a heading of their own, inside the text and behind it."""
    first, last = _bounds(blocks)
    for section in resource_sections(blocks[first:], text.url):
        is_inside = all(_is_inside(block, text.root) for block in section)
        follows = section[0] in blocks[first : last + 1] or section[0] is _next_with_words(
            blocks[last + 1 :]
        )
        if is_inside and follows:
            yield from ((block, _RESOURCE) for block in section if not block.is_kept)


def _next_with_words(blocks: Sequence[CandidateBlock]) -> CandidateBlock | None:
    return next((block for block in blocks if block.words), None)


def continue_text(blocks: Sequence[CandidateBlock], text: TextContext) -> Iterator[Decided]:
    """Keep the lists, questions, answers and notes right behind the text, or before it.

    Source: of 28 list items and 23 answers there all but 3 are in the true texts.
    """
    first, last = _bounds(blocks)
    yield from _continuing(blocks[last + 1 :], text)
    yield from _continuing(blocks[:first][::-1], text)


def _bounds(blocks: Sequence[CandidateBlock]) -> tuple[int, int]:
    """Numbers of the first and the last block of the text."""
    kept = [number for number, block in enumerate(blocks) if block.is_kept]
    return kept[0], kept[-1]


def _is_inside(block: CandidateBlock, root: ContentRoot) -> bool:
    return bool(block.words) and root.holds(block.element) and root.region(block.element) is None


def _belongs(block: CandidateBlock, root: ContentRoot) -> bool:
    if block.kind in _WHOLE:
        return True
    if block.link_share >= LINK_SHARE:
        return block.kind is Kind.HEADING and root.steps(block.element) <= _NEAR
    if is_prose(block):
        return True
    if block.kind is Kind.PARAGRAPH and not _is_in_item(block):
        return root.steps(block.element) <= 1
    return root.steps(_container(block)) <= _NEAR


def _container(block: CandidateBlock) -> HtmlElement:
    """The element of a block; of a line of a list its list, however deep its words are wrapped."""
    if block.kind is not Kind.LIST_ITEM and not _is_in_item(block):
        return block.element
    return next(block.element.iterancestors(*LISTS), block.element)


def _is_in_item(block: CandidateBlock) -> bool:
    """True for a further line of a list item, such as the price below the name of a drip."""
    return (
        block.kind is Kind.PARAGRAPH and next(block.element.iterancestors("li"), None) is not None
    )


def _is_near(block: CandidateBlock, root: ContentRoot) -> bool:
    return block.kind is not Kind.LIST_ITEM or root.steps(_container(block)) <= _NEAR


def _continuing(blocks: Sequence[CandidateBlock], text: TextContext) -> Iterator[Decided]:
    """The blocks that go on from the edge of the text, with the headings between them."""
    is_after_question = False
    headings: list[CandidateBlock] = []
    for block in blocks:
        if not block.words:
            continue
        is_links = block.link_share >= LINK_SHARE and block.kind not in NOTES
        is_after_question = is_after_question or block.kind is Kind.QUESTION
        is_inside = _is_inside(block, text.root) or (
            is_after_question and _is_in_scope(block, text)
        )
        if is_links or not is_inside:
            return
        headings.append(block)
        if block.kind in _CONTINUING and (is_after_question or _is_near(block, text.root)):
            yield from ((kept, _CONTINUES) for kept in headings)
            headings.clear()
        elif block.kind is not Kind.HEADING:
            return


def _is_in_scope(block: CandidateBlock, text: TextContext) -> bool:
    """Whether a block is in what the page marks as the post, in a container of its own.

    Questions that follow a text there are the post's, in a widget of the site builder.
    """
    is_marked = text.scope is not None and is_within(block.element, text.scope)
    return is_marked and text.root.region(block.element) is None
