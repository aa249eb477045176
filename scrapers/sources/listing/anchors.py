"""The links of a page, and which of them are its menus."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from lxml import etree
from scrapy.http import HtmlResponse

from scrapers.sources.text import line
from scrapers.urls import canonical

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

MAX_LINKS = 3_000
"""Of one page. Source: of 1,063 real pages the largest had 10,112 elements (measured)."""

MAX_DEPTH = 64
"""Elements around a link that are looked at. Source: the deepest of 1,063 real pages had 51."""

MENU_ROLES = frozenset({"navigation", "banner", "contentinfo", "menu", "menubar"})
OWNERS = {"header": ("article", "main", "li"), "footer": ("article", "li")}
"""Inside these a header or footer is that of a post and no menu."""

MENU_CLASS = re.compile(
    r"(^|[-_])(nav|navbar|navigation|menu|breadcrumbs?|masthead|topbar)([-_]|$)"
    r"|^(site|page|main|global|top)?[-_]?(header|footer)([-_]|$)",
    re.IGNORECASE,
)
"""Classes and ids of menus on pages that do not use the elements for them."""

MENU_WORDS = 3
"""A link of a menu has few words ("IV Vitamin Therapy"), the title of a post has more."""

READ_MORE_CHARACTERS = 80
"""Of the longest words that READ_MORE is for; 400 KB of exclamation marks took it minutes."""

READ_MORE = re.compile(
    r"^\W*(((read|learn|see|view|show|discover|find out)\s+(the\s+|this\s+)?"
    r"(more|full|post|article|story|details|it)\b|continue|keep reading).*"
    r"|more( info(rmation)?)?|details|(click )?here|\d+)?\W*$",
    re.IGNORECASE,
)
"""Words on links beside a title: they say nothing of where the link leads."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link of a page."""

    element: etree._Element
    url: str
    """Canonical."""
    text: str | None
    """Its visible words; None for a link without any, such as one around an image."""


def anchors(page: HtmlResponse) -> Iterator[Anchor]:
    """Yield the links of a page to other http(s) addresses, in reading order."""
    here = canonical(page.url)
    for link in page.xpath("//a[@href]")[:MAX_LINKS]:
        try:
            url = canonical(page.urljoin(link.attrib["href"].strip()))
        except ValueError:  # mailto:, tel:, javascript:, http://[
            continue
        if url != here:
            yield Anchor(link.root, url, text_of(link.root))


def text_of(element: etree._Element) -> str | None:
    """Give the words inside an element as one line; None for none."""
    return line(str(element.xpath("string()")))


def ancestors(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements around one, the innermost first, as many as a real page has."""
    return islice(element.iterancestors(), MAX_DEPTH)


def heading_of(anchor: Anchor) -> etree._Element | None:
    """Give the heading that stands around the link or inside it; None without."""
    around = (one for one in ancestors(anchor.element) if one.tag in HEADINGS)
    inside = anchor.element.iter(*HEADINGS)
    return next(chain(around, inside), None)


def is_read_more(text: str | None) -> bool:
    """Say whether words of a link are none or such as "Read more"."""
    if text is None:
        return True
    return len(text) <= READ_MORE_CHARACTERS and bool(READ_MORE.match(text))


def in_menu(anchor: Anchor) -> bool:
    """Say whether a link stands in a menu, the head or the foot of its page."""
    around = list(ancestors(anchor.element))
    return any(map(_is_menu, around)) or (is_short(anchor) and any(map(_has_menu_class, around)))


def is_short(anchor: Anchor) -> bool:
    """Say whether a link has as few words as an entry of a menu."""
    return anchor.text is not None and len(anchor.text.split()) <= MENU_WORDS


def menu_urls(page: HtmlResponse) -> frozenset[str]:
    """Give the addresses that a page only names as menus do: in a menu, or in very few words.

    Pages made by hand often have menus that nothing marks. An address whose only words are
    "Read more" is none: that is how a page shows its newest posts.
    """
    by_words = [one for one in anchors(page) if not is_read_more(one.text)]
    named = {one.url for one in by_words if not (is_short(one) or in_menu(one))}
    return frozenset(one.url for one in by_words) - named


def _is_menu(element: etree._Element) -> bool:
    if element.tag == "nav" or element.get("role", "").lower() in MENU_ROLES:
        return True
    owners = OWNERS.get(str(element.tag))
    return owners is not None and next(element.iterancestors(*owners), None) is None


def _has_menu_class(element: etree._Element) -> bool:
    if element.tag in ("body", "html"):  # "mobile-menu-closed" says nothing of what is inside
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    return any(MENU_CLASS.search(name) for name in names)
