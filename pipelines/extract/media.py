"""Tables, pictures and addresses of a page."""

from functools import lru_cache
from urllib.parse import urljoin

from lxml.html import HtmlElement

from pipelines.extract.document.text import fold
from pipelines.items import Link, Picture


def is_data_table(table: HtmlElement) -> bool:
    """True for rows of facts, False for a table that only lays out the page."""
    if table.get("role") in ("presentation", "none"):
        return False
    if next(table.iterdescendants("table", "h1", "h2", "h3", "form"), None) is not None:
        return False
    rows = [row for row in table.iter("tr") if len(row) > 1]
    return len(rows) > 1


def picture_of(image: HtmlElement, base_url: str) -> Picture | None:
    """The picture of an img element; None for pixels, spacers and images without an address."""
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
    """The text of a cell, without the rows that a cell left open swallows."""
    rows_above = sum(1 for _ in cell.iterancestors("tr"))
    return fold("".join(cell.xpath(".//text()[count(ancestor::tr) = $n]", n=rows_above)))


def links_of(element: HtmlElement, base_url: str) -> tuple[Link, ...]:
    """All links inside an element."""
    return tuple(
        Link(url=absolute(base_url, link.get("href", "")), anchor=fold(link.text_content()))
        for link in element.iter("a")
        if link.get("href")
    )


@lru_cache(maxsize=4096)
def absolute(base_url: str, url: str) -> str:
    """An absolute address; the raw one where it cannot be joined."""
    url = url.strip()
    if url.startswith(("https://", "http://")):
        return url
    try:
        return urljoin(base_url, url)
    except ValueError:
        return url
