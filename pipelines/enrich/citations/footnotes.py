"""Footnote marks such as [3] in posts without the list of references that they point to."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipelines.enrich.sentences import sentence_at
from pipelines.items import Block, Kind

BRACKETED = re.compile(r"\[(\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9})\]")
RAISED = re.compile(r"(?<=[\w.,;)”\"])([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?![\w⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺])")
"""A number in superscript characters after a word or its full stop."""
UNITS = re.compile(r"(?:\b(?:c|k|m|d|µ)?m|\bft|\bin|\bs|\b[rxyχ]|\d)$", re.IGNORECASE)
"""Before a superscript: a power, such as m², is not a footnote."""
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
GLUED = re.compile(r"[.,;](?<=[a-z]{4}.)(\d{1,2})(?=\s|$)")
"""A mark that was superscript by a tag only: "in depression.3 Others". The pattern begins with the
punctuation, because the search can skip to that."""
ENTRY = re.compile(r"^(?:\[?\d{1,3}[\].)]\s+|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}\s*)\S+")
"""The start of a list entry or note that the marks may point to."""
LAST_BLOCKS = 3


def footnotes(
    blocks: Sequence[Block], *, has_list: bool
) -> Mapping[int, Sequence[tuple[str, str | None]]]:
    """Return by block index the marks that nothing in the post explains, with their sentences.

    has_list: whether the post has a list of references, which explains all marks.
    """
    if has_list or _has_numbered_entries(blocks):
        return {}
    return {
        position: [(mark, sentence_at(block.text, at)) for mark, at in _marks(block)]
        for position, block in enumerate(blocks)
        if block.kind is not Kind.CODE
    }


def _has_numbered_entries(blocks: Sequence[Block]) -> bool:
    """Return whether there are superscript notes, or numbered last blocks with a year or link."""
    if any(not block.text[:1].isascii() and ENTRY.match(block.text) for block in blocks):
        return True
    return any(
        ENTRY.match(block.text) and (block.links or re.search(r"\b(?:19|20)\d\d\b", block.text))
        for block in blocks[-LAST_BLOCKS:]
    )


def _marks(block: Block) -> Iterator[tuple[str, int]]:
    linked = {link.anchor.strip("[]() ") for link in block.links}
    for mark in BRACKETED.finditer(block.text):
        for number in re.findall(r"\d+", mark[1]):
            if number not in linked:
                yield number, mark.start()
    if not block.text.isascii():  # superscript digits are not ASCII
        for mark in RAISED.finditer(block.text):
            if not UNITS.search(block.text[max(0, mark.start() - 3) : mark.start()]):
                yield mark[1].translate(PLAIN), mark.start(1) - 1
    for mark in GLUED.finditer(block.text):
        if mark[1] not in linked:
            yield mark[1], mark.start()
