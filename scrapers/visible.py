"""The words of a page that a reader sees, without building its tree.

For looks at pages in the crawl itself, where a hostile page must not cost more than a glance: one
tag with 400 KB of attributes kept libxml2 busy for 13 s (measured). What a post says is read in
the workers, by `pipelines.extract`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from html import unescape

from scrapy.http import Response, TextResponse

MOST_CHARACTERS = 512 * 1024
"""What is looked at of a page. Source: of 1,063 real pages 99 % are shorter than 822 KB, most of
it scripts (measured); texts stand early."""
RECENT = 8
"""Pages whose words are kept for the second look at them: is it a wall, and has it changed."""

TAG = re.compile(r"<(?:(!--)|(script|style|noscript|template|svg|title)\b|[a-z/!?])", re.IGNORECASE)
ENDS = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE)
    for name in ("script", "style", "noscript", "template", "svg", "title")
}
COMMENT_END, TAG_END = re.compile("-->"), re.compile(">")


def html_of(response: Response) -> str:
    """The beginning of a page as text; "" for what is no text."""
    return response.text[:MOST_CHARACTERS] if isinstance(response, TextResponse) else ""


@lru_cache(maxsize=RECENT)
def visible_words(html: str) -> tuple[str, ...]:
    """The words between the tags, in lower case, without those of scripts, styles and title."""
    return tuple(unescape(" ".join(_texts(html))).lower().split())


def title_of(html: str) -> str:
    """The title of a page in lower case, as one line; "" where it has none."""
    found = re.search(r"<title\b[^>]{0,200}>([^<]{0,500})", html, re.IGNORECASE)
    return " ".join(unescape(found[1]).lower().split()) if found else ""


def words_sha256(body: bytes) -> str:
    """Fingerprint of the words of a page: what it says, whatever else its server writes anew."""
    html = body[:MOST_CHARACTERS].decode("utf-8", "replace")
    return sha256(" ".join([title_of(html), *visible_words(html)]).encode()).hexdigest()


def _texts(html: str) -> Iterator[str]:
    """The pieces of text between tags; each character is looked at once."""
    at = 0
    while tag := TAG.search(html, at):
        yield html[at : tag.start()]
        ending = COMMENT_END if tag[1] else ENDS[tag[2].lower()] if tag[2] else TAG_END
        end = ending.search(html, tag.end())
        if end and tag[2]:  # in two steps: 64,000 end tags that do not end took 39 s in one
            end = TAG_END.search(html, end.end())
        if end is None:  # what never ends hides the rest, as in a browser
            return
        at = end.end()
    yield html[at:]
