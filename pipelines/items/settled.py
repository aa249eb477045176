"""What passes between reading a clinic's pages and storing its posts."""

from dataclasses import dataclass

from pipelines.items import Extraction, Post, Term
from scrapers.items import BodyAt, Location, PageRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one fetched body said, and when and where it was fetched."""

    extraction: Extraction
    fetched_at: str
    location: Location | None
    """None where the page was not archived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A page in the archive that waits to be read."""

    url: str
    clinic: str
    location: Location
    fetched_at: str
    platform: str | None
    refs: tuple[PageRef, ...]
    """What the routes say of it."""
    bodies: tuple[BodyAt, ...] = ()
    """Where the archive holds what they said is its body when it was fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything that was read of one address, oldest first; the last reading is the page now."""

    url: str
    first_seen_at: str
    readings: tuple[Reading, ...]

    @property
    def now(self) -> Extraction:
        """What the page says now."""
        return self.readings[-1].extraction

    @property
    def is_post(self) -> bool:
        """Whether the page as it is now is a post."""
        return self.now.is_post


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """An address under which a post stands a second time."""

    url: str
    same_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The posts of a clinic, and the addresses that are other names of them."""

    posts: tuple[Post, ...]
    duplicates: tuple[Duplicate, ...]
    terms: tuple[Term, ...] = ()
    """The vocabulary that the posts were searched for."""

    @property
    def urls(self) -> frozenset[str]:
        """Addresses of the posts."""
        return frozenset(post.url for post in self.posts)
