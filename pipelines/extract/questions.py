"""Questions and answers of accordions and FAQ lists."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines.extract.draft import Draft
from pipelines.items import Kind

FAQ = re.compile(r"accordion|toggle|faq|collaps|question", re.IGNORECASE)
"""Names of the elements around a question and its answer: Divi (et_pb_toggle), Elementor
(elementor-accordion-item), Squarespace (accordion-item), Bootstrap (collapse)."""
_MAX_WORDS = 40
_MAX_STEPS = 6
"""How far above the question its item may stand."""


def pair(drafts: Sequence[Draft]) -> None:
    """Turn questions of accordions and lists of terms into QUESTION, what follows into ANSWER.

    A heading that asks in an ordinary post stays a heading.
    """
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
        names = f"{element.get('class', '')} {element.get('itemtype', '')} {element.get('id', '')}"
        if FAQ.search(names) and _inside(following, element):
            return element
    return None


def _inside(draft: Draft, element: HtmlElement) -> bool:
    return any(step is element for step in draft.element.iterancestors())
