"""Duda, which agencies resell under their own names.

Facts: image hosts from detectors and importers; feed and classes seen once, not verified.
"""

from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.fingerprints import Place, Signature

DUDA = Platform(
    name="duda",
    signatures=(
        Signature(Place.URL, r"//(irp-cdn|dd-cdn)\.multiscreensite\.com/"),
        Signature(Place.URL, r"//l?irp\.cdn-website\.com/"),
    ),
    feeds=("/feed/rss2",),
    listings=("/blog",),
    body_xpath=of_class("dmNewParagraph"),
)
