"""Squarespace.

Facts: feed from its documentation; classes of version 7.0 from the source code of importers. Its
JSON (`?format=json`) is forbidden by the default robots.txt and is not used.
Measured on WCXB's development split: 18 of 18 articles match the XPath of posts and, of 3 other
pages, one that is also a post; none of the articles has the class of a list.
"""

from scrapers.platforms.base import ARCHIVE_PATH, Platform, body_class, of_class
from scrapers.platforms.fingerprints import Place, Signature

SQUARESPACE = Platform(
    name="squarespace",
    signatures=(
        Signature(Place.HEADER, r"^server: Squarespace"),
        Signature(Place.SCRIPT, r"\bStatic\.SQUARESPACE_CONTEXT\b"),
        Signature(Place.URL, r"//static1?\.squarespace\.com/"),
    ),
    feeds=("/blog?format=rss",),
    listings=("/blog",),
    archive_path=rf"{ARCHIVE_PATH}|[?&]format=",
    post_xpath="//meta[@itemprop='datePublished']",
    rarely_post_xpath=body_class("view-list", "collection-type-page", "collection-type-products"),
    body_xpath=(
        f"{of_class('blog-item-wrapper', 'BlogItem')}{of_class('sqs-block-content')}"
        f" | //article{of_class('entry-content')}"
    ),
    cut_xpath=of_class(
        "summary-title",
        "summary-content",
        "sqs-block-summary-v2",
        "blog-item-comments",
        "item-pagination",
    ),
)
