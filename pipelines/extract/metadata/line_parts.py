"""A line of the page in the pieces of which its markup puts it together."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.text import fold

_UNSEEN = ("script", "style", "template")
_MAX_NODES = 2_000
"""Text nodes of an element that are looked through for a line; longer elements are whole pages."""


@dataclass(frozen=True, slots=True)
class LinePart:
    """The text between two tags of a line."""

    text: str
    element: HtmlElement
    """The innermost element around it."""


def parts_of(line: CandidateBlock) -> tuple[LinePart, ...]:
    """The pieces of a line in reading order; () where the markup does not hold its text as it is.

    Themes put day, author and reading time into elements of their own and leave the space between
    them to CSS, so that the text alone reads "June 3, 2024Dana Reed".
    """
    wanted = _squeezed(line.text)
    nodes: list[tuple[str, HtmlElement]] = []
    for number, node in enumerate(_text_nodes(line.element)):
        if number > _MAX_NODES:
            return ()
        nodes.append(node)
    start = "".join(_squeezed(text) for text, _ in nodes).find(wanted) if wanted else -1
    if start < 0:
        return ()
    parts: list[LinePart] = []
    at = 0
    for text, element in nodes:
        length = len(_squeezed(text))
        if length and start <= at < start + len(wanted):
            parts.append(LinePart(fold(text), element))
        at += length
    return tuple(parts)


def _text_nodes(element: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    if isinstance(element.tag, str) and element.tag not in _UNSEEN:
        if element.text:
            yield element.text, element
        for child in element:
            yield from _text_nodes(child)
            if child.tail:
                yield child.tail, element


def _squeezed(text: str) -> str:
    return fold(text).replace(" ", "")
