"""Shopify.

Facts: URLs and feeds from its theme documentation, headers from detectors, classes from the source
code of its own theme Dawn; other themes have other classes.
"""

from scrapers.platforms.base import ARCHIVE_PATH, Platform, of_class
from scrapers.platforms.fingerprints import Place, Signature

SHOPIFY = Platform(
    name="shopify",
    signatures=(
        Signature(Place.HEADER, r"^(x-shopid|x-shopify-stage|x-sorting-hat-shopid):"),
        Signature(Place.HEADER, r"^powered-by: Shopify"),
        Signature(Place.SCRIPT, r"\bShopify\.(theme|shop)\s*="),
    ),
    feeds=("/blogs/news.atom",),
    listings=("/blogs/news",),
    listing_path=r"^/blogs/[^/]+/?$",
    post_path=r"^/blogs/[^/]+/(?!tagged/)[^/]+/?$",
    archive_path=rf"{ARCHIVE_PATH}|/tagged/|^/(collections|products)(/|$)",
    body_xpath=of_class("article-template__content"),
    cut_xpath=of_class(
        "article-template__social-sharing",
        "article-template__back",
        "article-template__comment-wrapper",
    ),
    docs_url="https://shopify.dev/docs/storefronts/themes/architecture/templates/article",
)
