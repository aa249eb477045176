"""Wix.

Facts: feed and sitemaps from the source code of importers. Measured on WCXB's development split:
all 5 articles have the `data-hook` values `post` and `post-description`, and `post-title` twice.
"""

from scrapers.platforms.base import Platform
from scrapers.platforms.fingerprints import Place, Signature

WIX = Platform(
    name="wix",
    signatures=(
        Signature(Place.GENERATOR, r"^Wix\.com"),
        Signature(Place.HEADER, r"^x-wix-request-id:"),
        Signature(Place.URL, r"//static\.parastorage\.com/"),
    ),
    sitemaps=("/blog-posts-sitemap.xml",),
    feeds=("/blog-feed.xml",),
    listings=("/blog",),
    listing_page="page/{page}",
    post_path=r"^/([\w-]+/)?post/[^/]+/?$",
    archive_path=r"/blog/(categories|tags|hashtags|archive|page)/|/profile/",
    post_xpath="//*[@data-hook='post']",
    body_xpath="//*[@data-hook='post']//*[@data-hook='post-description']",
    cut_xpath=(
        "//*[@data-hook='related-posts' or @data-hook='recent-posts' or @data-hook='post-footer'"
        " or @data-hook='category-label-list'"
        " or @id='SCROLL_TO_TOP' or @id='SCROLL_TO_BOTTOM']"
    ),
)
