"""Feed autodiscovery: the feeds that a page declares."""

import re
from collections.abc import Iterator

from scrapy.http import HtmlResponse
from scrapy.utils.response import get_base_url

from scrapers.urls import absolute_url

FEED_TYPE = re.compile(r"^(application|text)/((rss|atom|rdf)\+xml|feed\+json|xml)\b", re.IGNORECASE)

JSON_TYPE = re.compile(r"^application/json\b", re.IGNORECASE)
"""The type of JSON Feed version 1, and of any other JSON."""

NO_FEED = re.compile(r"/wp-json/|/comments/|[?&]feed=comments|oembed", re.IGNORECASE)
"""URLs that WordPress declares in the same way: REST API, comments, oEmbed."""

COMMENTS = re.compile(r"\bcomments?\b", re.IGNORECASE)


def feed_links(page: HtmlResponse) -> tuple[str, ...]:
    """Return the absolute URLs of the feeds that a page declares, without comment feeds."""
    return tuple(dict.fromkeys(_feed_links(page)))


def _feed_links(page: HtmlResponse) -> Iterator[str]:
    for link in page.xpath("//link[@href][@type]"):
        href, kind = link.attrib["href"], link.attrib["type"].strip()
        if "alternate" not in link.attrib.get("rel", "").lower().split():
            continue
        is_feed = FEED_TYPE.match(kind) or (JSON_TYPE.match(kind) and "feed" in href.lower())
        if not is_feed or NO_FEED.search(href) or COMMENTS.search(link.attrib.get("title", "")):
            continue
        if url := absolute_url(get_base_url(page), href):
            yield url
