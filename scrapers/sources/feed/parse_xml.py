"""RSS and Atom, by feedparser."""

import re
from io import BytesIO
from typing import Any

import feedparser

from scrapers.fetch.html_text import UTF_8, decode_html, encoding_of
from scrapers.items import Hints, Listed
from scrapers.sources.base import absolute
from scrapers.sources.feed.entry import FeedFile, FeedPost
from scrapers.sources.text import kept_tags, line, mended, plain

HARMLESS = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
"""What feedparser complains of though it read everything: a wrong label on a right feed."""

MAIL_ADDRESS = re.compile(r"[^\s<(]+@[^\s>)]+")
"""RSS writes "front@clinic.example (Dana)"; feedparser 6.0.14 cuts endings of more than four
letters in two and gives "ple (Dana" for the name."""

PROTECTED_TITLE = "Protected: "
PROTECTED_FORM = "post-password-form"
"""What WordPress writes into a feed for a post with a password.

Source: a recorded WordPress 6.1; the word of the title is translated on sites in other languages.
"""


def parse_xml(body: bytes, url: str, content_type: str | None) -> FeedFile:
    """Read a feed, however broken; one that is none has a fault that says why."""
    body = _with_western_runs(body, content_type or "")
    # a stream and not bytes: feedparser would open bytes that are the name of a file
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    parsed = feedparser.parse(BytesIO(mended(body)), response_headers=headers, sanitize_html=False)
    found = (_post(entry, url, number) for number, entry in enumerate(parsed.entries))
    posts = tuple(post for post in found if post)
    following = (
        one.get("href") for one in parsed.feed.get("links", ()) if one.get("rel") == "next"
    )
    return FeedFile(
        posts=posts, next_url=absolute(url, next(following, None)), fault=_fault(parsed)
    )


def _with_western_runs(body: bytes, content_type: str) -> bytes:
    """A feed of UTF-8 with its bytes of Windows-1252 put right.

    For one of them feedparser reads the whole feed as Windows-1252. UTF-16 begins with a NUL or
    has one behind its first sign; its own declaration is for feedparser.
    """
    if b"\x00" in body[:4] or encoding_of(body, content_type) != UTF_8:
        return body
    return decode_html(body, content_type).encode()


def _fault(parsed: Any) -> str | None:
    if not parsed.get("version") and not parsed.entries:
        return "no feed"
    error = parsed.get("bozo_exception") if parsed.bozo else None
    if error is None or isinstance(error, HARMLESS):
        return None
    return f"broken, {len(parsed.entries)} posts read: {error}"


def _post(entry: Any, feed_url: str, number: int) -> FeedPost | None:
    url = absolute(feed_url, entry.get("feedburner_origlink") or entry.get("link"))
    if url is None:
        return None
    tags = (plain(tag.get("label") or tag.get("term")) for tag in entry.get("tags", ()))
    hints = Hints(
        listed=Listed.PROTECTED if _is_protected(entry) else Listed.POST,
        title=plain(entry.get("title")),
        author=_author(entry),
        published=line(entry.get("published")),
        # dict.get: feedparser's own gives the day of publication where there is no other
        modified=line(dict.get(entry, "updated")),
        tags=kept_tags(tags),
        image_url=absolute(feed_url, _image(entry)),
    )
    body_html = None if hints.listed is Listed.PROTECTED else _body(entry)
    return FeedPost(url=url, hints=hints, number=number, body_html=body_html)


def _body(entry: Any) -> str | None:
    """Give the longest text of a post: content:encoded, Atom's content, else its description."""
    texts = [one.get("value") or "" for one in entry.get("content", ())]
    return max(texts, key=len, default="") or entry.get("summary") or None


def _is_protected(entry: Any) -> bool:
    texts = [one.get("value") or "" for one in entry.get("content", ())]
    title = entry.get("title") or ""
    return title.startswith(PROTECTED_TITLE) or any(PROTECTED_FORM in text for text in texts)


def _author(entry: Any) -> str | None:
    author = plain(entry.get("author"))
    return line(MAIL_ADDRESS.sub("", author).strip("<([])> ")) if author else None


def _image(entry: Any) -> str | None:
    media = [*entry.get("media_thumbnail", ()), *entry.get("media_content", ())]
    pictures = [one for one in media if one.get("medium", "image") == "image"]
    files = [one for one in entry.get("enclosures", ()) if one.get("type", "").startswith("image/")]
    urls = (one.get("url") or one.get("href") for one in (*pictures, *files))
    return next((url for url in urls if url), None)
