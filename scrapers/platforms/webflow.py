"""Webflow.

Facts: the mark on the html element and the class of rich text read in the source of detectors
and importers. Names of collections differ from clinic to clinic: `/blog/` and `/post/` were seen.
Measured on WCXB's development split: of 25 articles 23 say that they are items of a collection and
2 lost the html element's marks; none is a page outside of one.
"""

from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.signs import Place, Signature

WEBFLOW = Platform(
    name="webflow",
    signs=(
        Signature(Place.GENERATOR, r"^Webflow"),
        Signature(Place.ATTRIBUTE, r"^data-wf-(site|domain)$"),
    ),
    feeds=("/blog/rss.xml",),
    listings=("/blog",),
    post_path=r"^/(blog|post)/[^/]+/?$",
    seldom_post_sign="/html[@data-wf-page][not(@data-wf-item-slug)]",
    body_xpath=of_class("w-richtext"),
    cut_xpath=of_class("w-dyn-list"),
)
