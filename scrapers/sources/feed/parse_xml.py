"""Parses RSS and Atom with feedparser."""

import re
from io import BytesIO
from typing import Any

import feedparser

from scrapers.fetch.html_encoding import UTF_8, decode_html, encoding_of
from scrapers.items import Hints, Listed
from scrapers.sources.clean_text import (
    clean_tags,
    html_to_line,
    single_line,
    strip_broken_references,
)
from scrapers.sources.feed.entry import FeedFile, FeedPost
from scrapers.urls import absolute_url

HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
"""Warnings of feedparser about a wrong label, although it parsed the whole feed."""

EMAIL = re.compile(r"[^\s<(]+@[^\s>)]+")
"""RSS writes "front@clinic.example (Dana)"; feedparser 6.0.14 splits top-level domains of more than
four letters and returns "ple (Dana" as the name."""

PROTECTED_TITLE = "Protected: "
PROTECTED_FORM = "post-password-form"
"""What WordPress writes into a feed for a password-protected post.

Source: a recorded WordPress 6.1; the title prefix is translated on sites in other languages.
"""


def parse_xml(body: bytes, url: str, content_type: str | None) -> FeedFile:
    """Parse a feed, however broken; the fault says why something is not a feed."""
    body = _as_utf_8(body, content_type or "")
    # a stream, because feedparser treats bytes that are the name of a file as a path
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    parsed = feedparser.parse(
        BytesIO(strip_broken_references(body)), response_headers=headers, sanitize_html=False
    )
    parsed_posts = (_post(entry, url, number) for number, entry in enumerate(parsed.entries))
    posts = tuple(post for post in parsed_posts if post)
    next_links = (
        element.get("href")
        for element in parsed.feed.get("links", ())
        if element.get("rel") == "next"
    )
    return FeedFile(
        posts=posts, next_url=absolute_url(url, next(next_links, None)), fault=_fault(parsed)
    )


def _as_utf_8(body: bytes, content_type: str) -> bytes:
    """Return a UTF-8 feed with its Windows-1252 bytes converted.

    Because of one such byte feedparser decodes the whole feed as Windows-1252. UTF-16 has a NUL
    in its first four bytes; feedparser decodes it by its declaration.
    """
    if b"\x00" in body[:4] or encoding_of(body, content_type) != UTF_8:
        return body
    return decode_html(body, content_type).encode()


def _fault(parsed: Any) -> str | None:
    if not parsed.get("version") and not parsed.entries:
        return "not a feed"
    error = parsed.get("bozo_exception") if parsed.bozo else None
    if error is None or isinstance(error, HARMLESS):
        return None
    return f"broken, {len(parsed.entries)} posts read: {error}"


def _post(entry: Any, feed_url: str, number: int) -> FeedPost | None:
    url = absolute_url(feed_url, entry.get("feedburner_origlink") or entry.get("link"))
    if url is None:
        return None
    tags = (html_to_line(tag.get("label") or tag.get("term")) for tag in entry.get("tags", ()))
    hints = Hints(
        listed=Listed.PROTECTED if _is_protected(entry) else Listed.POST,
        title=html_to_line(entry.get("title")),
        author=_author(entry),
        published=single_line(entry.get("published")),
        # dict.get, because feedparser's own get falls back to the publication date
        modified=single_line(dict.get(entry, "updated")),
        tags=clean_tags(tags),
        image_url=absolute_url(feed_url, _image(entry)),
    )
    body_html = None if hints.listed is Listed.PROTECTED else _body(entry)
    return FeedPost(url=url, hints=hints, number=number, body_html=body_html)


def _body(entry: Any) -> str | None:
    """Return the longest text of a post: content:encoded, Atom content, or the description."""
    texts = [element.get("value") or "" for element in entry.get("content", ())]
    return max(texts, key=len, default="") or entry.get("summary") or None


def _is_protected(entry: Any) -> bool:
    texts = [element.get("value") or "" for element in entry.get("content", ())]
    title = entry.get("title") or ""
    return title.startswith(PROTECTED_TITLE) or any(PROTECTED_FORM in text for text in texts)


def _author(entry: Any) -> str | None:
    author = html_to_line(entry.get("author"))
    return single_line(EMAIL.sub("", author).strip("<([])> ")) if author else None


def _image(entry: Any) -> str | None:
    media = [*entry.get("media_thumbnail", ()), *entry.get("media_content", ())]
    pictures = [element for element in media if element.get("medium", "image") == "image"]
    files = [
        element
        for element in entry.get("enclosures", ())
        if element.get("type", "").startswith("image/")
    ]
    urls = (element.get("url") or element.get("href") for element in (*pictures, *files))
    return next((url for url in urls if url), None)
