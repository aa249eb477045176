"""Size limits for pages and feeds that the crawl itself parses.

Listings and feeds are parsed in the event loop that serves all clinics. Posts are parsed in
worker processes, which have a time limit instead.
"""

import re

from scrapy.http import HtmlResponse

from scrapers.errors import FetchError
from scrapers.reasons import Reason

MAX_TAGS = 50_000
"""Source: of 1,063 real pages the largest had 10,112 elements (measured)."""

MAX_ATTRIBUTES = 2_000
"""Most attributes of one tag. Source: 100,000 in one tag took libxml2 6 s and feedparser 161 s, and
twice as many take four times as long (lxml 6.1.3, feedparser 6.0.14)."""

_LONG_TAG = re.compile(rb"<[^<>]{%d,}" % (2 * MAX_ATTRIBUTES))
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")


def raise_for_oversized(page: HtmlResponse) -> None:
    """Return if a page can be parsed quickly.

    Raises: FetchError if it has too many tags, or a tag with too many attributes.
    """
    detail = oversized_tag(page.body)
    if page.body.count(b"<") > 2 * MAX_TAGS:
        detail = f"more than {MAX_TAGS:,} tags"
    if detail:
        raise FetchError(Reason.TOO_LARGE, detail, page.status)


def oversized_tag(body: bytes) -> str | None:
    """Why an HTML or XML file is refused: a tag with too many attributes; None if there is none."""
    for tag in _LONG_TAG.finditer(body):
        if len(_QUOTED.sub(b" ", tag[0]).split()) > MAX_ATTRIBUTES:
            return f"a tag with more than {MAX_ATTRIBUTES:,} attributes"
    return None
