"""Duda, which agencies resell under their own names.

Facts: hosts of images from detectors and importers; feed and classes seen once, not verified.
"""

from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.signs import Place, Signature

DUDA = Platform(
    name="duda",
    signs=(
        Signature(Place.ADDRESS, r"//(irp-cdn|dd-cdn)\.multiscreensite\.com/"),
        Signature(Place.ADDRESS, r"//l?irp\.cdn-website\.com/"),
    ),
    feeds=("/feed/rss2",),
    listings=("/blog",),
    body_xpath=of_class("dmNewParagraph"),
)
