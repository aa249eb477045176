"""Words of a route made fit to be kept."""

import re
from collections.abc import Iterable
from html import unescape

from w3lib.html import remove_tags

UNUSABLE = re.compile("[\x00\ud800-\udfff]")
"""NULs and halves of characters: JSON can carry them; SQLite reads no further than a NUL, and no
database stores a half."""

JSON_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a whole character: both halves
    rb"|\\(u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)
"""An escape in JSON; the group is a half of a character without the other."""

NO_TERMS = frozenset({"uncategorized", "uncategorised", "untagged"})
"""Categories and tags that a builder gives to posts without one."""


BROKEN_REFERENCE = re.compile(rb"&#(x[dD][89a-fA-F][0-9a-fA-F]{2}|55[3-9]\d\d|5[67]\d{3});")
"""A half of a character as a reference; lxml 6.1.3 and feedparser 6.0.14 raise on it, so one would
cost a whole sitemap or feed."""


def mended(body: bytes) -> bytes:
    """Give XML without the references that its readers cannot bear."""
    return BROKEN_REFERENCE.sub(b"", body)


def mended_json(body: bytes) -> bytes:
    """Give JSON with U+FFFD for halves of characters; msgspec reads nothing of a text with one."""
    return JSON_ESCAPE.sub(lambda found: rb"\ufffd" if found[1] else found[0], body)


def line(text: str | None) -> str | None:
    """Give the text as one line without doubled blanks; None for nothing."""
    return " ".join(UNUSABLE.sub("", text or "").split()) or None


def plain(html: str | None) -> str | None:
    """Give the words of a piece of HTML, such as a title of a feed, as one line."""
    return line(unescape(remove_tags(html or "")))


def kept_tags(tags: Iterable[str | None]) -> tuple[str, ...]:
    """Give the tags, each once, without what a builder writes where there is none."""
    return tuple(dict.fromkeys(tag for tag in tags if tag and tag.lower() not in NO_TERMS))
