"""Parses a sitemap or sitemap index incrementally, also gzipped, as text, or as a feed.

Scrapy's parser raises an error on an empty file and ignores the news and image extensions. This
one uses lxml and is as safe: it fetches nothing and expands no entities.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from lxml import etree
from scrapy.utils.gz import gunzip

from scrapers.sources.clean_text import html_to_line, single_line, strip_broken_references

MAX_URLS = 50_000
"""Most URLs of one file. Source: https://www.sitemaps.org/protocol.html"""

MAX_BYTES = 50 * 1024 * 1024
"""Most bytes of one decompressed file. Source: https://www.sitemaps.org/protocol.html"""

ENTRY_TAGS = ("{*}url", "{*}sitemap", "{*}item", "{*}entry")
"""Elements that list a URL; the last two are for feeds, which the protocol allows as sitemaps.

Source: https://www.sitemaps.org/protocol.html#otherformats"""

BLANKS = b"\xef\xbb\xbf \t\r\n\0"
"""A UTF-8 byte order mark and white space before the XML declaration, where XML allows neither."""

AMPERSAND = re.compile(
    rb"<!\[CDATA\[[^]<]*\]\]>|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#[xX][0-9a-fA-F]+);)"
)
"""An ampersand that does not begin a predefined entity or a character reference, outside CDATA.

After one of them libxml2 also loses the valid references: `?a=1&b=2&amp;c=3` was parsed as
`?a=1=2c=3` (lxml 6.1.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One URL that a sitemap lists."""

    url: str
    is_sitemap: bool = False
    """True in a sitemap index, where the URL is that of another sitemap."""
    lastmod: str | None = None
    title: str | None = None
    """Title in a news sitemap."""
    published: str | None = None
    """Publication date in a news sitemap, verbatim."""
    image_url: str | None = None
    """The first image of the page."""


def decompress(body: bytes) -> bytes:
    """Return a sitemap decompressed and without leading white space.

    Raises: ValueError for broken gzip data and for more than MAX_BYTES decompressed.
    """
    for _ in range(2):  # a .gz file that the server compressed again
        if body[:3] == b"\x1f\x8b\x08":
            try:
                body = gunzip(body, max_size=MAX_BYTES)
            except (OSError, EOFError) as error:
                raise ValueError(f"broken gzip: {error}") from error
    return body.lstrip(BLANKS)


def parse_sitemap(body: bytes) -> Iterator[SitemapEntry]:
    """Yield the entries of a decompressed sitemap: XML, however broken, or one URL per line."""
    if body.startswith((b"http://", b"https://")):
        return _text_entries(body)
    return _xml_entries(body)


def root_element(body: bytes) -> str | None:
    """Return the name of the root element, such as "urlset" or "html"; None for plain text."""
    match = re.search(rb"<(?:[\w-]+:)?([A-Za-z][\w-]*)", body[:5000])
    return match[1].decode("ascii", "replace").lower() if match else None


def _text_entries(body: bytes) -> Iterator[SitemapEntry]:
    for text in body.decode("utf-8", "replace").splitlines():
        if url := single_line(text):
            yield SitemapEntry(url=url)


def _xml_entries(body: bytes) -> Iterator[SitemapEntry]:
    if not body:
        return
    elements = etree.iterparse(
        BytesIO(AMPERSAND.sub(_escaped, strip_broken_references(body))),
        events=("end",),
        tag=ENTRY_TAGS,
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
    )
    for _, element in elements:
        if url := single_line(element.findtext("{*}loc")):
            yield _url_entry(url, element)
        elif url := _feed_link(element):
            yield _feed_entry(url, element)
        element.clear()
        parent = element.getparent()
        while parent is not None and parent[0] is not element:
            del parent[0]  # otherwise 50,000 empty elements stay in memory


def _escaped(match: re.Match[bytes]) -> bytes:
    return b"&amp;" if match[0] == b"&" else match[0]


def _feed_link(element: etree._Element) -> str | None:
    """Return the link of an RSS item or Atom entry; None for other elements."""
    if etree.QName(element).localname not in {"item", "entry"}:
        return None
    hrefs = element.xpath("*[local-name()='link'][not(@rel) or @rel='alternate']/@href")
    href = element.findtext("{*}link") or next(iter(cast("list[str]", hrefs)), None)
    return single_line(href)


def _feed_entry(url: str, element: etree._Element) -> SitemapEntry:
    return SitemapEntry(
        url=url,
        lastmod=single_line(element.findtext("{*}updated")),
        title=html_to_line(element.findtext("{*}title")),
        published=single_line(element.findtext("{*}pubDate") or element.findtext("{*}published")),
    )


def _url_entry(url: str, element: etree._Element) -> SitemapEntry:
    return SitemapEntry(
        url=url,
        is_sitemap=etree.QName(element).localname == "sitemap",
        lastmod=single_line(element.findtext("{*}lastmod")),
        title=html_to_line(element.findtext("{*}news/{*}title")),
        published=single_line(element.findtext("{*}news/{*}publication_date")),
        image_url=single_line(element.findtext("{*}image/{*}loc")),
    )
