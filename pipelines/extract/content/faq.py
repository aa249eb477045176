"""Questions and answers of accordions and FAQ lists.

Also those that a page gives to machines only: FAQPage in JSON-LD.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from pipelines.extract.content.line_patterns import line_role
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision, Form
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
"""How far above the question its item may be."""
_SECTION = re.compile(
    r"^\W*(?:(?:frequently|commonly|often) asked|common|your) questions\b|\bfaqs?\b|^\W*q ?& ?a\b",
    re.IGNORECASE,
)
"""Headings of a part of the post in which questions are answered."""
_MIN_DEPTH = 3


def pair_accordion_questions(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Questions and answers inside one item of an accordion or of a list of terms."""
    item: HtmlElement | None = None
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if following is not None and _asks(block):
            opened = _item(block, following)
            if opened is not None:
                item = opened
                form, why = _form(block, Kind.QUESTION), "a question inside an item of an accordion"
                yield block, Decision.reshape("pair_accordion_questions", form, why)
                continue
        if item is not None and _can_answer(block) and _inside(block, item):
            form, why = _form(block, Kind.ANSWER), "in the accordion item of the question before it"
            yield block, Decision.reshape("pair_accordion_questions", form, why)


def pair_heading_questions(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Questions that are headings, with the paragraphs under them.

    Under a heading such as "Frequently asked questions", and where small headings of one level ask
    one after another. Any other heading that asks stays a heading. A line such as "Tagged tea" ends
    the answers: what follows it is no longer the author's.
    """
    questions = _heading_questions([block for block in blocks if block.kind is Kind.HEADING])
    is_open = False
    for block in blocks:
        if block in questions:
            is_open = True
            form, why = _form(block, Kind.QUESTION), "a heading that asks, among others that ask"
            yield block, Decision.reshape("pair_heading_questions", form, why)
        elif block.kind is Kind.HEADING or (is_open and line_role(block) is not None):
            is_open = False
        elif is_open and block.kind is Kind.PARAGRAPH and block.words:
            form, why = _form(block, Kind.ANSWER), "a paragraph under a heading that asks"
            yield block, Decision.reshape("pair_heading_questions", form, why)


def _heading_questions(headings: Sequence[CandidateBlock]) -> set[CandidateBlock]:
    questions: set[CandidateBlock] = set()
    section: int | None = None
    for before, heading, after in zip(
        [None, *headings], headings, [*headings[1:], None], strict=False
    ):
        level = heading.level or 6
        if section is not None and level <= section:
            section = None
        if _SECTION.search(heading.text):
            section = level
        elif _asks(heading):
            is_in_row = any(
                other and other.level == heading.level and _asks(other) for other in (before, after)
            )
            if section is not None or (level >= _MIN_DEPTH and is_in_row):
                questions.add(heading)
    return questions


def _form(block: CandidateBlock, kind: Kind) -> Form:
    return Form(kind=kind, level=None, ordered=block.ordered)


def _asks(block: CandidateBlock) -> bool:
    can_ask = block.kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.LIST_ITEM)
    return can_ask and block.text.endswith("?") and len(block.words) <= _MAX_WORDS


def _can_answer(block: CandidateBlock) -> bool:
    return block.kind is Kind.PARAGRAPH or block.element.tag == "dd"


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


def _inside(block: CandidateBlock, element: HtmlElement) -> bool:
    return any(step is element for step in block.element.iterancestors())


_ENOUGH = 12
"""Words of an answer by which it is found on the page, under whatever question."""
_MACHINES_ONLY = Decision.keep(
    "structured_questions", "the page gives it to machines only, as FAQPage in JSON-LD"
)


def structured_questions(
    data: Structured, blocks: Sequence[CandidateBlock], tree: HtmlElement, base_url: str
) -> list[CandidateBlock]:
    """Kept blocks for the questions of JSON-LD's FAQPage that are nowhere on the page.

    A script of the site draws them, or a builder left them out of the page: they are the post's
    all the same. Source: https://schema.org/FAQPage
    """
    if "faqpage" not in data.types():
        return []
    on_page = _line(word for block in blocks for word in block.words)
    missing: list[CandidateBlock] = []
    for question, raw in _pairs(data):
        question_words, answer = words_of(question), _answer(raw, tree, base_url)
        start = [word for block in answer for word in block.words][:_ENOUGH]
        is_known = _line(question_words) in on_page or _line(start) in on_page
        if question_words and start and not is_known:
            missing += [_question(question, tree), *answer]
    return missing


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
    """The blocks of an answer, which may be written in HTML; on the page they belong to its end."""
    try:
        blocks = traverse(fragment_fromstring(answer, create_parent="div"), base_url)
    except (etree.LxmlError, ValueError):
        return []
    for block in blocks:
        block.element = tree
        block.kind = Kind.ANSWER if block.kind is Kind.PARAGRAPH else block.kind
        if block.words:
            block.apply(_MACHINES_ONLY)
    return blocks


def _question(text: str, tree: HtmlElement) -> CandidateBlock:
    block = CandidateBlock(kind=Kind.QUESTION, text=text, element=tree, words=words_of(text))
    block.apply(_MACHINES_ONLY)
    return block
