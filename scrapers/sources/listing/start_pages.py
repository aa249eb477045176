"""Which pages of a site list its posts, before any of them was read."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from scrapers.sources.base import Site
from scrapers.sources.listing.anchors import Anchor, anchors
from scrapers.sources.listing.pagination import is_paged
from scrapers.urls import identity, looks_like_file

NAMES = (
    re.compile(r"\bblogs?\b"),
    re.compile(r"\b(articles?|posts?|journal)\b"),
    re.compile(r"\b(news|insights?)\b"),
    re.compile(r"\b(resources?|education)\b|^learn$"),
)
"""What clinics call the page that lists their posts, the plainest names first.

"Learn" only alone: "Learn more" stands on half of all pages.
"""

MAX_STARTS = 5
"""Pages of a home page that may list posts; more are menus of topics."""

MAX_NAME_WORDS = 4
"""Words of a name such as "News & Resources"; longer ones are titles of posts."""

HOME_IS_LISTING = (
    "//body[contains(concat(' ', normalize-space(@class), ' '), ' blog ')]"
    " | //body[count(.//article[.//a[@href]]) > 1]"
)
"""A home page that lists posts itself: WordPress says so, others show more than one article.

Source: https://developer.wordpress.org/reference/functions/get_body_class/
"""


def listing_starts(site: Site) -> tuple[str, ...]:
    """Give the pages to start from, the likeliest first: absolute, each once.

    What the clinic's row names is the only one. Else what the home page calls a blog, or the home
    page itself if it lists posts; then where the builder usually has its listing. Links that are
    equally plain keep the order of the home page.
    """
    if site.clinic.blog_url:
        return (site.clinic.blog_url,)
    usual = (site.at(path) for path in site.platform.listings)
    starts = (*_shown_at_home(site), *usual)
    by_page: dict[str, str] = {}
    for url in starts:
        by_page.setdefault(identity(url), url)
    return tuple(by_page.values())


def _shown_at_home(site: Site) -> Iterator[str]:
    if site.home is None:
        return
    named = {one.url: rank for one in anchors(site.home) if (rank := _rank(site, one)) is not None}
    plain = [url for url in named if not site.platform.is_archive(url)]
    # a category called "News" is the blog only where nothing else is
    starts = sorted(plain or named, key=lambda url: named[url])
    yield from starts[:MAX_STARTS]
    if not starts and site.home.xpath(HOME_IS_LISTING):
        yield site.home.url


def _rank(site: Site, anchor: Anchor) -> int | None:
    """Give how plainly a link of the home page is called a blog, 0 the plainest; None if not."""
    if not site.owns(anchor.url) or looks_like_file(anchor.url) or is_paged(anchor.url):
        return None
    if site.platform.is_listing(anchor.url):
        return 0
    names = [name for name in (anchor.text, _last_words(anchor.url)) if name]
    short = [name.lower() for name in names if len(name.split()) <= MAX_NAME_WORDS]
    ranks = (rank for rank, word in enumerate(NAMES) if any(map(word.search, short)))
    return next(ranks, None)


def _last_words(url: str) -> str:
    """Give the words by which an address calls its page: "our blog" for /about/our-blog.html."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2]
    name = last or (parts.hostname or "").partition(".")[0]  # blog.clinic.com
    return re.sub(r"[-_]+", " ", re.sub(r"\.\w{3,5}$", "", name))
