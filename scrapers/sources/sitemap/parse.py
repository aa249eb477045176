"""One sitemap: bytes in, what it lists out, one at a time.

Scrapy's parser stops with an error on an empty file and loses the words of news and images, so
this one is lxml's, with the same care: nothing is fetched and no entity is expanded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from lxml import etree
from scrapy.utils.gz import gunzip

from scrapers.sources.text import line, mended, plain

MAX_URLS = 50_000
"""Addresses of one file. Source: https://www.sitemaps.org/protocol.html"""

MAX_BYTES = 50 * 1024 * 1024
"""Of one unpacked file. Source: https://www.sitemaps.org/protocol.html"""

TAGS = ("{*}url", "{*}sitemap", "{*}item", "{*}entry")
"""What lists an address; the last two where a feed is named as a sitemap, as the protocol allows.

Source: https://www.sitemaps.org/protocol.html#otherformats"""

BLANKS = b"\xef\xbb\xbf \t\r\n\0"
"""A mark of UTF-8 and blanks that servers put before the XML; XML allows neither."""

AMPERSAND = re.compile(
    rb"<!\[CDATA\[[^]<]*\]\]>|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#[xX][0-9a-fA-F]+);)"
)
"""An ampersand that is no reference known to every XML reader, outside of CDATA, where each is one.

One of them in a file makes libxml2 lose references after it too: `?a=1&b=2&amp;c=3` came out as
`?a=1=2c=3` (lxml 6.1.3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One address that a sitemap lists."""

    url: str
    is_sitemap: bool = False
    """True in an index, where the address is that of another sitemap."""
    lastmod: str | None = None
    title: str | None = None
    """Of a news sitemap."""
    published: str | None = None
    """Of a news sitemap, as written."""
    image_url: str | None = None
    """The first image of the page."""


def unpack(body: bytes) -> bytes:
    """Give a sitemap without compression and without what stands before its first sign.

    Raises ValueError for a broken archive and for one that unpacks to more than MAX_BYTES.
    """
    for _ in range(2):  # a .gz that the server compressed once more
        if body[:3] == b"\x1f\x8b\x08":
            try:
                body = gunzip(body, max_size=MAX_BYTES)
            except (OSError, EOFError) as error:
                raise ValueError(f"broken gzip: {error}") from error
    return body.lstrip(BLANKS)


def lines_of(body: bytes) -> Iterator[Line]:
    """Yield what an unpacked sitemap lists: XML, however broken, or text with one URL a line."""
    if body.startswith((b"http://", b"https://")):
        return _text_lines(body)
    return _xml_lines(body)


def root_of(body: bytes) -> str | None:
    """Give the name of the first element, such as "urlset" or "html"; None for plain text."""
    found = re.search(rb"<(?:[\w-]+:)?([A-Za-z][\w-]*)", body[:5000])
    return found[1].decode("ascii", "replace").lower() if found else None


def _text_lines(body: bytes) -> Iterator[Line]:
    for text in body.decode("utf-8", "replace").splitlines():
        if url := line(text):
            yield Line(url=url)


def _xml_lines(body: bytes) -> Iterator[Line]:
    if not body:
        return
    elements = etree.iterparse(
        BytesIO(AMPERSAND.sub(_escaped, mended(body))),
        events=("end",),
        tag=TAGS,
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
    )
    for _, element in elements:
        if url := line(element.findtext("{*}loc")):
            yield _line(url, element)
        elif url := _feed_link(element):
            yield _feed_line(url, element)
        element.clear()
        parent = element.getparent()
        while parent is not None and parent[0] is not element:
            del parent[0]  # else 50,000 empty elements stay in memory


def _escaped(found: re.Match[bytes]) -> bytes:
    return b"&amp;" if found[0] == b"&" else found[0]


def _feed_link(element: etree._Element) -> str | None:
    """Where an item of RSS or an entry of Atom leads; None for anything else."""
    if etree.QName(element).localname not in {"item", "entry"}:
        return None
    hrefs = element.xpath("*[local-name()='link'][not(@rel) or @rel='alternate']/@href")
    written = element.findtext("{*}link") or next(iter(cast("list[str]", hrefs)), None)
    return line(written)


def _feed_line(url: str, element: etree._Element) -> Line:
    return Line(
        url=url,
        lastmod=line(element.findtext("{*}updated")),
        title=plain(element.findtext("{*}title")),
        published=line(element.findtext("{*}pubDate") or element.findtext("{*}published")),
    )


def _line(url: str, element: etree._Element) -> Line:
    return Line(
        url=url,
        is_sitemap=etree.QName(element).localname == "sitemap",
        lastmod=line(element.findtext("{*}lastmod")),
        title=plain(element.findtext("{*}news/{*}title")),
        published=line(element.findtext("{*}news/{*}publication_date")),
        image_url=line(element.findtext("{*}image/{*}loc")),
    )
