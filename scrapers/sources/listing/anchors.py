"""The links (anchors) of a page, and which of them are navigation menus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from lxml import etree
from scrapy.http import HtmlResponse

from scrapers.sources.clean_text import single_line
from scrapers.urls import canonical

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

MAX_LINKS = 3_000
"""Most links of a page. Source: of 1,063 real pages the largest had 10,112 elements (measured)."""

MAX_DEPTH = 64
"""Most ancestors of a link that are checked. Source: the deepest of 1,063 real pages had 51."""

MENU_ROLES = frozenset({"navigation", "banner", "contentinfo", "menu", "menubar"})
HEADER_OWNERS = {"header": ("article", "main", "li"), "footer": ("article", "li")}
"""A header or footer inside these elements belongs to a post and is not a menu."""

MENU_CLASS = re.compile(
    r"(^|[-_])(nav|navbar|navigation|menu|breadcrumbs?|masthead|topbar)([-_]|$)"
    r"|^(site|page|main|global|top)?[-_]?(header|footer)([-_]|$)",
    re.IGNORECASE,
)
"""Classes and ids of menus, for pages without the semantic elements."""

MENU_WORDS = 3
"""A menu entry has at most this many words ("IV Vitamin Therapy"); the title of a post has more."""

READ_MORE_CHARACTERS = 80
"""Longest text that READ_MORE is matched with; 400 KB of exclamation marks took it minutes."""

READ_MORE = re.compile(
    r"^\W*(((read|learn|see|view|show|discover|find out)\s+(the\s+|this\s+)?"
    r"(more|full|post|article|story|details|it)\b|continue|keep reading).*"
    r"|more( info(rmation)?)?|details|(click )?here|\d+)?\W*$",
    re.IGNORECASE,
)
"""Link texts that say nothing about the linked page."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of a page."""

    element: etree._Element
    url: str
    """Canonical."""
    text: str | None
    """The visible link text; None if there is none, such as around an image."""


def anchors(page: HtmlResponse) -> Iterator[Anchor]:
    """Yield the links of a page to other http(s) URLs, in document order."""
    here = canonical(page.url)
    for link in page.xpath("//a[@href]")[:MAX_LINKS]:
        try:
            url = canonical(page.urljoin(link.attrib["href"].strip()))
        except ValueError:  # mailto:, tel:, javascript:, http://[
            continue
        if url != here:
            yield Anchor(link.root, url, text_of(link.root))


def text_of(element: etree._Element) -> str | None:
    """Return the text inside an element as one line; None if it is empty."""
    return single_line(str(element.xpath("string()")))


def ancestors(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the ancestors of an element, the innermost first, at most MAX_DEPTH."""
    return islice(element.iterancestors(), MAX_DEPTH)


def heading_of(anchor: Anchor) -> etree._Element | None:
    """Return the heading around the link or inside it; None if there is none."""
    around = (anchor for anchor in ancestors(anchor.element) if anchor.tag in HEADINGS)
    inside = anchor.element.iter(*HEADINGS)
    return next(chain(around, inside), None)


def is_read_more(text: str | None) -> bool:
    """Whether a link text is missing or generic, such as "Read more"."""
    if text is None:
        return True
    return len(text) <= READ_MORE_CHARACTERS and bool(READ_MORE.match(text))


def in_menu(anchor: Anchor) -> bool:
    """Whether a link is in a menu, the header or the footer of its page."""
    around = list(ancestors(anchor.element))
    return any(map(_is_menu, around)) or (is_short(anchor) and any(map(_has_menu_class, around)))


def is_short(anchor: Anchor) -> bool:
    """Whether a link text is as short as a menu entry."""
    return anchor.text is not None and len(anchor.text.split()) <= MENU_WORDS


def menu_urls(page: HtmlResponse) -> frozenset[str]:
    """Return the URLs that a page links to only like a menu: inside a menu, or with a short text.

    Hand-made pages often have menus without any markup. URLs whose only link text is "Read more"
    are excluded, because that is how a page shows its newest posts.
    """
    text_links = [anchor for anchor in anchors(page) if not is_read_more(anchor.text)]
    named_elsewhere = {
        anchor.url for anchor in text_links if not (is_short(anchor) or in_menu(anchor))
    }
    return frozenset(anchor.url for anchor in text_links) - named_elsewhere


def _is_menu(element: etree._Element) -> bool:
    if element.tag == "nav" or element.get("role", "").lower() in MENU_ROLES:
        return True
    owners = HEADER_OWNERS.get(str(element.tag))
    return owners is not None and next(element.iterancestors(*owners), None) is None


def _has_menu_class(element: etree._Element) -> bool:
    if element.tag in ("body", "html"):  # "mobile-menu-closed" describes the state of the page
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    return any(MENU_CLASS.search(name) for name in names)
