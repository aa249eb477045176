"""Teaser cards: what one page of a listing shows about each post."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from scrapy.http import HtmlResponse

from scrapers.sources.base import Site
from scrapers.sources.clean_text import single_line
from scrapers.sources.listing.anchors import (
    HEADINGS,
    Anchor,
    ancestors,
    heading_of,
    is_read_more,
    text_of,
)
from scrapers.sources.listing.links import post_links

MAX_TITLE_CHARACTERS = 200
"""A longer link text is a whole card and not a title."""

CARD_ENDS = frozenset({"body", "main", "ul", "ol", "table", "tbody", "form"})
"""Containers of several cards, even if there is only one card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A teaser card: a post as a listing shows it."""

    url: str
    title: str | None = None
    published: str | None = None
    """`datetime` attribute of the time element in the card, verbatim; None if there is none."""


def cards_of(site: Site, page: HtmlResponse, menu: frozenset[str]) -> list[Card]:
    """Return the likely posts of a listing, each once, in document order.

    menu: URLs in the menus of the home page, which are not posts.
    """
    anchors_by_url: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in post_links(site, page, menu):
        anchors_by_url[anchor.url].append(anchor)
    urls_in = _urls_in_elements(anchors_by_url)
    return [_card(url, links, urls_in) for url, links in anchors_by_url.items()]


def _urls_in_elements(anchors_by_url: dict[str, list[Anchor]]) -> dict[etree._Element, set[str]]:
    """Map each element around the links to the URLs of the posts inside it."""
    urls_in: dict[etree._Element, set[str]] = defaultdict(set)
    for url, links in anchors_by_url.items():
        for link in links:
            for element in ancestors(link.element):
                urls_in[element].add(url)
    return urls_in


def _card(url: str, links: list[Anchor], urls_in: dict[etree._Element, set[str]]) -> Card:
    boxes = [_box(link, urls_in) for link in links]
    datetimes = (
        single_line(str(datetime_attribute))
        for box in boxes
        for datetime_attribute in box.xpath(".//time/@datetime")
    )
    return Card(
        url=url,
        title=next(_titles(links, boxes), None),
        published=next(filter(None, datetimes), None),
    )


def _box(anchor: Anchor, urls_in: dict[etree._Element, set[str]]) -> etree._Element:
    """Return the largest element that links to this post and to no other."""
    box = anchor.element
    for element in ancestors(anchor.element):
        if element.tag in CARD_ENDS or len(urls_in[element]) > 1:
            break
        box = element
    return box


def _titles(links: list[Anchor], boxes: list[etree._Element]) -> Iterator[str]:
    headings = (heading_of(link) for link in links)
    nearby = (heading for box in boxes for heading in box.iter(*HEADINGS))
    in_headings = [text_of(heading) for heading in (*headings, *nearby) if heading is not None]
    texts = [link.text for link in links if not is_read_more(link.text)]
    for title in (*in_headings, *sorted(filter(None, texts), key=len, reverse=True)):
        if title and len(title) <= MAX_TITLE_CHARACTERS:
            yield title
