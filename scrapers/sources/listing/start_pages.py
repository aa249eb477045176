"""Start pages of the listing route: which pages of a site probably list its posts."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from scrapers.sources.base import Site
from scrapers.sources.listing.anchors import Anchor, anchors
from scrapers.sources.listing.pagination import is_paged
from scrapers.urls import identity, looks_like_file

LISTING_NAMES = (
    re.compile(r"\bblogs?\b"),
    re.compile(r"\b(articles?|posts?|journal)\b"),
    re.compile(r"\b(news|insights?)\b"),
    re.compile(r"\b(resources?|education)\b|^learn$"),
)
"""Names of the page that lists the posts, the clearest first.

"Learn" must be the whole name, because "Learn more" is on half of all pages.
"""

MAX_STARTS = 5
"""Most start pages linked from a home page; more are menus of topics."""

MAX_NAME_WORDS = 4
"""Most words of a name such as "News & Resources"; longer texts are titles of posts."""

HOME_IS_LISTING = (
    "//body[contains(concat(' ', normalize-space(@class), ' '), ' blog ')]"
    " | //body[count(.//article[.//a[@href]]) > 1]"
)
"""A home page that lists posts: marked by WordPress, or with more than one article element.

Source: https://developer.wordpress.org/reference/functions/get_body_class/
"""


def listing_starts(site: Site) -> tuple[str, ...]:
    """Return the start pages, the most likely first: absolute URLs, each once.

    The `blog_url` of the clinic is the only one if it is set. Otherwise they are the pages that
    the home page calls a blog, or the home page itself if it lists posts; then the default paths
    of the builder. Links of the same rank keep the order of the home page.
    """
    if site.clinic.blog_url:
        return (site.clinic.blog_url,)
    default_urls = (site.resolve(path) for path in site.platform.listings)
    starts = (*_linked_from_home(site), *default_urls)
    by_page: dict[str, str] = {}
    for url in starts:
        by_page.setdefault(identity(url), url)
    return tuple(by_page.values())


def _linked_from_home(site: Site) -> Iterator[str]:
    if site.home is None:
        return
    ranks_by_url = {
        anchor.url: rank
        for anchor in anchors(site.home)
        if (rank := _rank(site, anchor)) is not None
    }
    non_archives = [url for url in ranks_by_url if not site.platform.is_archive(url)]
    # a category called "News" is the blog only if nothing else is
    starts = sorted(non_archives or ranks_by_url, key=lambda url: ranks_by_url[url])
    yield from starts[:MAX_STARTS]
    if not starts and site.home.xpath(HOME_IS_LISTING):
        yield site.home.url


def _rank(site: Site, anchor: Anchor) -> int | None:
    """Return how clearly a link of the home page names a blog, 0 the clearest; None if not."""
    if not site.owns(anchor.url) or looks_like_file(anchor.url) or is_paged(anchor.url):
        return None
    if site.platform.is_listing(anchor.url):
        return 0
    names = [name for name in (anchor.text, _last_words(anchor.url)) if name]
    short_names = [name.lower() for name in names if len(name.split()) <= MAX_NAME_WORDS]
    ranks = (rank for rank, word in enumerate(LISTING_NAMES) if any(map(word.search, short_names)))
    return next(ranks, None)


def _last_words(url: str) -> str:
    """Return the words of the last path segment: "our blog" for /about/our-blog.html."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    name = last or (parts.hostname or "").partition(".")[0]  # blog.clinic.com
    return re.sub(r"[-_]+", " ", re.sub(r"\.\w{3,5}$", "", name))
