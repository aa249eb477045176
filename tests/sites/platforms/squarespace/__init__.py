"""Squarespace: stock robots.txt, ?format=rss, ?offset= paging, twins of posts, many archives."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from tests.sites.content import ClinicFolder, Writing
from tests.sites.pictures import drawing
from tests.sites.responses import data, page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

FEED = 20
"""Posts in the feed."""
LISTED = 5
"""Posts on one page of the blog."""
HIDDEN = 2
"""The oldest posts, which their author hid from search engines: in no feed and no sitemap."""
TEASERS = 2


def post_path(writing: Writing) -> str:
    """Under /blog/, without a slash at the end."""
    return f"/blog/{writing.slug}"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one Squarespace site, on its own host and the staging host.

    The staging host, on the live web a name under squarespace.com, is localhost here.
    """
    return lambda request: _respond(clinic, request)


def _respond(clinic: ClinicFolder, request: Request) -> Response:
    posts = clinic.published()
    if request.path == "/robots.txt":
        return plain(_render("robots.txt", clinic, request))
    if request.path == "/sitemap.xml":
        listed = posts[:-HIDDEN]
        return plain(_render("sitemap.xml", clinic, request, posts=listed), "application/xml")
    if request.path.startswith("/images/"):
        return drawing(request.path)
    if request.path == "/blog":
        return _blog(clinic, request, posts)
    for place, post in enumerate(posts):
        if request.path == post_path(post):
            return _post(clinic, request, posts, place)
    return _page(clinic, request)


def _blog(clinic: ClinicFolder, request: Request, posts: Sequence[Writing]) -> Response:
    if request.query.get("format") == "rss":
        feed = _render("feed.xml", clinic, request, posts=posts[:FEED])
        return plain(feed, "application/rss+xml; charset=utf-8")
    if request.query.get("format") == "json":
        return data({"items": [{"title": post.title} for post in posts]})
    found = [post for post in posts if _is_asked(post, request)]
    shown = found[:LISTED]
    rest = len(found) > LISTED
    return page(_render("blog.html", clinic, request, posts=shown, rest=rest, every=posts))


def _is_asked(post: Writing, request: Request) -> bool:
    """Whether a post belongs on the page: its category, tag and month, and its age."""
    asked = request.query
    return (
        asked.get("category", "") in ("", *post.categories)
        and asked.get("tag", "") in ("", *post.tags)
        and asked.get("month", "") in ("", month(post.published))
        and ("offset" not in asked or millis(post.published) < int(asked["offset"]))
    )


def _post(clinic: ClinicFolder, request: Request, posts: Sequence[Writing], place: int) -> Response:
    template = "amp.html" if request.query.get("format") == "amp" else "post.html"
    values = {
        "post": posts[place],
        "newer": posts[place - 1] if place else None,
        "older": posts[place + 1] if place + 1 < len(posts) else None,
        "others": (*posts[place + 1 :], *posts[:place])[:TEASERS],
        "hidden": place >= len(posts) - HIDDEN,
    }
    return page(_render(template, clinic, request, **values))


def _page(clinic: ClinicFolder, request: Request) -> Response:
    if request.path == "/":
        return page(_render("home.html", clinic, request))
    for writing in clinic.pages:
        if request.path == f"/{writing.slug}":
            return page(_render("page.html", clinic, request, post=writing))
    return page(_render("404.html", clinic, request), status=404)


def month(moment: datetime | None) -> str:
    """A month as the archive's URL writes it: June-2025."""
    return moment.strftime("%B-%Y") if moment else ""


def millis(moment: datetime | None) -> int:
    """An instant as ?offset= writes it: milliseconds since 1970."""
    return int(moment.timestamp() * 1000) if moment else 0


def rfc822(moment: datetime) -> str:
    """An instant as the feed writes it, in GMT."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def machine(moment: datetime) -> str:
    """An instant as the microdata writes it: 2025-07-05T06:03:42-0400."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S%z")


def _render(template: str, clinic: ClinicFolder, request: Request, **values: object) -> str:
    port = urlsplit(request.base_url).port
    return TEMPLATES.get_template(template).render(
        clinic=clinic,
        name=clinic.row["name"],
        base=f"http://127.0.0.1:{port}",
        staging=f"http://localhost:{port}",
        **values,
    )


TEMPLATES = environment(__file__, month=month, millis=millis, rfc822=rfc822, machine=machine)
