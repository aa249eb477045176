"""Conditional requests (conditional GET): ETag, Last-Modified and status 304 (RFC 9110, 13)."""

from typing import Any

from scrapy import Request

from scrapers.state.frontier import Frontier
from scrapers.urls import canonical

UNCONDITIONAL_EVERY = 5
"""Every fifth request for a URL is unconditional, because some servers send a wrong 304.

Source: it is so common that the feed readers Miniflux and FreshRSS have a setting against it.
"""


def conditional_request(
    url: str, frontier: Frontier, *, unconditional: bool, **meta: Any
) -> Request:
    """Return a request for a URL, conditional if the archive has an earlier response.

    unconditional: whether to send no conditions. meta: `Request.meta` for the middlewares.
    The archive middleware replaces a 304 by the response at `cached_location`.
    """
    cached = None if unconditional else frontier.cached_response(canonical_if_valid(url))
    if cached is None or (cached.attempts + 1) % UNCONDITIONAL_EVERY == 0:
        return Request(url, meta=meta)
    validators = {"If-None-Match": cached.etag, "If-Modified-Since": cached.last_modified}
    headers = {name: value for name, value in validators.items() if value}
    if not headers:
        return Request(url, meta=meta)
    return Request(url, headers=headers, meta={**meta, "cached_location": cached.location})


def canonical_if_valid(url: str) -> str:
    """The canonical URL; an invalid URL is returned unchanged."""
    try:
        return canonical(url)
    except ValueError:
        return url
