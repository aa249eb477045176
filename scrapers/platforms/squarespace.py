"""Squarespace.

Facts: feed in its documentation; classes of version 7.0 read in the source of importers. Its
JSON (`?format=json`) is forbidden by the robots.txt that it gives every customer and is not used.
Measured on WCXB's development split: the post's sign stands on 18 of 18 articles and, of 3 other
pages, on one that is a post too; a list's class on none of the articles.
"""

from scrapers.platforms.base import ARCHIVE_PATH, Platform, body_class, of_class
from scrapers.platforms.signs import Place, Signature

SQUARESPACE = Platform(
    name="squarespace",
    signs=(
        Signature(Place.HEADER, r"^server: Squarespace"),
        Signature(Place.SCRIPT, r"\bStatic\.SQUARESPACE_CONTEXT\b"),
        Signature(Place.ADDRESS, r"//static1?\.squarespace\.com/"),
    ),
    feeds=("/blog?format=rss",),
    listings=("/blog",),
    archive_path=rf"{ARCHIVE_PATH}|[?&]format=",
    post_sign="//meta[@itemprop='datePublished']",
    seldom_post_sign=body_class("view-list", "collection-type-page", "collection-type-products"),
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
