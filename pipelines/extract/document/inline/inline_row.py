"""Inline elements in a row that only CSS sets apart: "Orla Venn", "April 9, 2022", "5 min read"."""

import re
from collections.abc import Collection
from itertools import pairwise

from lxml.html import HtmlElement

from pipelines.extract.document.elements import BLOCKS

_PARTS_OF_WORDS = frozenset({"sub", "sup", "wbr"})
_PROSE = frozenset({"p", "a", "blockquote"})
_WORD = re.compile(r"[^\W\d_]{2}|\d")
_LETTERS = re.compile(r"[^\W\d_]")
_OPENING = "$€£(“\"'¿¡"
_CLOSING = ".!?)”\"'%"


def children_apart(element: HtmlElement) -> Collection[HtmlElement]:
    """The children of a row before which a reader sees a gap that the source does not write.

    A row is an element without text of its own, whose children are elements with words. It is
    laid out by flex or grid, so its source needs no blanks between the children (React, Tailwind,
    alerts and price lists of Elementor). Text between children, even one comma, shows that
    blanks are written where they are meant.
    """
    if len(element) < 2 or not _is_blank(element.text):
        return ()
    if any(child.tag in _PARTS_OF_WORDS or not _is_blank(child.tail) for child in element):
        return ()
    worded = [child for child in element if child.tag not in BLOCKS and _words(child)]
    return [right for left, right in pairwise(worded) if _is_apart(left, right)]


def _is_apart(left: HtmlElement, right: HtmlElement) -> bool:
    """True where a word ends with one child of a row and another begins with the next one.

    A drop cap is a letter and no word; a sign such as a colon or % belongs to what is before it;
    figures without a word may be pieces of one figure; and a small letter behind a letter may go
    on with a word that formatting splits (`<b>Keta</b><i>mine</i>`), unless both are boxes with
    classes of their own.
    """
    before, after = _words(left), _words(right)
    if not (_WORD.search(before) and _WORD.search(after)):
        return False
    last, first = before[-1], after[0]
    if not (last.isalnum() or last in _CLOSING) or not (first.isalnum() or first in _OPENING):
        return False
    if last.isdecimal() and first.isdecimal():
        return bool(_LETTERS.search(before) or _LETTERS.search(after))
    if last.isalpha() and first.islower():
        return _are_boxes(left, right)
    return True


def _are_boxes(left: HtmlElement, right: HtmlElement) -> bool:
    parent = left.getparent()
    is_prose = parent is not None and parent.tag in _PROSE
    return not is_prose and bool(left.get("class")) and left.get("class") != right.get("class", "")


def _words(element: HtmlElement) -> str:
    return element.text_content().strip() if isinstance(element.tag, str) else ""


def _is_blank(text: str | None) -> bool:
    return not text or text.isspace()
