"""Blocks -> plain text and Markdown: the body only.

Candidate blocks -> the blocks of an extraction: the body, and the labelled rest worth keeping.
"""

import re
from collections.abc import Sequence

from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.items import Block, Kind, Role

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|])")
_LISTED = frozenset({Kind.LIST_ITEM, Kind.FOOTNOTE, Kind.REFERENCE})
_LINE_START = re.compile(r"^(\d*)([#+.)~=-])")
"""What would make a list, heading or rule of a paragraph that begins with it."""


def text(blocks: Sequence[Block]) -> str:
    """The body as plain text: paragraphs and headings apart by an empty line, list items not."""
    return _join([(block, block.text) for block in _body(blocks) if block.text])


def markdown(blocks: Sequence[Block]) -> str:
    """The body as Markdown, with links, pictures, tables, nested lists and bold questions."""
    return _join([(block, line) for block in _body(blocks) if (line := _markdown(block))])


def _body(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if block.role is Role.BODY]


def _join(parts: list[tuple[Block, str]]) -> str:
    out: list[str] = []
    previous: Block | None = None
    for block, line in parts:
        if previous is not None:
            out.append("\n" if _same_list(previous, block) else "\n\n")
        out.append(line)
        previous = block
    return "".join(out)


def _same_list(block: Block, other: Block) -> bool:
    """Whether two blocks are neighbours in a list: of items, of footnotes, of references."""
    if block.kind is not other.kind or block.kind not in _LISTED:
        return False
    is_nested = block.kind is Kind.LIST_ITEM and block.level != other.level
    return is_nested or block.ordered == other.ordered


def _markdown(block: Block) -> str:
    if block.kind is Kind.IMAGE:
        return _image(block)
    if block.kind is Kind.TABLE:
        return _table(block.text)
    if block.kind is Kind.CODE:
        fence = "~~~~" if "```" in block.text else "```"
        return f"{fence}\n{block.text}\n{fence}"
    if block.kind is Kind.VIDEO:
        return "".join(
            f"[{_escape(link.anchor) or 'video'}]({_escape_url(link.url)})" for link in block.links
        )
    line = _LINE_START.sub(r"\1\\\2", _linked(block))
    if block.kind is Kind.HEADING:
        return f"{'#' * (block.level or 2)} {line}"
    if block.kind is Kind.LIST_ITEM:
        return f"{'    ' * ((block.level or 1) - 1)}{'1.' if block.ordered else '-'} {line}"
    if block.kind in (Kind.FOOTNOTE, Kind.REFERENCE):
        return f"{f'{block.level}.' if block.ordered else '-'} {line}"
    if block.kind is Kind.QUOTE:
        return f"> {line}"
    return f"**{line}**" if block.kind is Kind.QUESTION else line


def _escape(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def _escape_url(url: str) -> str:
    return (
        url.replace(" ", "%20")
        .replace("(", "%28")
        .replace(")", "%29")
        .replace("<", "%3C")
        .replace(">", "%3E")
    )


def _linked(block: Block) -> str:
    """The text with its links; each anchor is looked for after the previous one."""
    out, rest = [], block.text
    for link in block.links:
        before, anchor, after = rest.partition(link.anchor) if link.anchor else (rest, "", "")
        if anchor:
            out.append(f"{_escape(before)}[{_escape(anchor)}]({_escape_url(link.url)})")
            rest = after
    return "".join(out) + _escape(rest)


def _image(block: Block) -> str:
    picture = block.picture
    if picture is None:
        return ""
    image = f"![{_escape(picture.alt or '')}]({_escape_url(picture.url)})"
    return f"{image}\n*{_escape(picture.caption)}*" if picture.caption else image


def _table(rows: str) -> str:
    lines = [[_escape(cell) for cell in line.split(" | ")] for line in rows.split("\n")]
    width = max(len(line) for line in lines)
    full = [line + [""] * (width - len(line)) for line in lines]
    head, *body = ["| " + " | ".join(line) + " |" for line in full]
    return "\n".join([head, "|" + " --- |" * width, *body])


_DROPPED = frozenset({Role.BOILERPLATE, Role.COMMENT})
"""Navigation and footers say nothing of the post; comments hold patients' names and diagnoses."""


def blocks_of(blocks: Sequence[CandidateBlock], root: ContentRoot) -> tuple[Block, ...]:
    """Text and labelled blocks in reading order; pictures and players only inside the text."""
    kept = [number for number, block in enumerate(blocks) if block.is_kept]
    if not kept:
        return ()
    first, last = kept[0], kept[-1]
    return tuple(
        _block(block)
        for number, block in enumerate(blocks)
        if _is_wanted(block, is_between=first <= number <= last, root=root)
    )


def _is_wanted(block: CandidateBlock, *, is_between: bool, root: ContentRoot) -> bool:
    if block.kind in (Kind.IMAGE, Kind.VIDEO):
        return is_between and block.role is Role.BODY and root.holds(block.element)
    if block.role is Role.BODY:
        return block.is_kept
    return block.role not in _DROPPED


def _block(block: CandidateBlock) -> Block:
    return Block(
        kind=block.kind,
        text=block.text,
        role=block.role,
        reason=block.reason,
        level=block.level,
        ordered=block.ordered,
        links=block.links,
        picture=block.picture,
        witness=block.alternate,
    )
