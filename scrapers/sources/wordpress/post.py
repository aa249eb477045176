"""One post as WordPress's REST interface tells it.

Source: https://developer.wordpress.org/rest-api/reference/posts/ and a recorded WordPress 6.1.
"""

from datetime import UTC, datetime, timedelta, timezone

from msgspec import Raw, Struct, field, json

from scrapers.items import BodyAt, Hints, Listed, Location, PageRef, Route
from scrapers.sources.base import Site
from scrapers.sources.feed.entry import is_body
from scrapers.sources.text import kept_tags, line, mended_json, plain

TAXONOMIES = frozenset({"category", "post_tag"})

FARTHEST = timedelta(hours=14)
"""No place on earth is farther from UTC. Source: the tz database (Pacific/Kiritimati)."""


class Rendered(Struct):
    """A text of a post; `protected` where it is shown only for a password."""

    rendered: str = ""
    protected: bool = False


class Author(Struct):
    """The account that wrote; without a name where the site hides its accounts."""

    name: str | None = None


class Term(Struct):
    """A category or tag."""

    name: str | None = None
    taxonomy: str | None = None


class Media(Struct):
    """The featured image; without an address where it was deleted."""

    source_url: str | None = None


class Embedded(Struct):
    """What `_embed` adds."""

    author: list[Author] = field(default_factory=list)
    terms: list[list[Term]] = field(name="wp:term", default_factory=list)
    images: list[Media] = field(name="wp:featuredmedia", default_factory=list)


class Post(Struct):
    """A post; only its address is certain, plugins take the rest away."""

    link: str
    title: Rendered = field(default_factory=Rendered)
    content: Rendered = field(default_factory=Rendered)
    date: str | None = None
    date_gmt: str | None = None
    modified: str | None = None
    modified_gmt: str | None = None
    embedded: Embedded = field(name="_embedded", default_factory=Embedded)


def raw_posts(body: bytes) -> list[Raw]:
    """Split an answer into its posts.

    Raises: msgspec.DecodeError or RecursionError for anything but a list.
    """
    return json.decode(mended_json(body.lstrip(b"\xef\xbb\xbf \r\n")), type=list[Raw])


def ref_of(site: Site, post: Post, at: BodyAt | None) -> PageRef | None:
    """Turn a post into a PageRef with all its hints; None where it is on another site.

    at: where its body lies; None where there is none, or where that is not kept.
    """
    modified = zoned(post.modified, post.modified_gmt)
    hints = Hints(
        listed=Listed.PROTECTED if post.content.protected else Listed.POST,
        title=plain(post.title.rendered),
        author=next((name for one in post.embedded.author if (name := plain(one.name))), None),
        published=zoned(post.date, post.date_gmt),
        modified=modified,
        tags=_tags(post.embedded),
        image_url=next((line(one.source_url) for one in post.embedded.images), None),
        body=at,
    )
    return site.ref(Route.WORDPRESS, post.link, lastmod=modified, hints=hints)


def body_at(post: Post, number: int, location: Location | None) -> BodyAt | None:
    """Give the place of a post's body in an answer; None for a post with no more than an excerpt.

    location: of the answer, None where it is not kept.
    """
    if location is None or not is_body(body_of(post.content)):
        return None
    return BodyAt(location=location, number=number, url=post.link)


def body_of(content: Rendered) -> str | None:
    """Give the HTML of a text; None for one that is shown only for a password."""
    return None if content.protected else content.rendered or None


def zoned(local: str | None, utc: str | None) -> str | None:
    """Write a local time with its distance from UTC, so that the local day can be read.

    ("2023-02-01T00:00:00", "2023-02-01T07:00:00") gives "2023-02-01T00:00:00-07:00". Without a
    usable UTC time the local one stays as it is, without a local one the UTC time is given.
    """
    local_at, utc_at = _parse(local), _parse(utc)
    if local_at and utc_at and abs(local_at - utc_at) <= FARTHEST:
        offset = timedelta(minutes=round((local_at - utc_at) / timedelta(minutes=1)))
        return local_at.replace(tzinfo=timezone(offset)).isoformat()
    if local_at is None and utc_at is not None:
        return utc_at.replace(tzinfo=UTC).isoformat()
    return local if local_at else None


def _parse(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text or "").replace(tzinfo=None)
    except ValueError:  # 0000-00-00T00:00:00 in posts that were imported
        return None


def _tags(embedded: Embedded) -> tuple[str, ...]:
    terms = (term for group in embedded.terms for term in group)
    return kept_tags(plain(term.name) for term in terms if term.taxonomy in TAXONOMIES)
