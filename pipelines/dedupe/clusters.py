"""Which post of a cluster was there first, where dates tell; else why they do not.

Which post a copy belongs to: the older one that it resembles most and that leads a cluster.

Not chains: where each post only resembles the one before, the last may share a tenth with the
first. Source: with connected components the least likeness inside a cluster was 0.11, with leaders
0.29 to 0.33, and no family of copies broke up (research on copies).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipelines.items import DateSource
from scrapers.urls import identity

TRUSTED = frozenset(source for source in DateSource if source.speaks_of_publication)
"""Sources of dates that speak of the publication; a last change is not one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A post of a cluster, as far as it tells who was first."""

    post: int
    url: str
    published_on: str | None
    published_source: str | None
    first_seen_at: str
    canonical: str | None
    """Address that its page calls the original; None where it says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPublication:
    """The post that was there first."""

    post: int | None
    """None where that cannot be told."""
    reason: str
    """Why it is named, or why none is, in words."""


def first_publication(members: Sequence[Member]) -> FirstPublication:
    """The member with the earliest date, if every date is trusted and no page says otherwise.

    members: at least two.
    """
    for member in sorted(members, key=lambda each: each.post):
        if doubt := _doubt(member):
            return FirstPublication(post=None, reason=f"post {member.post} {doubt}")
    earliest = min(str(member.published_on) for member in members)
    first, *others = [each for each in members if each.published_on == earliest]
    if others:
        both = ", ".join(str(each.post) for each in sorted([first, *others], key=_number))
        return FirstPublication(post=None, reason=f"posts {both} have the same date, {earliest}")
    for member in sorted(members, key=_number):
        original = _original(member, members)
        if original is not None and original != first.post:
            says = f"the page of post {member.post} calls post {original} the original"
            return FirstPublication(
                post=None, reason=f"{says}, but post {first.post} has the earliest date"
            )
    return FirstPublication(post=first.post, reason=f"published on {earliest}, before all others")


def _number(member: Member) -> int:
    return member.post


def _doubt(member: Member) -> str | None:
    """Why the date of a post cannot be trusted; None if it can."""
    if member.published_on is None:
        return "has no date"
    if member.published_source not in TRUSTED:
        return f"is dated by {member.published_source or 'nothing'}, which may be a later change"
    if member.published_on >= member.first_seen_at[:10]:
        return "is dated on the day it was first seen, as pages do by themselves"
    return None


def _original(member: Member, members: Sequence[Member]) -> int | None:
    """The other member that a page calls its original (rel=canonical)."""
    claimed = _key(member.canonical)
    others = (each for each in members if each.post != member.post)
    return next((each.post for each in others if claimed and _key(each.url) == claimed), None)


def _key(url: str | None) -> str | None:
    """What is equal for two forms of one address; None for none, or one that is no address."""
    try:
        return identity(url) if url else None
    except ValueError:
        return None


class Resemblance(NamedTuple):
    """An older post that a post is a copy of."""

    post: int
    jaccard: float
    is_leader: bool
    """Whether it belongs to no older one."""


def representative_of(post: int, older: Iterable[Resemblance]) -> int:
    """The leader that a post belongs to: itself where it resembles none.

    older: all posts with lower numbers that it is a copy of.
    """
    leaders = [each for each in older if each.is_leader]
    if not leaders:
        return post
    return min(leaders, key=lambda each: (-each.jaccard, each.post)).post
