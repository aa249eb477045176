"""Officite (Internet Brands): pages for medical practices, with a library of shared posts.

Facts: hosts, URLs and classes from the source code of importers. Each post is in its own element,
so pages with none or several, such as those of the library, are not posts.
"""

from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.fingerprints import Place, Signature

OFFICITE = Platform(
    name="officite",
    signatures=(
        Signature(Place.URL, r"\.(edit|build)\.officite\.com/"),
        Signature(Place.URL, r"//cdcssl\.ibsrv\.net/cimg/"),
    ),
    listings=("/blog.html",),
    listing_path=r"^/blog\.html$",
    post_xpath=f"{of_class('sbBlogPostTitle')}[count({of_class('sbBlogPostTitle')}) = 1]",
    not_post_xpath=f"/html[count({of_class('sbBlogPost')}) != 1]",
    body_xpath=of_class("sbBlogPostContent"),
    cut_xpath=of_class("sbBlogPostCategories", "sbBlogPostTags"),
)
