"""Conditional requests: does the client already hold what we would send?"""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime


def is_fresh(request_headers: Mapping[str, str], response_headers: Mapping[str, str]) -> bool:
    """Whether the client's copy is the page that we would send.

    `request_headers` has its names in lower case. If-None-Match wins over If-Modified-Since.
    Source: RFC 9110, section 13.2.2.
    """
    etag, modified = response_headers.get("ETag"), response_headers.get("Last-Modified")
    if (tags := request_headers.get("if-none-match")) is not None:
        return etag is not None and _weak(etag) in {_weak(tag) for tag in tags.split(",")}
    if (since := request_headers.get("if-modified-since")) is not None and modified is not None:
        return _instant(since) >= _instant(modified)
    return False


def _weak(tag: str) -> str:
    return tag.strip().removeprefix("W/")


def _instant(http_date: str) -> float:
    try:
        return parsedate_to_datetime(http_date).timestamp()
    except ValueError:
        return 0.0
