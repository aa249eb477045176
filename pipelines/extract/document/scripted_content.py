"""Puts into the page the post that its script would draw there."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from lxml.html import HtmlElement
from lxml.html.builder import E

from pipelines.extract.document.structured_data import Json
from pipelines.extract.document.text import fold
from pipelines.extract.draftjs import clean, elements_of

_DECODER = json.JSONDecoder(strict=False)
_DAYS = ("publishedDate", "date")


def draw_post(tree: HtmlElement, variable: str | None) -> None:
    """Put the post that `window.<variable>` holds at the top of the page; changes the tree.

    variable: None where the builder has none. A page without it, with one that cannot be read, or
    with the text in its HTML already, stays as it is. Raises nothing.

    Source: GoDaddy's importers: post.fullContent holds Draft.js blocks as JSON inside a string,
    beside title and publishedDate; the HTML holds a spinner in their place.
    """
    body = tree.find("body")
    if variable is None or body is None:
        return
    post = _post(tree, variable)
    content = _read(post.get("fullContent"))
    lines = list(elements_of(content)) if isinstance(content, dict) else []
    if lines and not _stands_on(body, lines):
        body.insert(0, E.article(*_head(post), *lines))


def _post(tree: HtmlElement, variable: str) -> Mapping[str, Json]:
    """The object "post" of the variable; {} where there is none."""
    named = re.compile(rf"\b{re.escape(variable)}\s*=\s*(?=\{{)")
    for script in tree.iter("script"):
        text = script.text or ""
        if found := named.search(text):
            value = _read(text[found.end() :])
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


def _stands_on(body: HtmlElement, lines: Iterable[HtmlElement]) -> bool:
    """Whether the longest line is part of what the page shows without its scripts."""
    longest = max((fold(line.text_content()) for line in lines), key=len)
    shown = body.xpath(".//text()[not(parent::script or parent::style)]")
    return longest in fold(" ".join(shown))
