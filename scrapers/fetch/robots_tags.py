"""What a page says of itself to robots: the header X-Robots-Tag and `<meta name="robots">`.

Recorded for those who count, not obeyed: both speak of indexes, and dripfeed keeps none in public.
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
"""Where the tag is looked for; it stands in the head."""


def robots_tag(headers: Mapping[str, str], body: bytes) -> str | None:
    """What holds for all robots or for ours, such as "nofollow, noindex"; None where nothing does.

    headers: names in lower case. "none" is written as what it means.
    """
    told = {*_of_header(headers.get("x-robots-tag", "")), *_of_meta(body[:HEAD_BYTES])}
    if "none" in told:
        told = told - {"none"} | {"noindex", "nofollow"}
    return ", ".join(sorted(told)) or None


def _of_header(value: str) -> Iterator[str]:
    """The directives for us: a name of a robot before them holds until the next name."""
    ours = True
    for part in value.lower().split(","):
        name, colon, rest = part.strip().partition(":")
        if colon and name.strip() not in DIRECTIVES:
            ours = name.strip() in {"*", PRODUCT}
            yield from _known(rest) if ours else ()
        elif ours:
            yield from _known(part)


def _of_meta(head: bytes) -> Iterator[str]:
    for tag in META.finditer(head):
        said = {
            found[1].decode().lower(): (found[2] or found[3] or found[4] or b"").decode("latin-1")
            for found in ATTRIBUTE.finditer(tag[1])
        }
        if said.get("name", "").strip().lower() in {"robots", PRODUCT}:
            for part in said.get("content", "").lower().split(","):
                yield from _known(part)


def _known(part: str) -> Iterator[str]:
    """The directive, without its value: a date of `unavailable_after` has commas of its own."""
    name = part.strip().partition(":")[0].strip()
    if name in DIRECTIVES:
        yield name
