"""The clinic's name inside its titles, found by comparing the titles of its posts."""

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.items import Extraction

SEPARATOR = re.compile(r"\s+[|–—·•»:-]\s+")
"""What stands between a title and a site's name; a hyphen inside a word is none."""
MIN_POSTS = 3
MIN_SHARE = 0.5
"""A name is what at least half of the titles, and three, end or begin with."""


def site_names(posts: Sequence[Extraction]) -> frozenset[str]:
    """The parts that most titles of a clinic's posts share at their end or beginning."""
    parts: Counter[str] = Counter()
    for post in posts:
        pieces = SEPARATOR.split(post.title.value or "")
        if len(pieces) > 1:
            parts.update({pieces[0].casefold(), pieces[-1].casefold()})
    enough = max(MIN_POSTS, MIN_SHARE * len(posts))
    return frozenset(part for part, count in parts.items() if count >= enough)


def without_name(title: str | None, names: frozenset[str]) -> str | None:
    """A title without the clinic's name before or behind it; never an empty one."""
    if title is None:
        return None
    pieces = list(SEPARATOR.finditer(title))
    if pieces and title[pieces[-1].end() :].casefold() in names:
        return without_name(title[: pieces[-1].start()], names)
    if pieces and title[: pieces[0].start()].casefold() in names:
        return without_name(title[pieces[0].end() :], names)
    return title
