"""One page of a listing: what it says of each post that it leads to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from scrapy.http import HtmlResponse

from scrapers.sources.base import Site
from scrapers.sources.listing.anchors import (
    HEADINGS,
    Anchor,
    ancestors,
    heading_of,
    is_read_more,
    text_of,
)
from scrapers.sources.listing.links import post_links
from scrapers.sources.text import line

MAX_TITLE_CHARACTERS = 200
"""A longer text of a link is a whole card, and no title."""

CARD_ENDS = frozenset({"body", "main", "ul", "ol", "table", "tbody", "form"})
"""Elements that hold several cards, even where there is only one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A post as a listing shows it."""

    url: str
    title: str | None = None
    published: str | None = None
    """`datetime` of the time element beside it, as written; None without."""


def cards_of(site: Site, page: HtmlResponse, menu: frozenset[str]) -> list[Card]:
    """Give what looks like posts on a listing, in its order, each once.

    menu: addresses of the home page's menus, which are no posts.
    """
    of_url: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in post_links(site, page, menu):
        of_url[anchor.url].append(anchor)
    urls_in = _urls_in_elements(of_url)
    return [_card(url, links, urls_in) for url, links in of_url.items()]


def _urls_in_elements(of_url: dict[str, list[Anchor]]) -> dict[etree._Element, set[str]]:
    """Say of each element around a link which posts it leads to."""
    urls_in: dict[etree._Element, set[str]] = defaultdict(set)
    for url, links in of_url.items():
        for link in links:
            for element in ancestors(link.element):
                urls_in[element].add(url)
    return urls_in


def _card(url: str, links: list[Anchor], urls_in: dict[etree._Element, set[str]]) -> Card:
    boxes = [_box(link, urls_in) for link in links]
    moments = (line(str(moment)) for box in boxes for moment in box.xpath(".//time/@datetime"))
    return Card(
        url=url,
        title=next(_titles(links, boxes), None),
        published=next(filter(None, moments), None),
    )


def _box(anchor: Anchor, urls_in: dict[etree._Element, set[str]]) -> etree._Element:
    """Give the largest element that leads to this post and to no other."""
    box = anchor.element
    for element in ancestors(anchor.element):
        if element.tag in CARD_ENDS or len(urls_in[element]) > 1:
            break
        box = element
    return box


def _titles(links: list[Anchor], boxes: list[etree._Element]) -> Iterator[str]:
    headings = (heading_of(link) for link in links)
    beside = (heading for box in boxes for heading in box.iter(*HEADINGS))
    in_headings = [text_of(one) for one in (*headings, *beside) if one is not None]
    texts = [link.text for link in links if not is_read_more(link.text)]
    for title in (*in_headings, *sorted(filter(None, texts), key=len, reverse=True)):
        if title and len(title) <= MAX_TITLE_CHARACTERS:
            yield title
