"""Questions and answers of accordions and FAQ lists."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines.extract.document.candidate_block import Draft
from pipelines.items import Kind

FAQ = re.compile(r"accordion|toggle|faq|collaps|question", re.IGNORECASE)
"""Names of the elements around a question and its answer: Divi (et_pb_toggle), Elementor
(elementor-accordion-item), Squarespace (accordion-item), Bootstrap (collapse)."""
_NAMING = ("class", "itemtype", "id", "data-hook")
_MAX_WORDS = 40
_MAX_STEPS = 6
"""How far above the question its item may stand."""


_SECTION = re.compile(
    r"^\W*(?:(?:frequently|commonly|often) asked|common|your) questions\b|\bfaqs?\b|^\W*q ?& ?a\b",
    re.IGNORECASE,
)
"""Headings of a part of the post in which questions are answered."""
_MIN_DEPTH = 3


def pair(drafts: Sequence[Draft]) -> None:
    """Turn questions and what answers them into QUESTION and ANSWER.

    In accordions, lists of terms, under a heading such as "Frequently asked questions", and where
    small headings ask one after another. Any other heading that asks stays a heading.
    """
    _pair_items(drafts)
    _pair_headings(drafts)


def _pair_headings(drafts: Sequence[Draft]) -> None:
    """Questions that are headings of the same level, one after another."""
    headings = [draft for draft in drafts if draft.kind is Kind.HEADING]
    asking: set[int] = set()
    section: int | None = None
    for before, draft, after in zip(
        [None, *headings], headings, [*headings[1:], None], strict=False
    ):
        level = draft.level or 6
        if section is not None and level <= section:
            section = None
        if _SECTION.search(draft.text):
            section = level
        elif _asks(draft):
            beside = any(o and o.level == draft.level and _asks(o) for o in (before, after))
            if section is not None or (level >= _MIN_DEPTH and beside):
                asking.add(id(draft))
    is_open = False
    for draft in drafts:
        if id(draft) in asking:
            draft.kind, draft.level, is_open = Kind.QUESTION, None, True
        elif draft.kind is Kind.HEADING:
            is_open = False
        elif is_open and draft.kind is Kind.PARAGRAPH and draft.words:
            draft.kind = Kind.ANSWER


def _pair_items(drafts: Sequence[Draft]) -> None:
    """Questions and answers inside one item of an accordion."""
    item: HtmlElement | None = None
    for draft, following in zip(drafts, [*drafts[1:], None], strict=True):
        if following is not None and _asks(draft):
            found = _item(draft, following)
            if found is not None:
                draft.kind, draft.level, item = Kind.QUESTION, None, found
                continue
        if item is not None and _can_answer(draft) and _inside(draft, item):
            draft.kind, draft.level = Kind.ANSWER, None


def _asks(draft: Draft) -> bool:
    can_ask = draft.kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM)
    return can_ask and draft.text.endswith("?") and len(draft.words) <= _MAX_WORDS


def _can_answer(draft: Draft) -> bool:
    return draft.kind is Kind.PARAGRAPH or draft.element.tag == "dd"


def _item(question: Draft, following: Draft) -> HtmlElement | None:
    """The element named after a question, or list of terms, that also holds what follows it."""
    for count, element in enumerate(question.element.iterancestors()):
        if count >= _MAX_STEPS:
            return None
        if element.tag == "dl" and following.element.tag == "dd":
            return element
        names = " ".join(element.get(name, "") for name in _NAMING)
        if FAQ.search(names) and _inside(following, element):
            return element
    return None


def _inside(draft: Draft, element: HtmlElement) -> bool:
    return any(step is element for step in draft.element.iterancestors())
