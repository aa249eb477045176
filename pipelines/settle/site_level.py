"""What a site puts on all of its posts says nothing of one of them: keywords, summary, image.

The clinic's name inside its titles, found by comparing the titles of its posts.

The contacts that a clinic gives on most of its posts, told from those of one post.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.items import Extraction, Post

_MIN_POSTS = 3
"""Two posts may share an image or be copies; on three it is the site's."""
_NEARLY_ALL = 0.9
_MIN_KEYWORDS = 3
"""One tag or two on every post may be true of them ("Blog", "Ketamine"); three are keywords."""
_HALF = 0.5


def without_site_wide(posts: Sequence[Post]) -> tuple[Post, ...]:
    """The posts without what the site says on all of them, wherever a page repeats it as its own.

    Tags: three or more that nearly every post has. Description: the same on three posts with
    different texts. Lead image: the same on three posts and half of all, mostly the logo.
    Source: SEO plug-ins of WordPress, Wix and Squarespace fill these fields with the site's where
    the writer leaves them empty.
    """
    keywords = _keywords(posts)
    summaries = _often((post.description, post.text_sha256) for post in posts)
    images = _often((post.image_url, post.url) for post in posts)
    logos = {url for url, count in images.items() if count >= _HALF * len(posts)}
    return tuple(
        replace(
            post,
            tags=tuple(tag for tag in post.tags if tag.casefold() not in keywords),
            description=None if post.description in summaries else post.description,
            description_length=None if post.description in summaries else post.description_length,
            image_url=None if post.image_url in logos else post.image_url,
        )
        for post in posts
    )


def _keywords(posts: Sequence[Post]) -> frozenset[str]:
    count = Counter(tag for post in posts for tag in {tag.casefold() for tag in post.tags})
    enough = max(_MIN_POSTS, _NEARLY_ALL * len(posts))
    shared = frozenset(tag for tag, posts_with_it in count.items() if posts_with_it >= enough)
    return shared if len(shared) >= _MIN_KEYWORDS else frozenset()


def _often(pairs: Iterable[tuple[str | None, str]]) -> dict[str, int]:
    """Values that stand beside three different other values or more, with their number."""
    count = Counter(value for value, _ in set(pairs) if value is not None)
    return {value: times for value, times in count.items() if times >= _MIN_POSTS}


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


def mark_site_wide_contacts(posts: Sequence[Post]) -> tuple[Post, ...]:
    """The posts of a clinic, each contact with whether most of them give it."""
    on_posts = Counter(
        key
        for post in posts
        for key in {(contact.kind, contact.value) for contact in post.contacts}
    )
    enough = max(MIN_POSTS, MIN_SHARE * len(posts))
    return tuple(
        replace(
            post,
            contacts=tuple(
                replace(contact, is_usual=on_posts[contact.kind, contact.value] >= enough)
                for contact in post.contacts
            ),
        )
        for post in posts
    )
