"""Pagination: how a listing links to its older pages."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapy.http import HtmlResponse

from scrapers.sources.listing.anchors import Anchor, anchors
from scrapers.urls import canonical, identity

PAGED_PATH = re.compile(r"/(page[/-]?|p/|previous/)\d+/?$", re.IGNORECASE)
"""Paths of older pages: `/page/2` of most builders, `/previous/2` of Weebly."""

PAGED_KEY = re.compile(r"^(page|paged|pg|pagenum|offset|start|p|[0-9a-f]+_page)$", re.IGNORECASE)
"""Query keys for pagination: WordPress `paged`, Squarespace `offset`.

Source: importers of these builders; Webflow's key begins with a hash of the list.
"""

OLDER_TEXT = re.compile(
    r"^\W*((older|next|more|previous)\s+(posts?|articles?|entries|news|stories|blogs?|page)"
    r"|older|next|next\s*page|load\s+more(\s+\w+)?)\W*$|^\s*[»›→]\s*$",
    re.IGNORECASE,
)
"""Texts of a link to the next page. "Previous" means older on old blogs; the wrong direction is
harmless, because no page is read twice."""


def is_paged(url: str) -> bool:
    """Whether a URL is that of a further page of a listing."""
    return urlsplit(url).path != _path(url) or any(
        PAGED_KEY.match(key) and value.isdigit() for key, value in _query(url) if key != "p"
    )


def listing_key(url: str) -> str:
    """Return the key of the listing that a URL belongs to, the same for all of its pages."""
    parts = urlsplit(url)
    other_pairs = [
        (key, value) for key, value in _query(url) if not PAGED_KEY.match(key) or key == "p"
    ]
    return identity(parts._replace(path=_path(url) or "/", query=urlencode(other_pairs)).geturl())


def is_older(anchor: Anchor) -> bool:
    """Whether the text of a link announces the next page of a listing."""
    element = anchor.element
    words = anchor.text or element.get("aria-label") or element.get("title") or ""
    return bool(OLDER_TEXT.match(words))


def older_pages(page: HtmlResponse, page_pattern: str | None = None) -> tuple[str, ...]:
    """Return the pages that a listing links to: canonical URLs, each once, the next page first.

    page_pattern: path of older pages below the listing, with {page}, for a listing without such
    links, whose button may need JavaScript.
    """
    linked = tuple(dict.fromkeys(_linked_pages(page)))
    if linked or page_pattern is None:
        return linked
    return (_guessed_page(page.url, page_pattern),)


def _linked_pages(page: HtmlResponse) -> Iterator[str]:
    here = listing_key(page.url)
    for href in page.xpath("//link[@rel='next']/@href").getall():
        yield from _same_listing(page, href, here)
    links = list(anchors(page))
    for link in links:
        is_next = "next" in link.element.get("rel", "").lower().split()
        if (is_next and listing_key(link.url) == here) or is_older(link):
            yield link.url
    yield from (link.url for link in links if is_paged(link.url) and listing_key(link.url) == here)


def _guessed_page(url: str, page_pattern: str) -> str:
    number = re.search(r"/page/(\d+)", url)
    listing_url = (
        f"{url.partition('?')[0].removesuffix('/')}/"
        if number is None
        else url[: number.start() + 1]
    )
    return listing_url + page_pattern.format(page=int(number[1]) + 1 if number else 2)


def _same_listing(page: HtmlResponse, href: str, here: str) -> Iterator[str]:
    try:
        url = canonical(page.urljoin(href))
    except ValueError:
        return
    if listing_key(url) == here:
        yield url


def _path(url: str) -> str:
    return PAGED_PATH.sub("", urlsplit(url).path)


def _query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)
