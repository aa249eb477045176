"""How a listing leads to its older pages."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapy.http import HtmlResponse

from scrapers.sources.listing.anchors import Anchor, anchors
from scrapers.urls import canonical, identity

PAGED_PATH = re.compile(r"/(page[/-]?|p/|previous/)\d+/?$", re.IGNORECASE)
"""Paths of older pages: `/page/2` of most builders, `/previous/2` of Weebly."""

PAGED_KEY = re.compile(r"^(page|paged|pg|pagenum|offset|start|p|[0-9a-f]+_page)$", re.IGNORECASE)
"""Keys of queries that page a listing: WordPress `paged`, Squarespace `offset`.

Source: importers of these builders; Webflow names its key by a hash of the list.
"""

OLDER = re.compile(
    r"^\W*((older|next|more|previous)\s+(posts?|articles?|entries|news|stories|blogs?|page)"
    r"|older|next|next\s*page|load\s+more(\s+\w+)?)\W*$|^\s*[»›→]\s*$",
    re.IGNORECASE,
)
"""Words on a link to the next page. "Previous" is older on old blogs; a wrong way is harmless,
because no page is read twice."""


def is_paged(url: str) -> bool:
    """Say whether an address is that of a further page of a listing."""
    return urlsplit(url).path != _path(url) or any(
        PAGED_KEY.match(key) and value.isdigit() for key, value in _query(url) if key != "p"
    )


def base_of(url: str) -> str:
    """Give the key of the listing that an address is a page of: the same for all its pages."""
    parts = urlsplit(url)
    kept = [(key, value) for key, value in _query(url) if not PAGED_KEY.match(key) or key == "p"]
    return identity(parts._replace(path=_path(url) or "/", query=urlencode(kept)).geturl())


def is_older(anchor: Anchor) -> bool:
    """Say whether the words of a link promise the next page of a listing."""
    element = anchor.element
    words = anchor.text or element.get("aria-label") or element.get("title") or ""
    return bool(OLDER.match(words))


def older_pages(page: HtmlResponse, habit: str | None = None) -> tuple[str, ...]:
    """Give the pages that a listing leads to: canonical, each once, the next one first.

    habit: path of older pages below the listing, with {page}, for a listing that leads to none:
    its button may be a script.
    """
    shown = tuple(dict.fromkeys(_shown(page)))
    if shown or habit is None:
        return shown
    return (_by_habit(page.url, habit),)


def _shown(page: HtmlResponse) -> Iterator[str]:
    here = base_of(page.url)
    for href in page.xpath("//link[@rel='next']/@href").getall():
        yield from _same_listing(page, href, here)
    links = list(anchors(page))
    for link in links:
        is_next = "next" in link.element.get("rel", "").lower().split()
        if (is_next and base_of(link.url) == here) or is_older(link):
            yield link.url
    yield from (link.url for link in links if is_paged(link.url) and base_of(link.url) == here)


def _by_habit(url: str, habit: str) -> str:
    number = re.search(r"/page/(\d+)", url)
    first = (
        f"{url.partition('?')[0].removesuffix('/')}/"
        if number is None
        else url[: number.start() + 1]
    )
    return first + habit.format(page=int(number[1]) + 1 if number else 2)


def _same_listing(page: HtmlResponse, href: str, here: str) -> Iterator[str]:
    try:
        url = canonical(page.urljoin(href))
    except ValueError:
        return
    if base_of(url) == here:
        yield url


def _path(url: str) -> str:
    return PAGED_PATH.sub("", urlsplit(url).path)


def _query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)
