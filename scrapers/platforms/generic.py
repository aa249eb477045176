"""Any other site: hand-made pages and unknown site builders."""

from scrapers.platforms.base import Platform

GENERIC = Platform(
    name="generic",
    feeds=("/feed/", "/rss.xml", "/feed.xml", "/blog/feed/"),
    listings=("/blog",),
)
"""The most common paths of feeds and listings; each is requested once and may not exist."""
