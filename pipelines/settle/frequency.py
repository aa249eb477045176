"""Values that many posts of a clinic share: what is on most of them belongs to the site."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)

MIN_POSTS = 3
"""Two posts may share a text, an image or a phone number because one is a copy of the other; what
is on three posts belongs to the site."""


def on_many_posts(
    values_of_posts: Collection[Iterable[Value]], *, min_share: float, min_posts: int = MIN_POSTS
) -> frozenset[Value]:
    """Return the values that at least `min_share` of the posts have, and at least `min_posts`.

    values_of_posts: the values of each post; one that occurs twice in a post counts once.
    """
    counts = Counter(value for values in values_of_posts for value in set(values))
    enough = max(min_posts, min_share * len(values_of_posts))
    return frozenset(value for value, count in counts.items() if count >= enough)
