"""Any other site: hand-made pages and builders that dripfeed does not know."""

from scrapers.platforms.base import Platform

GENERIC = Platform(
    name="generic",
    feeds=("/feed/", "/rss.xml", "/feed.xml", "/blog/feed/"),
    listings=("/blog",),
)
"""Feeds and listing are the commonest names; each is asked for once and may be absent."""
