"""Framer.

Facts: generator and components from saved pages of four live sites. Each text is a component of its
own, so the one with several paragraphs is that of a post. Feed and listing are not known: the usual
ones are tried.
"""

from scrapers.platforms.base import Platform
from scrapers.platforms.fingerprints import Place, Signature
from scrapers.platforms.generic import GENERIC

FRAMER = Platform(
    name="framer",
    signatures=(Signature(Place.GENERATOR, r"^Framer\b"),),
    feeds=GENERIC.feeds,
    listings=GENERIC.listings,
    body_xpath="//*[@data-framer-component-type='RichTextContainer'][count(*) > 1]",
)
