"""GoDaddy Websites + Marketing.

Facts: generator, feed (the newest 50 only) and `data-ux` marks read in the source of importers.
Part of a post's text may be drawn by scripts only.
"""

from scrapers.platforms.base import Platform
from scrapers.platforms.signs import Place, Sign

GODADDY = Platform(
    name="godaddy",
    signs=(
        Sign(Place.GENERATOR, r"^Go ?Daddy Website Builder"),
        Sign(Place.ATTRIBUTE, r"^data-ux$"),
        Sign(Place.ADDRESS, r"//img1\.wsimg\.com/isteam/"),
    ),
    sitemaps=("/sitemap.blog.xml",),
    feeds=("/f.rss",),
    listings=("/blog",),
    post_path=r"/f/[^/]+/?$",
    body_xpath="//*[@data-ux='BlogPostContent' or @data-ux='ContentText']",
)
