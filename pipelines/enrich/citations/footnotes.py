"""Marks such as [3] that point to a list of references which the post does not have."""

import re
from collections.abc import Iterator, Mapping, Sequence

from pipelines.enrich.sentences import sentence_at
from pipelines.items import Block, Kind

BRACKETED = re.compile(r"\[(\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9})\]")
RAISED = re.compile(r"(?<=[\w.,;)”\"])([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})(?![\w⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺])")
"""A number in superscript characters behind a word or its full stop."""
UNITS = re.compile(r"(?:\b(?:c|k|m|d|µ)?m|\bft|\bin|\bs|\b[rxyχ]|\d)$", re.IGNORECASE)
"""Before a raised figure: a power, such as m², is no footnote."""
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
GLUED = re.compile(r"[.,;](?<=[a-z]{4}.)(\d{1,2})(?=\s|$)")
"""A mark whose superscript the page made with a tag: "in depression.3 Others". The pattern begins
with what stands before it, since the search skips to that."""
ENTRY = re.compile(r"^(?:\[?\d{1,3}[\].)]\s+|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}\s*)\S+")
"""Begins an entry of a list, or a note, that the marks may point to."""
LAST_BLOCKS = 3


def footnotes(
    blocks: Sequence[Block], *, has_list: bool
) -> Mapping[int, Sequence[tuple[str, str | None]]]:
    """By number of the block: marks that nothing in the post explains, each with its sentence.

    has_list: whether the post has a list of references; its marks are then explained.
    """
    if has_list or _has_numbered_entries(blocks):
        return {}
    return {
        position: [(mark, sentence_at(block.text, at)) for mark, at in _marks(block)]
        for position, block in enumerate(blocks)
        if block.kind is not Kind.CODE
    }


def _has_numbered_entries(blocks: Sequence[Block]) -> bool:
    """Whether raised notes stand anywhere, or the last blocks are numbered, with a year or link."""
    if any(not block.text[:1].isascii() and ENTRY.match(block.text) for block in blocks):
        return True
    return any(
        ENTRY.match(block.text) and (block.links or re.search(r"\b(?:19|20)\d\d\b", block.text))
        for block in blocks[-LAST_BLOCKS:]
    )


def _marks(block: Block) -> Iterator[tuple[str, int]]:
    linked = {link.anchor.strip("[]() ") for link in block.links}
    for found in BRACKETED.finditer(block.text):
        for number in re.findall(r"\d+", found[1]):
            if number not in linked:
                yield number, found.start()
    if not block.text.isascii():  # as raised figures are not
        for found in RAISED.finditer(block.text):
            if not UNITS.search(block.text[max(0, found.start() - 3) : found.start()]):
                yield found[1].translate(PLAIN), found.start(1) - 1
    for found in GLUED.finditer(block.text):
        if found[1] not in linked:
            yield found[1], found.start()
