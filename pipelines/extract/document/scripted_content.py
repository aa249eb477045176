"""Puts the post that a script would draw into the page, as HTML elements of its Draft.js blocks."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from lxml.html import HtmlElement
from lxml.html.builder import E

from pipelines.extract.document.structured_data import Json
from pipelines.extract.document.text import fold

_TAGS = {
    "header-one": "h2",  # the title of the page is its h1
    "header-two": "h2",
    "header-three": "h3",
    "header-four": "h4",
    "header-five": "h5",
    "header-six": "h6",
    "blockquote": "blockquote",
    "code-block": "pre",
    "unordered-list-item": "ul",
    "ordered-list-item": "ol",
}
"""Types of blocks; any other is a paragraph. Source: https://draftjs.org/docs/api-reference-content-block"""
_LISTS = frozenset({"ul", "ol"})
_NOT_HTML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def elements_of(content: Mapping[str, Json]) -> Iterator[HtmlElement]:
    """The blocks as elements; list items that follow each other share a list.

    content: what Draft.js calls a raw content state, {"blocks": [...], "entityMap": {...}};
    anything else gives nothing. Raises nothing.
    """
    entities = _mapping(content.get("entityMap"))
    group: HtmlElement | None = None
    for block in map(_mapping, _listed(content.get("blocks"))):
        tag = _TAGS.get(str(block.get("type")), "p")
        inline = [*_lines(_inline(block, entities))]
        if tag not in _LISTS:
            group = None
            yield E(tag, *inline)
            continue
        if group is None or group.tag != tag:
            group = E(tag)
            yield group
        group.append(E.li(*inline))


def clean(text: str) -> str:
    """The text without the characters that HTML may not hold."""
    return _NOT_HTML.sub("", text)


def _inline(block: Mapping[str, Json], entities: Mapping[str, Json]) -> list[HtmlElement | str]:
    """The text of a block with its links and pictures.

    Places count in units of UTF-16, as JavaScript does: an emoji is two.
    """
    raw = block.get("text")
    units = (raw if isinstance(raw, str) else "").encode("utf-16-le", "surrogatepass")
    made: list[HtmlElement | str] = []
    at = 0
    for start, end, entity in sorted(_ranges(block, entities), key=lambda span: span[0]):
        if start >= at:
            words = _text(units[2 * start : 2 * end])
            made += [_text(units[2 * at : 2 * start]), _marked(words, entity)]
            at = end
    return [*made, _text(units[2 * at :])]


def _lines(pieces: Iterable[HtmlElement | str]) -> Iterator[HtmlElement | str]:
    """The pieces with their line feeds as line breaks: authors type lists of "•" so."""
    for piece in pieces:
        if not isinstance(piece, str):
            yield piece
            continue
        first, *others = piece.split("\n")
        yield first
        for line in others:
            yield from (E.br(), line)


def _ranges(
    block: Mapping[str, Json], entities: Mapping[str, Json]
) -> Iterator[tuple[int, int, Mapping[str, Json]]]:
    """Where entities are in the text: first unit, unit after the last, the entity."""
    for span in map(_mapping, _listed(block.get("entityRanges"))):
        start, length = span.get("offset"), span.get("length")
        if isinstance(start, int) and isinstance(length, int) and start >= 0 and length >= 0:
            yield start, start + length, _mapping(entities.get(str(span.get("key"))))


def _marked(words: str, entity: Mapping[str, Json]) -> HtmlElement | str:
    data = _mapping(entity.get("data"))
    url, picture, alt = data.get("href") or data.get("url"), data.get("src"), data.get("alt")
    if str(entity.get("type")).upper() == "IMAGE" and isinstance(picture, str):
        named = {"alt": clean(alt)} if isinstance(alt, str) else {}
        return E.img(src=clean(picture), **named)
    return E.a(words, href=clean(url)) if isinstance(url, str) else words


def _text(units: bytes) -> str:
    return clean(units.decode("utf-16-le", "ignore"))


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, dict) else {}


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


_DECODER = json.JSONDecoder(strict=False)
_DAYS = ("date", "publishedDate")
"""GoDaddy shows `date`, on its cards and in f.json; `publishedDate` is when a button was pressed.
Source: GoDaddy's blog widget (formatDate of post.date), a real post ten days apart."""


def insert_scripted_post(tree: HtmlElement, variable: str | None) -> None:
    """Put the post that `window.<variable>` holds at the top of the page; changes the tree.

    variable: None where the builder has none. A page without it, with an unreadable one, or
    with the text in its HTML already, stays as it is.

    Source: GoDaddy's importers: post.fullContent holds Draft.js blocks as JSON inside a string,
    next to title and publishedDate; the HTML holds a spinner in their place.
    """
    body = tree.find("body")
    if variable is None or body is None:
        return
    post = _post(tree, variable)
    content = _read(post.get("fullContent"))
    lines = list(elements_of(content)) if isinstance(content, dict) else []
    if lines and not _is_shown(body, lines):
        body.insert(0, E.article(*_head(post), *lines))


def _post(tree: HtmlElement, variable: str) -> Mapping[str, Json]:
    """The object "post" of the variable; {} where there is none."""
    named = re.compile(rf"\b{re.escape(variable)}\s*=\s*(?=\{{)")
    for script in tree.iter("script"):
        text = script.text or ""
        if assignment := named.search(text):
            value = _read(text[assignment.end() :])
            post = value.get("post") if isinstance(value, dict) else None
            return post if isinstance(post, dict) else {}
    return {}


def _read(value: Json) -> Json:
    """The value, out of its JSON where it is written as such; None where that is broken."""
    if not isinstance(value, str):
        return value
    try:
        read: Json = _DECODER.raw_decode(value)[0]
    except (ValueError, RecursionError):
        return None
    return read


def _head(post: Mapping[str, Json]) -> Iterator[HtmlElement]:
    title = post.get("title")
    if isinstance(title, str):
        yield E.h1(clean(title))
    day = next((day for name in _DAYS if isinstance(day := post.get(name), str)), None)
    if day is not None:
        yield E.p({"class": "post-meta"}, E.time(clean(day), datetime=clean(day)))


def _is_shown(body: HtmlElement, lines: Iterable[HtmlElement]) -> bool:
    """Whether the longest line is part of what the page shows without its scripts."""
    longest = max((fold(line.text_content()) for line in lines), key=len)
    shown = body.xpath(".//text()[not(parent::script or parent::style)]")
    return longest in fold(" ".join(shown))
