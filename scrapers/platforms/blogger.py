"""Blogger.

Facts: generator from detectors. The feed has all posts, on pages that each link to the next. The
class of the body was not verified.
"""

from scrapers.items import Route
from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.fingerprints import Place, Signature

BLOGGER = Platform(
    name="blogger",
    signatures=(Signature(Place.GENERATOR, r"^blogger"),),
    routes=(Route.FEED, Route.SITEMAP, Route.LISTING),
    feeds=("/feeds/posts/default",),
    listings=("/",),
    post_path=r"^/\d{4}/\d{2}/[^/]+\.html$",
    archive_path=r"^/search|^/\d{4}/(\d{2}/)?$|_archive\.html$",
    body_xpath=of_class("post-body"),
    docs_url="https://developers.google.com/blogger/docs/2.0/developers_guide_protocol",
)
