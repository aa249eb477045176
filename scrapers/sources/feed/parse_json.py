"""JSON Feed. Source: https://www.jsonfeed.org/version/1.1/"""

from html import escape

import msgspec

from scrapers.items import Hints, Listed
from scrapers.sources.base import absolute
from scrapers.sources.feed.entry import FeedFile, FeedPost
from scrapers.sources.text import kept_tags, line, mended_json


class _Author(msgspec.Struct):
    name: str | None = None


class _Post(msgspec.Struct):
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    image: str | None = None
    author: _Author | None = None  # version 1
    authors: list[_Author] = []
    tags: list[str] = []


class _Feed(msgspec.Struct):
    version: str
    items: list[_Post]
    next_url: str | None = None


def parse_json(body: bytes, url: str) -> FeedFile:
    """Read a JSON Feed; one that is none has a fault that says why."""
    try:
        feed = msgspec.json.decode(mended_json(body.lstrip(b"\xef\xbb\xbf \t\r\n")), type=_Feed)
    except (msgspec.DecodeError, RecursionError) as error:
        return FeedFile(fault=f"no JSON feed: {error}")
    posts = (_post(one, url, number) for number, one in enumerate(feed.items))
    return FeedFile(posts=tuple(filter(None, posts)), next_url=absolute(url, feed.next_url))


def _post(post: _Post, feed_url: str, number: int) -> FeedPost | None:
    url = absolute(feed_url, post.url)
    if url is None:
        return None
    authors = [one for one in (*post.authors, post.author) if one]
    hints = Hints(
        listed=Listed.POST,
        title=line(post.title),
        author=next((name for one in authors if (name := line(one.name))), None),
        published=line(post.date_published),
        modified=line(post.date_modified),
        tags=kept_tags(map(line, post.tags)),
        image_url=absolute(feed_url, post.image),
    )
    body_html = post.content_html or _lines(post.content_text)
    return FeedPost(url=url, hints=hints, number=number, body_html=body_html)


def _lines(text: str | None) -> str | None:
    lines = (escape(one) for one in (text or "").splitlines() if one.strip())
    return "".join(f"<p>{one}</p>" for one in lines) or None
