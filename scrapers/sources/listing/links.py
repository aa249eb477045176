"""Which links of a listing may lead to posts."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse

from scrapers.sources.base import Site
from scrapers.sources.listing.anchors import Anchor, anchors, heading_of, in_menu
from scrapers.sources.listing.pagination import base_of, is_older, is_paged
from scrapers.urls import looks_like_file

NO_POST_NAMES = re.compile(
    r"(about|contact)(-?us)?|home|index|faqs?|events|gallery|careers|disclaimer|accessibility"
    r"|(our-)?(services|team)|meet-the-team|staff|providers|authors?|profile|testimonials|reviews"
    r"|locations?|insurance|financing|pricing|(patient-)?(forms|portal)|new-patients|referral"
    r"|appointments?|schedule|book(ing|-now|-online)?|products?|shop|store|cart|checkout|gift-cards"
    r"|(my-)?account|login|register|subscribe|search|sitemap|feed|privacy(-policy)?"
    r"|terms(-and-conditions|-of-service|-of-use)?"
    r"|wp-(admin|content|json|login)|xmlrpc|cdn-cgi"
)
"""First or last names of paths that are pages of a clinic or of its software; a wrong one would
lose posts, so only whole names are here."""

NO_POST_QUERY = re.compile(r"(^|&)(replytocom|add-to-cart|share|action|s|q|format|ical|print)=")


def post_links(site: Site, page: HtmlResponse, menu: frozenset[str]) -> Iterator[Anchor]:
    """Yield the links of a listing that may lead to posts, in its order.

    menu: addresses of the home page's menus, which are no posts. Too many are given rather than
    too few; the text of each page decides later.
    """
    own = {base_of(url) for url in (page.url, site.url, site.at("/"))}
    for anchor in anchors(page):
        if _is_page(site, anchor.url) and not (_is_listing(anchor, own) or in_menu(anchor)):
            certain = site.platform.is_post(anchor.url) or _is_below(anchor.url, page.url)
            if certain or _is_likely(anchor, menu):
                yield anchor


def _is_likely(anchor: Anchor, menu: frozenset[str]) -> bool:
    if _is_clinics(anchor.url):
        return False
    return anchor.url not in menu or heading_of(anchor) is not None


def _is_page(site: Site, url: str) -> bool:
    if not site.owns(url) or looks_like_file(url):
        return False
    if site.platform.is_archive(url) or site.platform.is_listing(url):
        return False
    return not NO_POST_QUERY.search(urlsplit(url).query)


def _is_listing(anchor: Anchor, own: set[str]) -> bool:
    return is_older(anchor) or is_paged(anchor.url) or base_of(anchor.url) in own


def _is_below(url: str, listing_url: str) -> bool:
    folder = re.sub(r"(/page/\d+)?/?$|\.\w{3,5}$", "", urlsplit(listing_url).path)
    return bool(folder) and urlsplit(url).path.startswith(f"{folder}/")


def _is_clinics(url: str) -> bool:
    names = [name.partition(".")[0] for name in urlsplit(url).path.lower().strip("/").split("/")]
    return any(NO_POST_NAMES.fullmatch(name) for name in (names[0], names[-1]))
