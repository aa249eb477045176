"""The contacts that a clinic gives on most of its posts, told from those of one post."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipelines.items import Post

MIN_POSTS = 3
MIN_SHARE = 0.5
"""Usual is what stands on at least half of the posts, and on three: as for a name in titles."""


def mark_usual(posts: Sequence[Post]) -> tuple[Post, ...]:
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
