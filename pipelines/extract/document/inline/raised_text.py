"""Raised text: notes such as [3], powers, cents, and what is part of its word."""

import re
from enum import Enum, auto

from lxml.html import HtmlElement

from pipelines.extract.document.elements import BLOCKS
from pipelines.extract.document.footnotes import marker_of
from pipelines.extract.document.text import fold

_NUMBERS = re.compile(r"\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*")
_NEGATIVE = re.compile(r"[-−–]\d{1,3}")
_SUPERSCRIPT = str.maketrans("0123456789-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻")
_FIGURE = re.compile(r"(?:^|[\s(×x*=~≈<>])[\d,.]*\d$")
_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_PRICE = re.compile(r"[$€£]\s?[\d,]*\d$")
_SQUARED = re.compile(r"(?:^|[\W\d])(?:[mckµd]?m|ft|in|yd|mi|s|[rRxyχ])$")
"""Units of length (and m/s²), and the letters of statistics: r², R², χ². A dose such as mg has no
square, so a number over it is a note."""
_FORMULA = re.compile(r"(?:^|\W)(?:(?:Sp|Pa)?O|CO|NO?|B)$")
"""What pages write with a raised number by mistake: CO², vitamin B¹²."""
_BARS = ("/", "⁄")


class Raised(Enum):
    """What raised text is."""

    NOTE = auto()
    """The number of a note or a source, linked or not."""
    POWER = auto()
    """An exponent: 10⁹, m²."""
    CENTS = auto()
    """The cents of a price whose dollars are large: $99.50."""
    APART = auto()
    """The numerator of a fraction behind a whole number: 2 1/2."""
    PART_OF_WORD = auto()
    """An ordinal, a mark or a piece of a formula: 1st, Spravato®, Na+."""


def raised_kind(text: str, before: str, after: str, *, is_linked: bool) -> Raised:
    """What raised text is, by what it holds and by the characters of the line on both sides.

    A link makes a note of every number. Behind a figure a number is a power, but behind a year a
    note, since nobody raises a year. A number that letters follow at once is inside a word: H²O.
    """
    if not _NUMBERS.fullmatch(text):
        is_power = _NEGATIVE.fullmatch(text) is not None and before[-1:].isalnum()
        return Raised.POWER if is_power else Raised.PART_OF_WORD
    if is_linked:
        return Raised.NOTE
    if _PRICE.search(before) and len(text) == 2:
        return Raised.CENTS
    if _FIGURE.search(before) and not _YEAR.search(before):
        return Raised.APART if after[:1] in _BARS else Raised.POWER
    return _kind_behind_word(text, before, after)


def _kind_behind_word(text: str, before: str, after: str) -> Raised:
    if _SQUARED.search(before) and text in ("2", "3"):
        return Raised.POWER
    if after[:1].isalpha() and (before[-1:].isalnum() or not _begins_word(after)):
        return Raised.PART_OF_WORD
    return Raised.PART_OF_WORD if _FORMULA.search(before) or after[:1] in _BARS else Raised.NOTE


def _begins_word(after: str) -> bool:
    """True for "Ward L.", behind the number of a source; False for the F of ¹⁸F-FDG."""
    return after[:1].isupper() and after[1:2].islower()


def read_raised(element: HtmlElement, before: str) -> tuple[str, str | None, str]:
    """How raised text is read: signs before it, its text, signs after it.

    The text is None where the children of the element are read like all others: they may hold
    links, which lead to the paper itself.
    before: the characters of the block so far.
    """
    links = list(element.iter("a"))
    if any(marker_of(link) is not None for link in links):
        return "", None, ""
    text = fold(element.text_content())
    is_linked = bool(links) or _is_all_of_link(element, text)
    kind = raised_kind(text, before, _text_after(element), is_linked=is_linked)
    if kind is Raised.NOTE:
        return "[", None if links else text, "]" if before.strip() else "] "
    signs = {Raised.CENTS: ".", Raised.APART: " "}.get(kind, "")
    if kind is Raised.POWER:
        text = text.translate(_SUPERSCRIPT)
    return signs, None if kind is Raised.PART_OF_WORD else text, ""


def _is_all_of_link(element: HtmlElement, text: str) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "a" and fold(parent.text_content()) == text


def _text_after(element: HtmlElement) -> str:
    """What follows an element on its line."""
    step: HtmlElement | None = element
    while step is not None:
        following = step.getnext()
        if step.tail or following is not None:
            return step.tail or fold(following.text_content() if following is not None else "")
        step = step.getparent()
        if step is not None and step.tag in BLOCKS:
            return ""
    return ""
