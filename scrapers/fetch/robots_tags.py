"""Robots directives of a page: the header X-Robots-Tag and `<meta name="robots">`.

They are recorded and not obeyed: they are about search indexes, and dripfeed publishes none.
Source: https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag
"""

import re
from collections.abc import Iterator, Mapping

PRODUCT = "dripfeed"
DIRECTIVES = frozenset(
    {
        "all",
        "follow",
        "index",
        "indexifembedded",
        "max-image-preview",
        "max-snippet",
        "max-video-preview",
        "noarchive",
        "nofollow",
        "noimageindex",
        "noindex",
        "none",
        "nosnippet",
        "notranslate",
        "unavailable_after",
    }
)
META = re.compile(rb"<meta\b([^>]{1,600})>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    rb"""\b(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
HEAD_BYTES = 128 * 1024
"""The part of the body that is searched; the tag is in the head."""


def robots_tag(headers: Mapping[str, str], body: bytes) -> str | None:
    """The directives for all robots or for dripfeed, such as "nofollow, noindex"; None for none.

    headers: names in lower case. The directive "none" is expanded to its meaning.
    """
    directives = {
        *_header_directives(headers.get("x-robots-tag", "")),
        *_meta_directives(body[:HEAD_BYTES]),
    }
    if "none" in directives:
        directives = directives - {"none"} | {"noindex", "nofollow"}
    return ", ".join(sorted(directives)) or None


def _header_directives(value: str) -> Iterator[str]:
    """Yield the directives for dripfeed; a robot's name applies until the next name."""
    is_for_us = True
    for part in value.lower().split(","):
        name, colon, rest = part.strip().partition(":")
        if colon and name.strip() not in DIRECTIVES:
            is_for_us = name.strip() in {"*", PRODUCT}
            yield from _directive(rest) if is_for_us else ()
        elif is_for_us:
            yield from _directive(part)


def _meta_directives(head: bytes) -> Iterator[str]:
    for tag in META.finditer(head):
        attributes = {
            attribute[1].decode().lower(): (
                attribute[2] or attribute[3] or attribute[4] or b""
            ).decode("latin-1")
            for attribute in ATTRIBUTE.finditer(tag[1])
        }
        if attributes.get("name", "").strip().lower() in {"robots", PRODUCT}:
            for part in attributes.get("content", "").lower().split(","):
                yield from _directive(part)


def _directive(part: str) -> Iterator[str]:
    """Yield the directive without its value; a date of `unavailable_after` contains commas."""
    name = part.strip().partition(":")[0].strip()
    if name in DIRECTIVES:
        yield name
