"""Footnotes and references: the markers in the text, and the entries that they point at."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision, Form
from pipelines.extract.document.elements import LISTS
from pipelines.items import Kind

NOTES = frozenset({Kind.FOOTNOTE, Kind.REFERENCE})

_MARK = re.compile(r"^\W*(\d{1,3}|[ivx]{1,5}|[a-z*†‡§])\W*$", re.IGNORECASE)
_BACK = re.compile(r"^(?:[↩↑⤴⏎^\s\ufe0e]|&#8617;|back(?: to (?:content|text))?)+$", re.IGNORECASE)
_PERMALINK = re.compile(r"^[#¶🔗⚓\uf0c1]\ufe0f?$")
"""Source: Hugo and Pelican (#), MkDocs and Sphinx (¶, or a sign of Font Awesome)."""
_NOTE_ID = re.compile(
    r"^(?:user-content-)?_?(?:fn|ftn|footnote|endnote|note|edn)[-_:.]?\d", re.IGNORECASE
)
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnote"})
_NOTE_CLASS = re.compile(
    r"(?:^|\s)(?:wp-block-)?(?:footnotes?|endnotes?)(?:-(?:list|item))?(?:\s|$)"
)
"""Source: https://www.w3.org/TR/dpub-aria-1.1/ (roles), notes of WordPress (wp-block-footnotes),
Markdown (fn-1, user-content-fn-1) and Word (_ftn1)."""
_MAX_STEPS = 4
"""How far above its words the element of a note may be."""

_REFERENCES = re.compile(
    r"^\W*(?:(?:list of|scientific|medical|selected|key|research|article|full) )?"
    r"(?:references?|sources?|bibliography|works cited|citations?|literature(?: cited)?)"
    r"(?: (?:and|&) (?:\w+ ?){1,3})?\W*$",
    re.IGNORECASE,
)
_CITING = re.compile(
    r"^\W{0,2}\d{1,3}\W|\(\d{4}[a-z]?\)|\b(?:19|20)\d\d;\d|\bdoi\b|https?://|\bet al\b",
    re.IGNORECASE,
)
"""What a paragraph under such a heading needs, to be an entry and not a sentence about sources."""
_NUMBER = re.compile(r"^\W{0,2}(\d{1,3})(?:[\].):]|\s)")


def marker_of(link: HtmlElement) -> str | None:
    """What a link between the text and a note says: "[3]", or "" for the way back to the text.

    The sign of a heading's own link (`What to bring#`) says nothing either. None for every other
    link. Raised numbers would otherwise melt into the word before them.
    """
    href = link.get("href") or ""
    if "#" not in href:
        return None
    words = (link.text_content() or "").strip()
    if link.get("role") == "doc-backlink" or _BACK.match(words) or _PERMALINK.match(words):
        return ""
    mark = _MARK.match(words)
    return f"[{mark[1]}]" if mark and _is_raised(link) else None


def _is_raised(link: HtmlElement) -> bool:
    parent = link.getparent()
    return (
        link.get("role") == "doc-noteref"
        or "footnote" in link.get("class", "")
        or link.find("sup") is not None
        or (parent is not None and parent.tag == "sup")
    )


def mark_notes(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Give the entries of footnotes and of lists of references their kind and their number."""
    level: int | None = None
    named: dict[HtmlElement, bool] = {}
    for block in (block for block in blocks if block.words):
        if _is_note(block, named):
            form = _form(block, Kind.FOOTNOTE)
            yield block, Decision.reshape("mark_notes", form, "a note that the text may point at")
        elif _REFERENCES.match(block.text) and block.kind in (Kind.HEADING, Kind.PARAGRAPH):
            level = block.level or 6
        elif level is not None and _is_entry(block):
            form = _form(block, Kind.REFERENCE)
            yield block, Decision.reshape("mark_notes", form, "an entry of a list of references")
        else:
            level = None


def _is_note(block: CandidateBlock, named: dict[HtmlElement, bool]) -> bool:
    """named: what is known of elements already, since blocks share most of those around them."""
    if block.kind not in (Kind.LIST_ITEM, Kind.PARAGRAPH):
        return False
    element: HtmlElement | None = block.element
    for _ in range(_MAX_STEPS + 1):
        if element is None:
            return False
        if element not in named:
            named[element] = _is_named_note(element)
        if named[element]:
            return True
        element = element.getparent()
    return False


def _is_named_note(element: HtmlElement) -> bool:
    return bool(
        _NOTE_ID.match(element.get("id", ""))
        or element.get("role") in _NOTE_ROLES
        or _NOTE_CLASS.search(element.get("class", ""))
    )


def _is_entry(block: CandidateBlock) -> bool:
    is_cited = block.kind is Kind.PARAGRAPH and _CITING.search(block.text) is not None
    return block.kind is Kind.LIST_ITEM or is_cited


def _form(block: CandidateBlock, kind: Kind) -> Form:
    written = _NUMBER.match(block.text)
    level = int(written[1]) if written else _place_in_list(block)
    return Form(kind=kind, level=level, ordered=written is None and level is not None)


def _place_in_list(block: CandidateBlock) -> int | None:
    """The number that a browser writes before an item of a numbered list."""
    item = next((e for e in (block.element, *block.element.iterancestors()) if e.tag == "li"), None)
    parent = None if item is None else item.getparent()
    if item is None or parent is None or parent.tag not in LISTS or parent.tag != "ol":
        return None
    start = parent.get("start", "1")
    return sum(1 for _ in item.itersiblings("li", preceding=True)) + (
        int(start) if start.isdecimal() else 1
    )
