"""The words of a page that a reader sees, without building its tree.

For looks at pages in the crawl itself, where a hostile page must not cost more than a glance: one
tag with 400 KB of attributes kept libxml2 busy for 13 s (measured). What a post says is read in
the workers, by `pipelines.extract`.
"""

import re
from functools import lru_cache
from hashlib import sha256
from html import unescape

from scrapy.http import Response, TextResponse

from scrapers.fetch.html_text import decode_html

MOST_CHARACTERS = 512 * 1024
"""What is looked at of a page. Source: of 1,063 real pages 99 % are shorter than 822 KB, most of
it scripts (measured); texts stand early."""
RECENT = 8
"""Pages whose words are kept for the second look at them: is it a wall, and has it changed."""

UNSEEN = "script|style|noscript|template|svg|title"
TAG = re.compile(
    rf"""<(?:
        !-- (?: [^-]++ | -(?!->) )*+ (?:-->)?
        | (?: ((?a:{UNSEEN}))\b (?: [^<]++ | <(?!/\1\b) )*+ | [a-z/!?] ) [^>]*+ >?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A comment; an element whose text nobody sees, to its end; or any other tag.

What never ends hides the rest, as in a browser. No part gives back what it took, so each character
is looked at once. Source: 64,000 end tags that do not end took 39 s otherwise; pages of 60 KB take
a third of what one search for each tag and another for its end took (measured).
"""


def html_of(response: Response) -> str:
    """The beginning of a page as text; "" for what is no text."""
    return response.text[:MOST_CHARACTERS] if isinstance(response, TextResponse) else ""


@lru_cache(maxsize=RECENT)
def visible_words(html: str) -> tuple[str, ...]:
    """The words between the tags, in lower case, without those of scripts, styles and title."""
    return tuple(unescape(TAG.sub(" ", html)).lower().split())


def title_of(html: str) -> str:
    """The title of a page in lower case, as one line; "" where it has none."""
    found = re.search(r"<title\b[^>]{0,200}>([^<]{0,500})", html, re.IGNORECASE)
    return " ".join(unescape(found[1]).lower().split()) if found else ""


def words_sha256(body: bytes) -> str:
    """Fingerprint of the words of a page: what it says, whatever else its server writes anew."""
    html = decode_html(body[:MOST_CHARACTERS])
    return sha256(" ".join([title_of(html), *visible_words(html)]).encode()).hexdigest()
