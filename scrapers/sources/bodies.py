"""The body of a post out of the answer of a route that lists it."""

from msgspec import DecodeError, Struct, field, json

from scrapers.items import BodyAt, Route
from scrapers.sources.feed.parse import one_post
from scrapers.sources.wordpress.post import Rendered, body_of, raw_posts


class _Post(Struct):
    link: str = ""
    content: Rendered = field(default_factory=Rendered)


def body_in(
    at: BodyAt, body: bytes, url: str, content_type: str | None
) -> tuple[Route, str] | None:
    """Give the HTML of a post and which route's answer holds it; None where none holds it.

    body, url, content_type: the answer that lies there, a list of WordPress's or a feed.
    """
    if body.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"["):
        route, (link, html) = Route.WORDPRESS, _rest_post(body, at.number)
    else:
        post = one_post(body, url, content_type, at.number)
        route, (link, html) = Route.FEED, (post.url, post.body_html) if post else ("", None)
    return (route, html) if html and link == at.url else None


def _rest_post(body: bytes, number: int) -> tuple[str, str | None]:
    try:
        post = json.decode(raw_posts(body)[number], type=_Post)
    except (DecodeError, RecursionError, IndexError):
        return "", None
    return post.link, body_of(post.content)
