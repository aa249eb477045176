"""Requests that say what we hold, so that a server need not send it again (RFC 9110, 13)."""

from typing import Any

from scrapy import Request

from scrapers.state.frontier import Frontier
from scrapers.urls import canonical

UNCONDITIONAL_EVERY = 5
"""Each fifth request for an address says nothing of what we hold: servers lie with 304.

Source: feed readers met it so often that Miniflux and FreshRSS have a switch against it.
"""


def conditional_headers(url: str, frontier: Frontier, *, anew: bool, **meta: Any) -> Request:
    """The request for an address, with the conditions under which a 304 is answer enough.

    anew: whether to ask without conditions. meta: what the rules of the crawl need to know.
    The step that keeps the archive turns a 304 back into the answer at `held`.
    """
    held = None if anew else frontier.held(known_as(url))
    if held is None or (held.attempts + 1) % UNCONDITIONAL_EVERY == 0:
        return Request(url, meta=meta)
    told = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified}
    conditions = {name: value for name, value in told.items() if value}
    if not conditions:
        return Request(url, meta=meta)
    return Request(url, headers=conditions, meta={**meta, "held": held.location})


def known_as(url: str) -> str:
    """The canonical form of an address; one that has none stays as a site wrote it."""
    try:
        return canonical(url)
    except ValueError:
        return url
