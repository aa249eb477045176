"""The visible text of a page, without parsing it into a tree.

It is for checks in the crawl itself, where a hostile page must not cost much: one tag with 400 KB
of attributes kept libxml2 busy for 13 s (measured). Posts are extracted in worker processes, by
`pipelines.extract`.
"""

import re
from functools import lru_cache
from hashlib import sha256
from html import unescape

from scrapy.http import Response, TextResponse

from scrapers.fetch.html_encoding import decode_html

MAX_CHARACTERS = 512 * 1024
"""The part of a page that is checked. Source: of 1,063 real pages 99 % are shorter than 822 KB,
most of it scripts (measured); the text comes early."""
CACHE_SIZE = 8
"""Pages whose words are cached, because they are checked twice: for a block page and a change."""

INVISIBLE_ELEMENTS = "script|style|noscript|template|svg|title"
TAG = re.compile(
    rf"""<(?:
        !-- (?: [^-]++ | -(?!->) )*+ (?:-->)?
        | (?: ((?a:{INVISIBLE_ELEMENTS}))\b (?: [^<]++ | <(?!/\1\b) )*+ | [a-z/!?] ) [^>]*+ >?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A comment, an invisible element up to its end tag, or any other tag.

A comment or element without an end hides the rest, as in a browser. The quantifiers are possessive,
so each character is read once. Source: 64,000 unclosed end tags took 39 s with backtracking; pages
of 60 KB take a third of the time of separate searches for each tag and its end (measured).
"""

MENU_TAG = re.compile(r"<(/?)(?:nav|header|footer)\b[^>]*+>", re.IGNORECASE)
"""A start or end tag of the elements that a layout repeats on every page."""


def html_of(response: Response) -> str:
    """The beginning of a page as text; "" for a binary response."""
    return response.text[:MAX_CHARACTERS] if isinstance(response, TextResponse) else ""


@lru_cache(maxsize=CACHE_SIZE)
def visible_words(html: str) -> tuple[str, ...]:
    """The words between the tags, in lower case, without scripts, styles and the title."""
    return tuple(unescape(TAG.sub(" ", html)).lower().split())


def without_menus(html: str) -> str:
    """The HTML outside of nav, header and footer; an element without an end hides nothing."""
    kept, depth, start = [], 0, 0
    for tag in MENU_TAG.finditer(html):
        if not depth:
            kept.append(html[start : tag.start()])
        depth = max(0, depth + (-1 if tag[1] else 1))
        start = tag.end()
    return " ".join([*kept, html[start:]])


def title_of(html: str) -> str:
    """The title of a page in lower case, as one line; "" if it has none."""
    match = re.search(r"<title\b[^>]{0,200}>([^<]{0,500})", html, re.IGNORECASE)
    return " ".join(unescape(match[1]).lower().split()) if match else ""


def words_sha256(body: bytes) -> str:
    """SHA-256 of the visible words of a page, which ignores changes of its markup and scripts."""
    html = decode_html(body[:MAX_CHARACTERS])
    return sha256(" ".join([title_of(html), *visible_words(html)]).encode()).hexdigest()
