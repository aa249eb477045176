"""What elements are by their form: blocks, lists, captions, tables, pictures, silent ones."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urljoin

from lxml.html import HtmlElement

from pipelines.extract.document.text import fold
from pipelines.items import Link, Picture

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
) | set(HEADINGS)
SILENT = frozenset(
    [
        "area",
        "audio",
        "base",
        "canvas",
        "datalist",
        "embed",
        "head",
        "input",
        "link",
        "map",
        "meta",
        "noscript",
        "object",
        "option",
        "param",
        "progress",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
    ]
)
"""Elements without text for readers."""
_NOT_IN_CELL = SILENT | {"tr", "button"}
MAX_CAPTION = 600
"""Characters; longer texts are not captions, whatever the element around them is named."""
CAPTION = re.compile(r"(?:^|\s)(?:[a-z]+[-_]+)*caption(?:-text)?(?:\s|$)", re.IGNORECASE)
LISTS = frozenset({"ul", "ol", "menu", "dir"})
PLAYERS = ("youtube.com", "youtube-nocookie.com", "youtu.be", "vimeo.com", "wistia", "dailymotion")


def is_swallowing(element: HtmlElement) -> bool:
    """True for a drawing or button that was never closed: the rest of the page is inside it."""
    is_open = element.tag in ("svg", "button")
    return is_open and next(element.iterdescendants("article", "main", "h1", "p"), None) is not None


def is_caption(element: HtmlElement) -> bool:
    """True for figcaption and small elements named after a caption (WordPress, Wix, Webflow)."""
    if element.tag == "figcaption":
        return True
    return element.tag in ("p", "div", "dd") and is_caption_name(element.get("class", ""))


@lru_cache(maxsize=4096)
def is_caption_name(names: str) -> bool:
    """True for class names that include that of a caption."""
    return CAPTION.search(names) is not None


def near(element: HtmlElement) -> Iterator[HtmlElement]:
    """An element and the few above it that may make a heading of it."""
    yield element
    for count, parent in enumerate(element.iterancestors()):
        if count == 2:
            return
        yield parent


def font_level(element: HtmlElement) -> int | None:
    """The level of the heading that a sized font makes; None for text of usual size.

    Source: https://html.spec.whatwg.org/multipage/rendering.html#phrasing-content-3 (font sizes
    5, 6 and 7 are those of h2, h1 and larger; 4 is that of h3).
    """
    if element.tag != "font":
        return None
    return {"4": 3, "+1": 3, "5": 2, "+2": 2, "6": 1, "+3": 1, "7": 1}.get(element.get("size", ""))


def block_of(element: HtmlElement) -> HtmlElement:
    return next((e for e in element.iterancestors() if e.tag in BLOCKS), element)


_MAX_CELL_WORDS = 25
"""A cell with more words than this, in a table that also lays out its page, is a column of it."""


def is_data_table(table: HtmlElement) -> bool:
    """True for rows of facts, False for a table that only lays out the page.

    Headings, forms, inner tables and the role `presentation` are found in both. What tells them
    apart is the cells: those of a price list are short, those of a layout hold a part of the page.
    """
    rows = [row for row in table.iter("tr") if len(row) > 1]
    if not rows:
        return False
    is_doubtful = (
        len(rows) == 1
        or table.get("role") in ("presentation", "none")
        or next(table.iterdescendants("table", "h1", "h2", "h3", "form"), None) is not None
    )
    return not is_doubtful or not any(map(_is_column, table.iter("td", "th")))


def _is_column(cell: HtmlElement) -> bool:
    """True for a cell that holds a part of the page: much text, or a heading with text below it."""
    if len(cell.text_content().split()) > _MAX_CELL_WORDS:
        return True
    heading = next(cell.iterdescendants(*HEADINGS), None)
    if heading is None:
        return False
    return len(heading.text_content().split()) < len(cell.text_content().split())


def picture_of(image: HtmlElement, base_url: str) -> Picture | None:
    """The picture of an img element; None for pixels, spacers and images without a URL."""
    source = next(
        (image.get(name) for name in ("data-src", "data-lazy-src", "src") if image.get(name)), ""
    )
    source = (source or "").strip()
    if not source or source.startswith("data:") or _is_tiny(image):
        return None
    alt = image.get("alt")
    return Picture(url=absolute(base_url, source), alt=None if alt is None else fold(alt))


def _is_tiny(image: HtmlElement) -> bool:
    sizes = [image.get("width", ""), image.get("height", "")]
    return any(size.isdecimal() and int(size) <= 2 for size in sizes)


def rows_of(table: HtmlElement) -> list[str]:
    """Rows of a table as lines, cells split by " | "; empty rows are left out."""
    rows = (
        [_cell_text(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")
    )
    return [" | ".join(cells) for cells in rows if any(cells)]


def _cell_text(cell: HtmlElement) -> str:
    """The text of a cell, with a blank at each line break and around each block inside it."""
    return fold("".join(_cell_pieces(cell)))


def _cell_pieces(element: HtmlElement) -> Iterator[str]:
    """Pieces of text without inner rows, which are lines of their own, and without buttons."""
    yield element.text or ""
    for child in element:
        is_apart = child.tag in BLOCKS or child.tag == "br"
        if is_apart:
            yield " "
        if isinstance(child.tag, str) and child.tag not in _NOT_IN_CELL:
            yield from _cell_pieces(child)
        yield " " if is_apart else ""
        yield child.tail or ""


def links_of(element: HtmlElement, base_url: str) -> tuple[Link, ...]:
    """All links inside an element."""
    return tuple(
        Link(url=absolute(base_url, link.get("href", "")), anchor=fold(link.text_content()))
        for link in element.iter("a")
        if link.get("href")
    )


@lru_cache(maxsize=4096)
def absolute(base_url: str, url: str) -> str:
    """An absolute URL; the raw one where it cannot be joined."""
    url = url.strip()
    if url.startswith(("https://", "http://")):
        return url
    try:
        return urljoin(base_url, url)
    except ValueError:
        return url
