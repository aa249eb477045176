"""Cards that announce other posts: `article` elements in a row, each headed by a link."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import LINK_SHARE, Frame
from pipelines.extract.document.candidate_block import Draft
from pipelines.items import Kind

_MIN_CARDS = 3
_MAX_WORDS = 120
"""A card with more words tells the story itself, such as an entry of a list of products."""
_MAX_SHARE = 0.5
"""Cards with more of the body's words than this are what the page is about."""


def cards(drafts: Sequence[Draft], frame: Frame) -> list[Draft]:
    """Kept drafts inside three `article` elements or more of one parent, each headed by a link.

    An `article` inside a post is a piece of its own:
    https://html.spec.whatwg.org/multipage/sections.html#the-article-element. Other boxes with
    linked headings hold the entries of a list as often as teasers (of 40 such rows on 793 pages
    29 stand in the true texts).
    """
    held: dict[HtmlElement, list[Draft]] = {}
    for draft in drafts:
        box = next(draft.element.iterancestors("article"), None) if draft.is_kept else None
        if box is not None and box is not frame.element and frame.holds(box):
            held.setdefault(box, []).append(draft)
    rows: dict[HtmlElement | None, list[list[Draft]]] = {}
    for box, inside in held.items():
        if _is_card(inside):
            rows.setdefault(box.getparent(), []).append(inside)
    found = [draft for row in rows.values() if len(row) >= _MIN_CARDS for c in row for draft in c]
    return found if _words(found) <= _MAX_SHARE * frame.total else []


def _is_card(inside: Sequence[Draft]) -> bool:
    is_headed = any(d.kind is Kind.HEADING and d.link_share >= LINK_SHARE for d in inside)
    return is_headed and _words(inside) <= _MAX_WORDS


def _words(drafts: Sequence[Draft]) -> int:
    return sum(len(draft.words) for draft in drafts)
