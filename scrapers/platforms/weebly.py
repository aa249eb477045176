"""Weebly.

Facts: host of its scripts from detectors; URLs of feed, older pages and archives, and the class of
the body from the source code of importers.
"""

from scrapers.platforms.base import ARCHIVE_PATH, Platform, of_class
from scrapers.platforms.fingerprints import Place, Signature

WEEBLY = Platform(
    name="weebly",
    signatures=(Signature(Place.URL, r"//(cdn\d?|www)\.editmysite\.com/"),),
    feeds=("/blog/feed", "/1/feed"),
    listings=("/blog",),
    archive_path=rf"{ARCHIVE_PATH}|/archives/\d\d-\d{{4}}/?$|/previous/\d+/?$",
    body_xpath=of_class("blog-content"),
    cut_xpath=of_class("blog-sidebar", "blog-comments", "blog-comments-bottom", "blog-social"),
)
