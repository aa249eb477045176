"""Weebly.

Facts: host of its scripts from detectors; the address of the feed seen in the source of
importers. The class of the body was not verified.
"""

from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.signs import Place, Sign

WEEBLY = Platform(
    name="weebly",
    signs=(Sign(Place.ADDRESS, r"//(cdn\d?|www)\.editmysite\.com/"),),
    feeds=("/blog/feed", "/1/feed"),
    listings=("/blog",),
    body_xpath=of_class("blog-content"),
)
