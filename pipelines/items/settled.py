"""The types between reading a clinic's pages and storing its posts."""

from dataclasses import dataclass

from pipelines.items import Extraction, Post, Term
from scrapers.items import BodyAt, Location, PageRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The extraction of one fetched body, and when and where it was fetched."""

    extraction: Extraction
    fetched_at: str
    location: Location | None
    """None if the page was not archived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A page in the archive that waits to be read."""

    url: str
    clinic: str
    location: Location
    fetched_at: str
    platform: str | None
    refs: tuple[PageRef, ...]
    """How the routes list it."""
    bodies: tuple[BodyAt, ...] = ()
    """Where the archive has its alternate bodies from the time when it was fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All readings of one URL, oldest first; the last is the current page."""

    url: str
    first_seen_at: str
    readings: tuple[Reading, ...]

    @property
    def now(self) -> Extraction:
        """The extraction of the current page."""
        return self.readings[-1].extraction

    @property
    def is_post(self) -> bool:
        """Whether the current page is a post."""
        return self.now.is_post


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasUrl:
    """A second URL of a post."""

    url: str
    same_as: str
    """The URL under which the post is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledClinic:
    """The posts of a clinic, and their alias URLs."""

    posts: tuple[Post, ...]
    aliases: tuple[AliasUrl, ...]
    terms: tuple[Term, ...] = ()
    """The vocabulary that the posts were searched for."""

    @property
    def urls(self) -> frozenset[str]:
        """URLs of the posts."""
        return frozenset(post.url for post in self.posts)
