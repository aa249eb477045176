"""Boxes between two paragraphs of the text: rating cards, price lists, pros and cons, steps."""

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import LINK_SHARE, ContentRoot
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.items import Kind

_FLOW = frozenset(
    {"p", "ul", "ol", "dl", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"}
)
"""Elements that an editor writes one after another; a column or a widget is none of them."""
_MAX_LINKED = 0.5
_MIN_LINES = 2
_FIELDS = ("form", "input", "button", "iframe")


def blocks_in_flow(blocks: Sequence[CandidateBlock], root: ContentRoot) -> Iterator[CandidateBlock]:
    """Blocks that were not kept inside boxes between two blocks of the text.

    How deep a box nests says nothing: a card of a page builder wraps a price six times. What comes
    before and behind it, in the same parent, says that it is no column of its own. Left out are
    boxes of one line, of links, and those with something to fill in or to press.
    """
    boxes: dict[HtmlElement, list[CandidateBlock]] = {}
    for block in blocks:
        if not block.is_kept and block.words:
            box = _box_of(block, root)
            if box is not None:
                boxes.setdefault(box, []).append(block)
    for box, inside in boxes.items():
        if len(inside) >= _MIN_LINES and _is_between_text(box, root) and _is_text(box, inside):
            yield from (block for block in inside if _is_line(block))


def _box_of(block: CandidateBlock, root: ContentRoot) -> HtmlElement | None:
    """The outermost element around the block that holds no text; None for a block by itself."""
    box: HtmlElement | None = None
    for step in (block.element, *block.element.iterancestors()):
        if root.words.get(step, 0):
            return box
        box = step
    return None


def _is_between_text(box: HtmlElement, root: ContentRoot) -> bool:
    """True where the nearest text before and behind the box is written into the same parent."""
    nearest = [
        next((sibling for sibling in siblings if root.words.get(sibling, 0)), None)
        for siblings in (box.itersiblings(preceding=True), box.itersiblings())
    ]
    in_flow = [near is not None and near.tag in _FLOW for near in nearest]
    return all(in_flow) or (any(in_flow) and any(_is_like(box, near) for near in nearest))


def _is_like(box: HtmlElement, near: HtmlElement | None) -> bool:
    """True for boxes of one row, of which trafilatura kept one."""
    return near is not None and (near.tag, near.get("class")) == (box.tag, box.get("class"))


def _is_text(box: HtmlElement, inside: Sequence[CandidateBlock]) -> bool:
    linked, length = sum(b.linked for b in inside), sum(len(b.text) for b in inside)
    return linked < _MAX_LINKED * length and next(box.iter(*_FIELDS), None) is None


def _is_line(block: CandidateBlock) -> bool:
    kinds = (Kind.HEADING, Kind.LIST_ITEM, Kind.PARAGRAPH)
    is_number = block.text.isdecimal()  # of a star, a slide or a counter
    return block.kind in kinds and block.link_share < LINK_SHARE and not is_number
