"""HubSpot: body.hs-blog-post, /blog/tag/, /blog/author/, ?hs_amp=true, landing pages like posts."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.sites.content import ClinicFolder, Writing
from tests.sites.pictures import drawing
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

FEED = 10
"""Posts in the feed."""
LISTED = 5
"""Posts on one page of a listing."""
TEASERS = 3


def post_path(writing: Writing) -> str:
    """Under /blog/, without a slash at the end."""
    return f"/blog/{writing.slug}"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one HubSpot site."""
    return lambda request: _respond(clinic, request)


def _respond(clinic: ClinicFolder, request: Request) -> Response:
    posts = clinic.published()
    if request.path in _FILES:
        template, kind = _FILES[request.path]
        return plain(_render(template, clinic, request, posts=posts), kind)
    if request.path.startswith("/hubfs/"):
        return drawing(request.path)
    for place, post in enumerate(posts):
        if request.path == post_path(post):
            others = (*posts[place + 1 :], *posts[:place])[:TEASERS]
            template = "amp.html" if "hs_amp" in request.query else "post.html"
            return _page(template, clinic, request, post=post, others=others)
    if request.path == "/blog" or request.path.startswith("/blog/"):
        return _blog(clinic, request)
    return _site_page(clinic, request)


def _blog(clinic: ClinicFolder, request: Request) -> Response:
    """A page of all posts, or of those of one tag or author."""
    match = re.fullmatch(
        r"/blog(?:/(?P<kind>tag|author)/(?P<key>[a-z0-9-]+))?(?:/page/(?P<page>\d+))?", request.path
    )
    posts = [post for post in clinic.published() if match and _is_of(post, match)]
    number = int(match["page"] or 1) if match else 1
    shown = posts[(number - 1) * LISTED : number * LISTED]
    if not match or not shown:
        return page(_render("404.html", clinic, request), status=404, headers=_headers(clinic))
    older = number + 1 if len(posts) > number * LISTED else None
    base_path = re.sub(r"/page/\d+$", "", request.path)
    values = {"posts": shown, "older": older, "number": number, "path": base_path}
    return _page("blog.html", clinic, request, **values)


def _is_of(post: Writing, match: re.Match[str]) -> bool:
    named: Sequence[str | None] = post.categories if match["kind"] == "tag" else (post.author,)
    return match["kind"] is None or match["key"] in {slug_of(name or "") for name in named}


def _site_page(clinic: ClinicFolder, request: Request) -> Response:
    if request.path == "/":
        return _page("home.html", clinic, request)
    for writing in clinic.pages:
        if request.path == f"/{writing.slug}":
            return _page("page.html", clinic, request, post=writing)
    return page(_render("404.html", clinic, request), status=404, headers=_headers(clinic))


def slug_of(name: str) -> str:
    """A tag or author as its URL writes it."""
    return name.lower().replace(" ", "-")


def rfc822(moment: datetime) -> str:
    """An instant as the feed writes it, in GMT."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def utc(moment: datetime) -> str:
    """An instant as JSON-LD writes it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _headers(clinic: ClinicFolder) -> dict[str, str]:
    return {"X-HS-Hub-Id": str(clinic.extra["hub"])}


def _page(template: str, clinic: ClinicFolder, request: Request, **values: object) -> Response:
    return page(_render(template, clinic, request, **values), headers=_headers(clinic))


def _render(template: str, clinic: ClinicFolder, request: Request, **values: object) -> str:
    return TEMPLATES.get_template(template).render(
        clinic=clinic, name=clinic.row["name"], base=request.base_url, feed=FEED, **values
    )


_FILES = {
    "/robots.txt": ("robots.txt", "text/plain"),
    "/sitemap.xml": ("sitemap.xml", "application/xml"),
    "/blog/rss.xml": ("rss.xml", "text/xml; charset=utf-8"),
}
TEMPLATES = environment(__file__, slug=slug_of, rfc822=rfc822, utc=utc)
