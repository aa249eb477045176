"""HubSpot's pages and blogs.

Facts: generator, headers and the class of a post's body element from the source code of detectors
and importers. Its scripts alone prove nothing, because sites of other builders use them too.
Measured on WCXB's development split: of 6 articles with the builder's classes 4 are blog posts and
2 are site pages.
"""

from scrapers.platforms.base import Platform, body_class, of_class
from scrapers.platforms.fingerprints import Place, Signature

HUBSPOT = Platform(
    name="hubspot",
    signatures=(
        Signature(Place.GENERATOR, r"^HubSpot"),
        Signature(Place.HEADER, r"^x-hs-hub-id:"),
    ),
    feeds=("/blog/rss.xml",),
    listings=("/blog",),
    listing_page="page/{page}",
    archive_path=r"/(tag|author|topic|archive|page)/|/all$|[?&]hs_amp=",
    post_xpath=body_class("hs-blog-post"),
    not_post_xpath=body_class("hs-blog-listing", "hs-landing-page"),
    rarely_post_xpath=body_class("hs-site-page"),
    body_xpath=f"//*[@id='hs_cos_wrapper_post_body'] | {of_class('post-body')}",
)
