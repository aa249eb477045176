"""Shopify.

Facts: addresses and feeds from its documentation of themes, headers from detectors. The body
differs from theme to theme.
"""

from scrapers.platforms.base import ARCHIVE_PATH, Platform
from scrapers.platforms.signs import Place, Sign

SHOPIFY = Platform(
    name="shopify",
    signs=(
        Sign(Place.HEADER, r"^(x-shopid|x-shopify-stage|x-sorting-hat-shopid):"),
        Sign(Place.HEADER, r"^powered-by: Shopify"),
        Sign(Place.SCRIPT, r"\bShopify\.(theme|shop)\s*="),
    ),
    feeds=("/blogs/news.atom",),
    listings=("/blogs/news",),
    post_path=r"^/blogs/[^/]+/(?!tagged/)[^/]+/?$",
    archive_path=rf"{ARCHIVE_PATH}|/tagged/|^/(collections|products)(/|$)",
    docs_url="https://shopify.dev/docs/storefronts/themes/architecture/templates/article",
)
