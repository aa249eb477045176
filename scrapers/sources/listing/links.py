"""Selects the links of a listing that may be posts."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse

from scrapers.sources.base import Site
from scrapers.sources.listing.anchors import Anchor, anchors, heading_of, in_menu
from scrapers.sources.listing.pagination import is_older, is_paged, listing_key
from scrapers.urls import looks_like_file

NON_POST_NAMES = re.compile(
    r"(about|contact)(-?us)?|home|index|faqs?|events|gallery|careers|disclaimer|accessibility"
    r"|(our-)?(services|team)|meet-the-team|staff|providers|authors?|profile|testimonials|reviews"
    r"|locations?|insurance|financing|pricing|(patient-)?(forms|portal)|new-patients|referral"
    r"|appointments?|schedule|book(ing|-now|-online)?|products?|shop|store|cart|checkout|gift-cards"
    r"|(my-)?account|login|register|subscribe|search|sitemap|feed|privacy(-policy)?"
    r"|terms(-and-conditions|-of-service|-of-use)?"
    r"|wp-(admin|content|json|login)|xmlrpc|cdn-cgi"
)
"""First or last path segments of ordinary site pages or of the software; they are matched as a
whole, because a wrong match would lose posts."""

NON_POST_QUERY = re.compile(r"(^|&)(replytocom|add-to-cart|share|action|s|q|format|ical|print)=")


def post_links(site: Site, page: HtmlResponse, menu: frozenset[str]) -> Iterator[Anchor]:
    """Yield the links of a listing that may be posts, in document order.

    It yields too many rather than too few, because the text of each page decides later.
    menu: URLs in the menus of the home page, which are not posts.
    """
    listing_keys = {listing_key(url) for url in (page.url, site.url, site.resolve("/"))}
    for anchor in anchors(page):
        if _is_page(site, anchor.url) and not (
            _is_listing(anchor, listing_keys) or in_menu(anchor)
        ):
            certain = site.platform.is_post(anchor.url) or _is_below(anchor.url, page.url)
            if certain or _is_likely(anchor, menu):
                yield anchor


def _is_likely(anchor: Anchor, menu: frozenset[str]) -> bool:
    if _is_site_page(anchor.url):
        return False
    return anchor.url not in menu or heading_of(anchor) is not None


def _is_page(site: Site, url: str) -> bool:
    if not site.owns(url) or looks_like_file(url):
        return False
    if site.platform.is_archive(url) or site.platform.is_listing(url):
        return False
    return not NON_POST_QUERY.search(urlsplit(url).query)


def _is_listing(anchor: Anchor, listing_keys: set[str]) -> bool:
    return is_older(anchor) or is_paged(anchor.url) or listing_key(anchor.url) in listing_keys


def _is_below(url: str, listing_url: str) -> bool:
    folder = re.sub(r"(/page/\d+)?/?$|\.\w{3,5}$", "", urlsplit(listing_url).path)
    return bool(folder) and urlsplit(url).path.startswith(f"{folder}/")


def _is_site_page(url: str) -> bool:
    path_names = [
        name.partition(".")[0] for name in urlsplit(url).path.lower().strip("/").split("/")
    ]
    return any(NON_POST_NAMES.fullmatch(name) for name in (path_names[0], path_names[-1]))
