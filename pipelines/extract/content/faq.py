"""Questions and answers of accordions and FAQ lists.

Questions and answers that a page tells machines alone: FAQPage in JSON-LD.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.structured_data import Json, Structured, types_of
from pipelines.extract.document.text import fold, words_of
from pipelines.extract.document.traverse import traverse
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


def pair_questions(drafts: Sequence[CandidateBlock]) -> None:
    """Turn questions and what answers them into QUESTION and ANSWER.

    In accordions, lists of terms, under a heading such as "Frequently asked questions", and where
    small headings ask one after another. Any other heading that asks stays a heading.
    """
    _pair_items(drafts)
    _pair_headings(drafts)


def _pair_headings(drafts: Sequence[CandidateBlock]) -> None:
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


def _pair_items(drafts: Sequence[CandidateBlock]) -> None:
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


def _asks(draft: CandidateBlock) -> bool:
    can_ask = draft.kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM)
    return can_ask and draft.text.endswith("?") and len(draft.words) <= _MAX_WORDS


def _can_answer(draft: CandidateBlock) -> bool:
    return draft.kind is Kind.PARAGRAPH or draft.element.tag == "dd"


def _item(question: CandidateBlock, following: CandidateBlock) -> HtmlElement | None:
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


def _inside(draft: CandidateBlock, element: HtmlElement) -> bool:
    return any(step is element for step in draft.element.iterancestors())


_ENOUGH = 12
"""Words of an answer by which it is found on the page, under whatever question."""


def structured_questions(
    data: Structured, drafts: Sequence[CandidateBlock], tree: HtmlElement, base_url: str
) -> list[CandidateBlock]:
    """Kept drafts of the questions of JSON-LD's FAQPage that stand nowhere on the page.

    A script of the site draws them, or a builder left them out of the page: they are the post's
    all the same. Source: https://schema.org/FAQPage
    """
    if "faqpage" not in data.types():
        return []
    on_page = _line(word for draft in drafts for word in draft.words)
    found: list[CandidateBlock] = []
    for question, raw in _pairs(data):
        asked, answer = words_of(question), _answer(raw, tree, base_url)
        told = [word for draft in answer for word in draft.words][:_ENOUGH]
        if asked and told and _line(asked) not in on_page and _line(told) not in on_page:
            found += [_draft(Kind.QUESTION, question, tree), *answer]
    return found


def _line(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def _pairs(data: Structured) -> Iterator[tuple[str, str]]:
    for node in data.nodes:
        if "question" in types_of(node):
            question, answer = node.get("name"), _text(node.get("acceptedAnswer"))
            if isinstance(question, str) and answer:
                yield fold(unescape(question)), answer


def _text(answer: Json) -> str | None:
    first = answer[0] if isinstance(answer, list) and answer else answer
    text = first.get("text") if isinstance(first, dict) else None
    return text if isinstance(text, str) else None


def _answer(answer: str, tree: HtmlElement, base_url: str) -> list[CandidateBlock]:
    """The blocks of an answer, which may be written in HTML."""
    try:
        inside = traverse(fragment_fromstring(answer, create_parent="div"), base_url)
    except (etree.LxmlError, ValueError):
        return []
    for draft in inside:
        draft.element, draft.is_kept = tree, bool(draft.words)
        draft.kind = Kind.ANSWER if draft.kind is Kind.PARAGRAPH else draft.kind
    return inside


def _draft(kind: Kind, text: str, tree: HtmlElement) -> CandidateBlock:
    return CandidateBlock(kind=kind, text=text, element=tree, words=words_of(text), is_kept=True)
