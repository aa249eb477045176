"""Officite (Internet Brands): pages for medical practices, with a library of shared posts.

Facts: hosts, addresses and classes read in the source of importers: each post stands in an element
of its own, so that pages with none or several, such as those of the library, are no posts.
"""

from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.signs import Place, Signature

OFFICITE = Platform(
    name="officite",
    signs=(
        Signature(Place.ADDRESS, r"\.(edit|build)\.officite\.com/"),
        Signature(Place.ADDRESS, r"//cdcssl\.ibsrv\.net/cimg/"),
    ),
    listings=("/blog.html",),
    listing_path=r"^/blog\.html$",
    post_sign=f"{of_class('sbBlogPostTitle')}[count({of_class('sbBlogPostTitle')}) = 1]",
    not_post_sign=f"/html[count({of_class('sbBlogPost')}) != 1]",
    body_xpath=of_class("sbBlogPostContent"),
    cut_xpath=of_class("sbBlogPostCategories", "sbBlogPostTags"),
)
