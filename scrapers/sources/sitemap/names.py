"""Classifies sitemaps by file name: sitemaps of posts, of pages, of archives."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlsplit

from scrapers.items import Listed

POST_NAMES = re.compile(
    r"^(wp-sitemap-posts-post-\d+"  # WordPress
    r"|posts?-sitemap\d*"  # Yoast, Rank Math, SEOPress, All in One SEO
    r"|sitemap-pt-post(-[\w-]+)?"  # Google XML Sitemaps
    r"|blog-posts-sitemap\d*"  # Wix
    r"|sitemap_blogs_\d+"  # Shopify
    r"|sitemap-posts(-\d+)?"  # Ghost
    r"|sitemap\.blog)\.xml(\.gz)?$",  # GoDaddy
    re.IGNORECASE,
)
"""File names of the sitemaps in which known generators list only posts.

Source: the generators' code and documentation, as in the declarations of `scrapers.platforms`.
"""

ARCHIVE_WORDS = re.compile(
    r"(?<![a-z])(archives?|authors?|categor(y|ies)|collections?|images?|tags?|tax|taxonom(y|ies)"
    r"|users?|videos?)(?![a-z])",
    re.IGNORECASE,
)
"""Words in the names of sitemaps of archives and files, which contain no posts."""

PAGE_WORDS = re.compile(
    r"(?<![a-z])(landing|locations?|pages?|products?|services?|staff|team|testimonials?)(?![a-z])"
    r"|^sitemap\.website\.xml$",  # GoDaddy, beside sitemap.blog.xml
    re.IGNORECASE,
)
"""Words in the names of sitemaps without posts, if the site also has a sitemap of posts."""


def classify_sitemaps(urls: Iterable[str]) -> dict[str, Listed]:
    """Map each sitemap of a sitemap index to what it lists.

    Sitemaps of archives and files are left out, because they contain no posts.
    """
    content_sitemaps = [url for url in urls if not ARCHIVE_WORDS.search(_file_name(url))]
    has_posts = any(map(_lists_posts, content_sitemaps))
    return {url: _classify(url, beside_posts=has_posts) for url in content_sitemaps}


def _classify(url: str, *, beside_posts: bool) -> Listed:
    if _lists_posts(url):
        return Listed.POST
    if beside_posts and PAGE_WORDS.search(_file_name(url)):
        return Listed.PAGE
    return Listed.UNKNOWN


def _lists_posts(url: str) -> bool:
    return bool(POST_NAMES.match(_file_name(url)))


def _file_name(url: str) -> str:
    """Return the last path segment; WordPress without permalinks has the name in the query.

    `?sitemap=posts&sitemap-subtype=post&paged=1` is `wp-sitemap-posts-post-1.xml`.
    Source: WP_Sitemaps_Provider::get_sitemap_url() in WordPress.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if "sitemap" in query:
        words = (query.get(key) for key in ("sitemap", "sitemap-subtype", "paged"))
        return f"wp-sitemap-{'-'.join(filter(None, words))}.xml"
    return unquote(parts.path.rpartition("/")[2])
