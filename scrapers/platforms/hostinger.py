"""Hostinger Website Builder, formerly Zyro.

Facts: generator and the head of a post from an importer of five live sites, whose posts also say
title, date and author as JSON-LD. Feed and listing are not known: the usual ones are tried.
"""

from scrapers.platforms.base import Platform, of_class
from scrapers.platforms.fingerprints import Place, Signature
from scrapers.platforms.generic import GENERIC

HOSTINGER = Platform(
    name="hostinger",
    signatures=(Signature(Place.GENERATOR, r"^Hostinger Website Builder"),),
    feeds=GENERIC.feeds,
    listings=GENERIC.listings,
    cut_xpath=of_class(
        "block-blog-header__info",
        "block-blog-header__description",
        "block-header",
        "block-sticky-bar",
        "block--footer",
    ),
)
