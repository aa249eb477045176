"""Ghost.

Facts: generator and header from detectors, classes of the body element from its documentation
of themes, the sitemap of posts read in its source, the other classes in themes like Casper. An
invitation stands in place of what only members may read.
"""

from scrapers.platforms.base import Platform, body_class, of_class
from scrapers.platforms.signs import Place, Signature

GHOST = Platform(
    name="ghost",
    signs=(
        Signature(Place.GENERATOR, r"^Ghost\b"),
        Signature(Place.HEADER, r"^x-ghost-cache-status:"),
    ),
    sitemaps=("/sitemap-posts.xml",),
    feeds=("/rss/",),
    listings=("/",),
    listing_page="page/{page}/",
    archive_path=r"^/(tag|author|page)/",
    post_sign=body_class("post-template"),
    not_post_sign=body_class("page-template", "tag-template", "author-template", "home-template"),
    body_xpath=of_class("gh-content", "post-full-content", "post-content"),
    cut_xpath=of_class(
        "gh-read-more", "read-more-wrap", "gh-comments", "kg-signup-card", "gh-post-upgrade-cta"
    ),
    members_sign=of_class("gh-post-upgrade-cta"),
    docs_url="https://docs.ghost.org/themes/helpers/utility/body_class",
)
