"""Cleans text from feeds, sitemaps and REST: surrogates, control characters, white space."""

import re
from collections.abc import Iterable
from html import unescape

from w3lib.html import remove_tags

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NULs and lone surrogates: JSON can contain them, but SQLite text ends at a NUL, and a lone
surrogate cannot be encoded."""

JSON_ESCAPE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a surrogate pair
    rb"|\\(u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)
"""An escape sequence in JSON; the group matches a lone surrogate."""

PLACEHOLDER_TERMS = frozenset({"uncategorized", "uncategorised", "untagged"})
"""Default categories and tags of posts without one."""


BROKEN_REFERENCE = re.compile(rb"&#(x[dD][89a-fA-F][0-9a-fA-F]{2}|55[3-9]\d\d|5[67]\d{3});")
"""A lone surrogate as a character reference; lxml 6.1.3 and feedparser 6.0.14 raise on it, so the
whole sitemap or feed would be lost."""


def strip_broken_references(body: bytes) -> bytes:
    """Remove character references that XML parsers reject."""
    return BROKEN_REFERENCE.sub(b"", body)


def replace_lone_surrogates(body: bytes) -> bytes:
    """Replace lone surrogates in JSON by U+FFFD, because msgspec rejects them."""
    return JSON_ESCAPE.sub(lambda match: rb"\ufffd" if match[1] else match[0], body)


def single_line(text: str | None) -> str | None:
    """Return the text as one line with single spaces; None for empty text."""
    return " ".join(UNSTORABLE.sub("", text or "").split()) or None


def html_to_line(html: str | None) -> str | None:
    """Return the text of an HTML fragment, such as the title in a feed, as one line."""
    return single_line(unescape(remove_tags(html or "")))


def clean_tags(tags: Iterable[str | None]) -> tuple[str, ...]:
    """Return the tags without duplicates and without default categories."""
    return tuple(dict.fromkeys(tag for tag in tags if tag and tag.lower() not in PLACEHOLDER_TERMS))
