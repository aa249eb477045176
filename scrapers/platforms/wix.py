"""Wix.

Facts: feed, sitemaps and `data-hook` marks read in the source of importers. That a listing has
the mark `post-title` once per card, and a post once, was not verified.
"""

from scrapers.platforms.base import Platform
from scrapers.platforms.signs import Place, Sign

WIX = Platform(
    name="wix",
    signs=(
        Sign(Place.GENERATOR, r"^Wix\.com"),
        Sign(Place.HEADER, r"^x-wix-request-id:"),
        Sign(Place.ADDRESS, r"//static\.parastorage\.com/"),
    ),
    sitemaps=("/blog-posts-sitemap.xml",),
    feeds=("/blog-feed.xml",),
    listings=("/blog",),
    listing_page="page/{page}",
    post_path=r"^/([\w-]+/)?post/[^/]+/?$",
    archive_path=r"/blog/(categories|tags|hashtags|archive|page)/|/profile/",
    post_sign="//*[@data-hook='post-title'][count(//*[@data-hook='post-title']) = 1]",
    body_xpath="//*[@data-hook='post-description']",
    cut_xpath=(
        "//*[@data-hook='related-posts' or @data-hook='post-footer' or @data-hook='share-buttons'"
        " or @data-hook='category-label-list']"
    ),
)
