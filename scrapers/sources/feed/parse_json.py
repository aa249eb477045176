"""JSON Feed. Source: https://www.jsonfeed.org/version/1.1/"""

from html import escape

import msgspec

from scrapers.items import Hints, Listed
from scrapers.sources.clean_text import clean_tags, replace_lone_surrogates, single_line
from scrapers.sources.feed.entry import FeedFile, FeedPost
from scrapers.urls import absolute_url


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
    """Parse a JSON Feed; the fault says why something is not a JSON Feed."""
    try:
        feed = msgspec.json.decode(
            replace_lone_surrogates(body.lstrip(b"\xef\xbb\xbf \t\r\n")), type=_Feed
        )
    except (msgspec.DecodeError, RecursionError) as error:
        return FeedFile(fault=f"not a JSON Feed: {error}")
    posts = (_post(post, url, number) for number, post in enumerate(feed.items))
    return FeedFile(posts=tuple(filter(None, posts)), next_url=absolute_url(url, feed.next_url))


def _post(post: _Post, feed_url: str, number: int) -> FeedPost | None:
    url = absolute_url(feed_url, post.url)
    if url is None:
        return None
    authors = [post for post in (*post.authors, post.author) if post]
    hints = Hints(
        listed=Listed.POST,
        title=single_line(post.title),
        author=next((name for post in authors if (name := single_line(post.name))), None),
        published=single_line(post.date_published),
        modified=single_line(post.date_modified),
        tags=clean_tags(map(single_line, post.tags)),
        image_url=absolute_url(feed_url, post.image),
    )
    body_html = post.content_html or _paragraphs(post.content_text)
    return FeedPost(url=url, hints=hints, number=number, body_html=body_html)


def _paragraphs(text: str | None) -> str | None:
    lines = (escape(post) for post in (text or "").splitlines() if post.strip())
    return "".join(f"<p>{post}</p>" for post in lines) or None
