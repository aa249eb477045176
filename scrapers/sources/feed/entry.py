"""A feed as it was read: its posts, how it goes on, what is broken in it."""

from dataclasses import dataclass, field

from w3lib.html import remove_tags

from scrapers.items import Hints, Location

EXCERPT_WORDS = 60
"""Source: WordPress cuts an excerpt to 55 words,
https://developer.wordpress.org/reference/functions/wp_trim_excerpt/"""


def is_body(html: str | None) -> bool:
    """Say whether a text is longer than an excerpt."""
    return len(remove_tags(html or "").split()) > EXCERPT_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPost:
    """A post as a feed lists it."""

    url: str
    """Absolute."""
    hints: Hints
    number: int
    """Of the post in its feed, counted from 0."""
    body_html: str | None = field(default=None, repr=False)
    """The body as the feed has it, whole or cut short; None for none and for a protected one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A feed that was read."""

    posts: tuple[FeedPost, ...] = ()
    next_url: str | None = None
    """Where the feed says that it goes on (RFC 5005, JSON Feed); None where it does not say."""
    fault: str | None = None
    """What is broken in it; None for a sound one."""
    location: Location | None = None
    """Where it lies in the archive; None where it is not kept."""
