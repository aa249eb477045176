"""Questions and answers that a page tells machines alone: FAQPage in JSON-LD."""

from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from pipelines.extract.document.candidate_block import Draft
from pipelines.extract.document.structured_data import Json, Structured, types_of
from pipelines.extract.document.text import fold, words_of
from pipelines.extract.document.traverse import walk
from pipelines.items import Kind

_ENOUGH = 12
"""Words of an answer by which it is found on the page, under whatever question."""


def untold_questions(
    data: Structured, drafts: Sequence[Draft], tree: HtmlElement, base_url: str
) -> list[Draft]:
    """Kept drafts of the questions of JSON-LD's FAQPage that stand nowhere on the page.

    A script of the site draws them, or a builder left them out of the page: they are the post's
    all the same. Source: https://schema.org/FAQPage
    """
    if "faqpage" not in data.types():
        return []
    on_page = _line(word for draft in drafts for word in draft.words)
    found: list[Draft] = []
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


def _answer(answer: str, tree: HtmlElement, base_url: str) -> list[Draft]:
    """The blocks of an answer, which may be written in HTML."""
    try:
        inside = walk(fragment_fromstring(answer, create_parent="div"), base_url)
    except (etree.LxmlError, ValueError):
        return []
    for draft in inside:
        draft.element, draft.is_kept = tree, bool(draft.words)
        draft.kind = Kind.ANSWER if draft.kind is Kind.PARAGRAPH else draft.kind
    return inside


def _draft(kind: Kind, text: str, tree: HtmlElement) -> Draft:
    return Draft(kind=kind, text=text, element=tree, words=words_of(text), is_kept=True)
