"""Parses posts of the WordPress REST API.

Source: https://developer.wordpress.org/rest-api/reference/posts/ and a recorded WordPress 6.1.
"""

from datetime import UTC, datetime, timedelta, timezone

from msgspec import Raw, Struct, field, json

from scrapers.items import BodyAt, Hints, Listed, Location, PageRef, Route
from scrapers.sources.base import Site
from scrapers.sources.clean_text import (
    clean_tags,
    html_to_line,
    replace_lone_surrogates,
    single_line,
)
from scrapers.sources.feed.entry import is_body

TAXONOMIES = frozenset({"category", "post_tag"})

MAX_UTC_OFFSET = timedelta(hours=14)
"""The largest UTC offset. Source: the tz database (Pacific/Kiritimati)."""


class Rendered(Struct):
    """A rendered text; `protected` if it needs a password."""

    rendered: str = ""
    protected: bool = False


class Author(Struct):
    """The author's account; without a name if the site hides its accounts."""

    name: str | None = None


class Term(Struct):
    """A category or tag."""

    name: str | None = None
    taxonomy: str | None = None


class Media(Struct):
    """The featured image; without a URL if it was deleted."""

    source_url: str | None = None


class Embedded(Struct):
    """The resources that `_embed` adds."""

    author: list[Author] = field(default_factory=list)
    terms: list[list[Term]] = field(name="wp:term", default_factory=list)
    images: list[Media] = field(name="wp:featuredmedia", default_factory=list)


class Post(Struct):
    """A post; only its URL is certain, because plugins may remove the other fields."""

    link: str
    title: Rendered = field(default_factory=Rendered)
    content: Rendered = field(default_factory=Rendered)
    date: str | None = None
    date_gmt: str | None = None
    modified: str | None = None
    modified_gmt: str | None = None
    embedded: Embedded = field(name="_embedded", default_factory=Embedded)


def raw_posts(body: bytes) -> list[Raw]:
    """Split a response into its posts.

    Raises: msgspec.DecodeError or RecursionError for anything but a list.
    """
    return json.decode(replace_lone_surrogates(body.lstrip(b"\xef\xbb\xbf \r\n")), type=list[Raw])


def to_ref(site: Site, post: Post, location: BodyAt | None) -> PageRef | None:
    """Convert a post to a PageRef with all its hints; None if it is on another site.

    location: where the response holds its body; None if it has none or is not archived.
    """
    modified = with_utc_offset(post.modified, post.modified_gmt)
    hints = Hints(
        listed=Listed.PROTECTED if post.content.protected else Listed.POST,
        title=html_to_line(post.title.rendered),
        author=next(
            (name for author in post.embedded.author if (name := html_to_line(author.name))), None
        ),
        published=with_utc_offset(post.date, post.date_gmt),
        modified=modified,
        tags=_tags(post.embedded),
        image_url=next((single_line(author.source_url) for author in post.embedded.images), None),
        body=location,
    )
    return site.ref(Route.WORDPRESS, post.link, lastmod=modified, hints=hints)


def body_location(post: Post, number: int, location: Location | None) -> BodyAt | None:
    """Return where a response holds the body of a post; None if it has only an excerpt.

    location: of the response; None if it is not archived.
    """
    if location is None or not is_body(body_html(post.content)):
        return None
    return BodyAt(location=location, number=number, url=post.link)


def body_html(content: Rendered) -> str | None:
    """Return the HTML of a text; None if it needs a password."""
    return None if content.protected else content.rendered or None


def with_utc_offset(local: str | None, utc: str | None) -> str | None:
    """Return a local time with its UTC offset, so that the local date is known.

    ("2023-02-01T00:00:00", "2023-02-01T07:00:00") gives "2023-02-01T00:00:00-07:00". Without a
    valid UTC time the local time is returned unchanged, without a local time the UTC time.
    """
    local_at, utc_at = _parse(local), _parse(utc)
    if local_at and utc_at and abs(local_at - utc_at) <= MAX_UTC_OFFSET:
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
    return clean_tags(html_to_line(term.name) for term in terms if term.taxonomy in TAXONOMIES)
