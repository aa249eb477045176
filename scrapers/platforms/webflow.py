"""Webflow.

Facts: the attributes of the html element and the class of rich text from the source code of
detectors and importers. The names of collections differ between clinics: `/blog/` and `/post/`
were seen. Measured on WCXB's development split: of 25 articles 23 are marked as items of a
collection and 2 lack the attributes; none is marked as a page outside a collection.
"""

from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.fingerprints import Place, Signature

WEBFLOW = Platform(
    name="webflow",
    signatures=(
        Signature(Place.GENERATOR, r"^Webflow"),
        Signature(Place.ATTRIBUTE, r"^data-wf-(site|domain)$"),
    ),
    feeds=("/blog/rss.xml",),
    listings=("/blog",),
    post_path=r"^/(blog|post)/[^/]+/?$",
    rarely_post_xpath="/html[@data-wf-page][not(@data-wf-item-slug)]",
    body_xpath=of_class("w-richtext"),
    cut_xpath=of_class("w-dyn-list"),
)
