"""A feed of whatever kind, and one post of it without reading the others again."""

from collections.abc import Iterator

from scrapers.sources.feed.entry import FeedFile, FeedPost
from scrapers.sources.feed.parse_json import parse_json
from scrapers.sources.feed.parse_xml import parse_xml

_BEHIND_TAG = (b">", b" ", b"\t", b"\r", b"\n")


def read_feed(body: bytes, url: str, content_type: str | None) -> FeedFile:
    """Read a feed, however broken; one that is none has a fault that says why."""
    if _is_json(body):
        return parse_json(body, url)
    return parse_xml(body, url, content_type)


def one_post(body: bytes, url: str, content_type: str | None, number: int) -> FeedPost | None:
    """Read one post of a feed; None where it has not as many.

    number: counted from 0. Source: all of 2,000 posts take 0.8 s, one of them 2 ms.
    """
    if _is_json(body):
        return next((post for post in parse_json(body, url).posts if post.number == number), None)
    starts = [found for tag in (b"<item", b"<entry") for found in _starts(body, tag)]
    if number >= len(starts):
        return None
    end = max(body.rfind(b"</item>") + len("</item>"), body.rfind(b"</entry>") + len("</entry>"))
    own_end = starts[number + 1] if number + 1 < len(starts) else end
    alone = body[: starts[0]] + body[starts[number] : own_end] + body[end:]
    return next(iter(parse_xml(alone, url, content_type).posts), None)


def _starts(body: bytes, tag: bytes) -> Iterator[int]:
    """Find where posts begin; RSS 1.0 also has a tag `items`."""
    at = body.find(tag)
    while at >= 0:
        if body[at + len(tag) : at + len(tag) + 1] in _BEHIND_TAG:
            yield at
        at = body.find(tag, at + len(tag))


def _is_json(body: bytes) -> bool:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
