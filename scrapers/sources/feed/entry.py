"""A parsed feed: its posts, its next page, and errors in it."""

from dataclasses import dataclass, field

from w3lib.html import remove_tags

from scrapers.items import Hints, Location

EXCERPT_WORDS = 60
"""A longer text is a body. Source: WordPress cuts an excerpt to 55 words,
https://developer.wordpress.org/reference/functions/wp_trim_excerpt/"""


def is_body(html: str | None) -> bool:
    """Whether a text is longer than an excerpt."""
    return len(remove_tags(html or "").split()) > EXCERPT_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPost:
    """A post as a feed lists it."""

    url: str
    """Absolute."""
    hints: Hints
    number: int
    """Index in the feed, counted from 0."""
    body_html: str | None = field(default=None, repr=False)
    """The body in the feed, complete or shortened; None if missing or protected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A parsed feed."""

    posts: tuple[FeedPost, ...] = ()
    next_url: str | None = None
    """The next page that the feed links to (RFC 5005, JSON Feed); None if there is none."""
    fault: str | None = None
    """The error in the feed; None for a valid one."""
    location: Location | None = None
    """Location in the archive; None if it is not archived."""
