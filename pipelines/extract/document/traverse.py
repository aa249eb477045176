"""The tree of a page -> its blocks in reading order, whatever each of them is for."""

from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.elements import (
    BLOCKS,
    HEADINGS,
    LISTS,
    MAX_CAPTION,
    PLAYERS,
    absolute,
    block_of,
    font_level,
    is_caption,
    is_data_table,
    is_swallowing,
    links_of,
    near,
    picture_of,
    rows_of,
)
from pipelines.extract.document.footnotes import marker_of
from pipelines.extract.document.inline.counters import counter_text
from pipelines.extract.document.inline.inline_row import children_apart
from pipelines.extract.document.inline.open_text import OpenLink, SizedText
from pipelines.extract.document.inline.raised_text import read_raised
from pipelines.extract.document.inline.unseen import is_unseen
from pipelines.extract.document.text import fold, words_of
from pipelines.extract.document.typed_list import bullet_of, ends_typed_line
from pipelines.items import Kind, Link, Picture

_NEAR_PIECES = 4
"""Pieces of text at an end of a block that hold a word, with the tags inside it."""


@dataclass(slots=True)
class _BlockBuilder:
    base_url: str
    blocks: list[CandidateBlock] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    linked: int = 0
    anchor: OpenLink | None = None
    pictures: list[tuple[Picture, HtmlElement]] = field(default_factory=list)
    sized: SizedText | None = None
    lists: list[bool] = field(default_factory=list)
    """Whether each open list is numbered, outermost first."""
    item: HtmlElement | None = None
    """The list item whose first words are still to come."""
    quotes: int = 0
    captions: int = 0
    """How many quotes and captions are open."""

    def visit(self, element: HtmlElement) -> None:
        """Read an element and what it holds, but not its tail."""
        tag = element.tag
        if not isinstance(tag, str) or is_unseen(element):
            return
        if tag in BLOCKS:
            self.visit_block(element, tag)
        elif tag == "br":
            self.line_break(element)
        elif tag == "a":
            self.visit_link(element)
        elif tag == "sup":
            self.visit_raised(element)
        elif tag == "font":
            self.visit_font(element)
        elif tag == "img":
            self.visit_image(element)
        elif tag in ("iframe", "video"):
            self.visit_player(element)
        elif tag == "button" and not is_swallowing(element):
            self.flush(element)
        else:
            self.visit_children(element)

    def visit_children(self, element: HtmlElement) -> None:
        counted = counter_text(element)
        self.add_text(element.text if counted is None else counted)
        apart = children_apart(element)
        for child in element:
            if child in apart:
                self.add_text(" ")
            self.visit(child)
            self.add_text(child.tail)

    def add_text(self, words: str | None) -> None:
        """Gather text; white space before a block's first word does not count (3 of 4 pieces)."""
        if words and (self.text or not words.isspace()):
            self.text.append(words)

    def visit_block(self, element: HtmlElement, tag: str) -> None:
        parent = element.getparent()
        self.flush(element if parent is None else parent)
        if tag == "table" and is_data_table(element):
            self.visit_table(element)
            return
        if tag in LISTS:
            self.lists.append(tag == "ol")
        elif tag in ("li", "dt", "dd"):
            self.item = element
        elif tag == "blockquote":
            self.quotes += 1
        opens_caption = is_caption(element)
        self.captions += opens_caption
        self.visit_children(element)
        self.flush(element)
        self.captions -= opens_caption
        if tag in LISTS:
            self.lists.pop()
        elif tag == "blockquote":
            self.quotes -= 1
        elif element is self.item:
            self.item = None

    def line_break(self, element: HtmlElement) -> None:
        """A line break is a blank; it ends a paragraph if doubled or after a sized first line.

        So it does between the items of a typed list. Blogger and Wix double it; hand-made pages
        head a text so: <font size=5>title</font><br>.
        """
        following = element.getnext()
        is_double = following is not None and following.tag == "br"
        if (
            (is_double and not (element.tail or "").strip())
            or self.sized_level() is not None
            or ends_typed_line("".join(self.text[:_NEAR_PIECES]), element)
        ):
            self.flush(block_of(element))
        else:
            self.text.append(" ")

    def visit_font(self, element: HtmlElement) -> None:
        start = len(self.text)
        self.visit_children(element)
        level = font_level(element)
        if level is not None and "".join(self.text[start:]).strip():
            self.sized = SizedText(level=level, start=start, end=len(self.text))

    def visit_raised(self, element: HtmlElement) -> None:
        sign, text, closing = read_raised(element, "".join(self.text[-_NEAR_PIECES:]))
        self.add_text(sign)
        if text is None:
            self.visit_children(element)
        else:
            self.add_text(text)
        self.add_text(closing)

    def sized_level(self) -> int | None:
        """The level of the heading that the size of all text so far makes; None for no heading."""
        sized = self.sized
        if sized is None:
            return None
        around = self.text[: sized.start] + self.text[sized.end :]
        return None if "".join(around).strip() else sized.level

    def visit_link(self, element: HtmlElement) -> None:
        marker = marker_of(element)
        if marker is not None:
            self.text.append(marker)
            return
        href = (element.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:")) or self.anchor is not None:
            self.visit_children(element)
            return
        self.anchor = OpenLink(url=absolute(self.base_url, href), start=len(self.text))
        self.visit_children(element)
        self.close_link(is_end=True)
        self.anchor = None

    def close_link(self, *, is_end: bool) -> None:
        """Give the block the link's words so far; a card's link belongs to its first block."""
        anchor = self.anchor
        if anchor is None:
            return
        words = fold("".join(self.text[anchor.start :]))
        self.linked += len(words)
        if not anchor.is_used and (words or is_end):
            self.links.append(Link(url=anchor.url, anchor=words))
            anchor.is_used = True
        anchor.start = 0 if not is_end else len(self.text)

    def visit_image(self, element: HtmlElement) -> None:
        picture = picture_of(element, self.base_url)
        if picture is not None:
            self.pictures.append((picture, element))

    def visit_player(self, element: HtmlElement) -> None:
        file = element.find("source")
        source = element.get("src") or element.get("data-src") or ""
        source = source or ("" if file is None else file.get("src", ""))
        if element.tag == "video" or any(host in source for host in PLAYERS):
            self.flush(block_of(element))
            link = Link(
                url=absolute(self.base_url, source), anchor=fold(element.get("title") or "")
            )
            links = (link,) if source else ()
            self.blocks.append(
                CandidateBlock(kind=Kind.VIDEO, text="", element=element, links=links)
            )

    def visit_table(self, table: HtmlElement) -> None:
        """A table of facts is a single block with a line for each row, behind its caption."""
        for caption in table.iterchildren("caption"):
            self.visit_children(caption)
            self.flush(caption)
        lines, links = rows_of(table), links_of(table, self.base_url)
        if lines:
            self.add(Kind.TABLE, "\n".join(lines), table, links=links)

    def flush(self, element: HtmlElement) -> None:
        """End the block whose text was gathered so far; `element` holds it."""
        if not (self.text or self.links or self.pictures):
            return
        if self.anchor is not None:
            self.close_link(is_end=False)
        text, sized = fold("".join(self.text)), self.sized_level()
        self.text.clear()
        self.sized = None
        if text and not text.startswith(('{"', '[{"')):  # settings that a script reads
            self.end_block(text, element, sized)
        elif self.links and self.blocks:
            self.blocks[-1].links += tuple(self.links)
        self.links, self.linked = [], 0
        for picture, image in self.pictures:
            self.blocks.append(
                CandidateBlock(kind=Kind.IMAGE, text="", element=image, picture=picture)
            )
        self.pictures.clear()

    def end_block(self, text: str, element: HtmlElement, sized: int | None) -> None:
        level = next((HEADINGS[e.tag] for e in near(element) if e.tag in HEADINGS), None)
        level = level or sized
        if self.captions and len(text) <= MAX_CAPTION:
            self.add_caption(text, element)
        elif level is not None:
            self.item = None  # a list item that begins with a heading is a section
            self.add(Kind.HEADING, text, element, level=level)
        elif self.item is not None:
            self.item = None
            depth, ordered = max(1, len(self.lists)), bool(self.lists and self.lists[-1])
            self.add(Kind.LIST_ITEM, text, element, level=depth, ordered=ordered)
        elif self.quotes:
            self.add(Kind.QUOTE, text, element)
        elif element.tag == "pre":
            self.add(Kind.CODE, text, element)
        elif bullet := bullet_of(text, element):
            self.add(Kind.LIST_ITEM, text.removeprefix(bullet), element, level=1)
        else:
            self.add(Kind.PARAGRAPH, text, element)

    def add_caption(self, text: str, element: HtmlElement) -> None:
        """A caption belongs to the picture, the quote or the table before it."""
        last = self.blocks[-1] if self.blocks else None
        if last is not None and last.picture is not None:
            last.picture = replace(last.picture, caption=text)
        elif last is not None and last.kind is Kind.QUOTE:
            self.add(Kind.QUOTE, text, element)
        else:
            self.blocks.append(CandidateBlock(kind=Kind.IMAGE, text=text, element=element))

    def add(
        self,
        kind: Kind,
        text: str,
        element: HtmlElement,
        *,
        level: int | None = None,
        ordered: bool = False,
        links: tuple[Link, ...] | None = None,
    ) -> None:
        self.blocks.append(
            CandidateBlock(
                kind=kind,
                text=text,
                element=element,
                level=level,
                ordered=ordered,
                links=tuple(self.links) if links is None else links,
                linked=self.linked,
                words=words_of(text),
            )
        )


def traverse(tree: HtmlElement, base_url: str) -> list[CandidateBlock]:
    """Everything that a reader may see on the page, in reading order."""
    builder = _BlockBuilder(base_url)
    body = tree.find("body")
    builder.visit(tree if body is None else body)
    builder.flush(tree)
    return builder.blocks
