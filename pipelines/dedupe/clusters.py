"""Clusters of near-duplicates: the representative of a copy and the first publication.

A copy belongs to the cluster representative that it resembles most. Chains are not followed: the
last post of a chain may share a tenth of its text with the first. Source: with connected components
the smallest similarity inside a cluster was 0.11, with representatives 0.29 to 0.33, and no family
of copies broke up (research on copies).

The first publication is named only where trusted dates decide it; otherwise the reason says why
they do not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.items import DateSource
from scrapers.urls import identity

TRUSTED = frozenset(source for source in DateSource if source.speaks_of_publication)
"""Date sources that speak of the publication, not of the last change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A post of a cluster, with the columns that decide which post was first."""

    post: int
    url: str
    published_on: str | None
    published_source: str | None
    first_seen_at: str
    canonical: str | None
    """URL that its page calls the original (rel=canonical); None where the page does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPublication:
    """The post of a cluster that was published first."""

    post: int | None
    """None where the dates do not decide it."""
    reason: str
    """Why this post is named, or why no post is, as a sentence for readers."""


def first_publication(members: Sequence[Member]) -> FirstPublication:
    """Return the member with the earliest date, if all dates are trusted and no page disagrees.

    members: at least two.
    """
    members = sorted(members, key=lambda member: member.post)
    for member in members:
        if doubt := _doubt(member):
            return FirstPublication(post=None, reason=f"post {member.post} {doubt}")
    earliest = min(str(member.published_on) for member in members)
    first, *others = [member for member in members if member.published_on == earliest]
    if others:
        posts = ", ".join(str(member.post) for member in (first, *others))
        return FirstPublication(post=None, reason=f"posts {posts} have the same date, {earliest}")
    for member in members:
        original = _original(member, members)
        if original is not None and original != first.post:
            claim = f"the page of post {member.post} calls post {original} the original"
            return FirstPublication(
                post=None, reason=f"{claim}, but post {first.post} has the earliest date"
            )
    return FirstPublication(post=first.post, reason=f"published on {earliest}, before all others")


def _doubt(member: Member) -> str | None:
    """Return why the date of a post cannot be trusted, None if it can."""
    if member.published_on is None:
        return "has no date"
    if member.published_source not in TRUSTED:
        return f"is dated by {member.published_source or 'nothing'}, which may be a later change"
    if member.published_on >= member.first_seen_at[:10]:
        return "is dated on the day it was first seen, as pages do by themselves"
    return None


def _original(member: Member, members: Sequence[Member]) -> int | None:
    """Return the other member that a page calls its original (rel=canonical)."""
    canonical = _identity(member.canonical)
    if canonical is None:
        return None
    others = (other for other in members if other.post != member.post)
    return next((other.post for other in others if _identity(other.url) == canonical), None)


def _identity(url: str | None) -> str | None:
    """Return the URL's identity; None for None and for text that is not a URL."""
    try:
        return identity(url) if url else None
    except ValueError:
        return None


class OlderCopy(NamedTuple):
    """An older post that a post is a copy of."""

    post: int
    jaccard: float
    is_representative: bool
    """Whether it belongs to no older post itself."""


def representative_of(post: int, older_copies: Iterable[OlderCopy]) -> int:
    """Return the cluster representative of a post; the post itself if it is a copy of none.

    older_copies: all posts with lower numbers that it is a copy of.
    """
    representatives = [copy for copy in older_copies if copy.is_representative]
    if not representatives:
        return post
    return min(representatives, key=lambda copy: (-copy.jaccard, copy.post)).post
