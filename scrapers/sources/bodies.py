"""The body of a post from the response of a route: a REST response or a feed."""

from msgspec import DecodeError, Struct, field, json

from scrapers.items import BodyAt, Route
from scrapers.sources.feed.parse import parse_one_post
from scrapers.sources.wordpress.post import Rendered, body_html, raw_posts


class _Post(Struct):
    link: str = ""
    content: Rendered = field(default_factory=Rendered)


def find_body(
    at: BodyAt, body: bytes, url: str, content_type: str | None
) -> tuple[Route, str] | None:
    """Return the route and the HTML of a post in its response; None if the post is not there.

    body, url, content_type: the archived response, a list of REST posts or a feed.
    """
    if body.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"["):
        route, (link, html) = Route.WORDPRESS, _rest_post(body, at.number)
    else:
        post = parse_one_post(body, url, content_type, at.number)
        route, (link, html) = Route.FEED, (post.url, post.body_html) if post else ("", None)
    return (route, html) if html and link == at.url else None


def _rest_post(body: bytes, number: int) -> tuple[str, str | None]:
    try:
        post = json.decode(raw_posts(body)[number], type=_Post)
    except (DecodeError, RecursionError, IndexError):
        return "", None
    return post.link, body_html(post.content)
