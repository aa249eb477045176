"""Officite (Internet Brands): pages for medical practices, with a library of shared posts.

Facts: hosts, addresses and classes read in the source of importers.
"""

from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.signs import Place, Sign

OFFICITE = Platform(
    name="officite",
    signs=(
        Sign(Place.ADDRESS, r"\.(edit|build)\.officite\.com/"),
        Sign(Place.ADDRESS, r"//cdcssl\.ibsrv\.net/cimg/"),
    ),
    listings=("/blog.html",),
    post_sign=f"{of_class('sbBlogPostTitle')}[count({of_class('sbBlogPostTitle')}) = 1]",
    body_xpath=of_class("sbBlogPostContent"),
    cut_xpath=of_class("sbBlogPostCategories", "sbBlogPostTags"),
)
