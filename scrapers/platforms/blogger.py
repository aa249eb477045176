"""Blogger.

Facts: generator from detectors; its feed holds all posts, by pages that each name the next. The
class of the body was not verified.
"""

from scrapers.items import Route
from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.signs import Place, Signature

BLOGGER = Platform(
    name="blogger",
    signs=(Signature(Place.GENERATOR, r"^blogger"),),
    routes=(Route.FEED, Route.SITEMAP, Route.LISTING),
    feeds=("/feeds/posts/default",),
    listings=("/",),
    post_path=r"^/\d{4}/\d{2}/[^/]+\.html$",
    archive_path=r"^/search|^/\d{4}/(\d{2}/)?$|_archive\.html$",
    body_xpath=of_class("post-body"),
    docs_url="https://developers.google.com/blogger/docs/2.0/developers_guide_protocol",
)
