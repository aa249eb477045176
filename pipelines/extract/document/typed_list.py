"""Lists that an author typed: "• a", "• b" on lines of their own, without list elements."""

import re

from lxml.html import HtmlElement

from pipelines.extract.document.elements import BLOCKS

_BULLET = re.compile(r"\s*([•‣▪◦●○■✓✔✅➤➢►]\ufe0f?\s*|[-–—*·]\s+)(?=\S)")
_SURE = re.compile(r"\s*[•‣▪◦●○■✓✔✅➤➢►]")
"""Signs that begin nothing but an item. A dash also begins a remark or a line of speech, so it
needs another line like it."""


def bullet_of(text: str, element: HtmlElement) -> str:
    """The bullet that a typed item begins with, with its blanks; "" for other text.

    element: the block that holds the line.
    """
    bullet = _BULLET.match(text)
    if bullet is None:
        return ""
    return bullet[0] if _SURE.match(text) or _has_typed_lines(element) else ""


def ends_typed_line(text: str, line_break: HtmlElement) -> bool:
    """True for a line break between lines of which at least one begins with a bullet.

    text: the line that the break ends.
    """
    following = _text_after(line_break)
    if _BULLET.match(text) is None and _BULLET.match(following) is None:
        return False
    return bool(_SURE.match(text) or _SURE.match(following)) or _has_typed_lines(line_break)


def _has_typed_lines(element: HtmlElement) -> bool:
    """True where two lines of a block, or of it and the paragraphs around, begin with a bullet."""
    block = element
    while block.tag not in BLOCKS:
        parent = block.getparent()
        if parent is None:
            break
        block = parent
    neighbours = (block.getprevious(), block.getnext())
    starts = [block.text_content(), *(_text_after(br) for br in block.iter("br"))]
    starts += [near.text_content() for near in neighbours if near is not None and near.tag == "p"]
    return sum(1 for start in starts if _BULLET.match(start)) > 1


def _text_after(line_break: HtmlElement) -> str:
    following = line_break.getnext()
    return (line_break.tail or "") + (following.text_content() if following is not None else "")
