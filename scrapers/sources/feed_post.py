"""A feed as it was read: its posts, how it goes on, what is broken in it."""

from dataclasses import dataclass

from scrapers.items import Hints


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPost:
    """A post as a feed lists it."""

    url: str
    """Absolute."""
    hints: Hints


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A feed that was read."""

    posts: tuple[FeedPost, ...] = ()
    next_url: str | None = None
    """Where the feed says that it goes on (RFC 5005, JSON Feed); None where it does not say."""
    fault: str | None = None
    """What is broken in it; None for a sound one."""
