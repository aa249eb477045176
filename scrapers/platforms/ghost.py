"""Ghost.

Facts: generator and header from detectors, classes of the body element from its theme
documentation, the sitemap of posts from its source code, the other classes from themes such as
Casper. A call to subscribe replaces the text that only members may read.
"""

from scrapers.platforms.base import Platform, body_class, of_class
from scrapers.platforms.fingerprints import Place, Signature

GHOST = Platform(
    name="ghost",
    signatures=(
        Signature(Place.GENERATOR, r"^Ghost\b"),
        Signature(Place.HEADER, r"^x-ghost-cache-status:"),
    ),
    sitemaps=("/sitemap-posts.xml",),
    feeds=("/rss/",),
    listings=("/",),
    listing_page="page/{page}/",
    archive_path=r"^/(tag|author|page)/",
    post_xpath=body_class("post-template"),
    not_post_xpath=body_class("page-template", "tag-template", "author-template", "home-template"),
    body_xpath=of_class("gh-content", "post-full-content", "post-content"),
    cut_xpath=of_class(
        "gh-read-more", "read-more-wrap", "gh-comments", "kg-signup-card", "gh-post-upgrade-cta"
    ),
    members_only_xpath=of_class("gh-post-upgrade-cta"),
    docs_url="https://docs.ghost.org/themes/helpers/utility/body_class",
)
