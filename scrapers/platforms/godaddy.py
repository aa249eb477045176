"""GoDaddy Websites + Marketing.

Facts: generator, feed (the newest 50 only), `data-ux` and `data-aid` marks and `_BLOG_DATA` read
in the source of importers: a script draws the posts, the HTML of the page does not hold them.
"""

from scrapers.platforms.base import Platform
from scrapers.platforms.signs import Place, Signature

GODADDY = Platform(
    name="godaddy",
    signs=(
        Signature(Place.GENERATOR, r"^Go ?Daddy Website Builder"),
        Signature(Place.ATTRIBUTE, r"^data-ux$"),
        Signature(Place.ADDRESS, r"//img1\.wsimg\.com/isteam/"),
    ),
    sitemaps=("/sitemap.blog.xml",),
    feeds=("/f.rss",),
    listings=("/blog",),
    post_path=r"/f/[^/]+/?$",
    body_xpath="//*[@data-ux='BlogPostContent' or @data-ux='ContentText']",
    body_data="_BLOG_DATA",
    cut_xpath="//*[@data-aid='HEADER_SECTION' or starts-with(@data-aid, 'FOOTER_')]",
)
