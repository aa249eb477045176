"""GoDaddy Websites + Marketing.

Facts: generator, feed (only the newest 50), the attributes `data-ux` and `data-aid` and the
variable `_BLOG_DATA` from the source code of importers. JavaScript renders the posts; the HTML of
the page does not contain them.
"""

from scrapers.platforms.base import Platform
from scrapers.platforms.fingerprints import Place, Signature

GODADDY = Platform(
    name="godaddy",
    signatures=(
        Signature(Place.GENERATOR, r"\bGo ?Daddy Website Builder"),
        Signature(Place.ATTRIBUTE, r"^data-ux$"),
        Signature(Place.URL, r"//img1\.wsimg\.com/isteam/"),
    ),
    sitemaps=("/sitemap.blog.xml",),
    feeds=("/f.rss",),
    listings=("/blog",),
    post_path=r"/f/[^/]+/?$",
    body_xpath="//*[@data-ux='BlogPostContent' or @data-ux='ContentText']",
    body_data="_BLOG_DATA",
    cut_xpath="//*[@data-aid='HEADER_SECTION' or starts-with(@data-aid, 'FOOTER_')]",
)
