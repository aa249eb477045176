"""GoDaddy Websites + Marketing: /blog/f/<slug>, a feed of 50, texts that only a script draws."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.sites.content import ClinicFolder, Writing
from tests.sites.pictures import drawing
from tests.sites.platforms.godaddy.draft import blog_data
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

FEED = 50
"""Posts in the feed, whatever page or limit is requested."""


def post_path(writing: Writing) -> str:
    """Under /blog/f/, without a slash at the end."""
    return f"/blog/f/{writing.slug}"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one GoDaddy site."""
    return lambda request: _respond(clinic, request)


def _respond(clinic: ClinicFolder, request: Request) -> Response:
    posts = clinic.published()
    if request.path in _FILES:
        template, kind = _FILES[request.path]
        return plain(_render(template, clinic, request, posts=posts), kind)
    if request.path.startswith("/isteam/"):
        return drawing(request.path)
    for post in posts:
        if request.path == post_path(post):
            return page(_render("post.html", clinic, request, post=post, data=blog_data(post)))
    return _page(clinic, request)


def _page(clinic: ClinicFolder, request: Request) -> Response:
    if request.path in ("/", "/blog"):
        name = "home.html" if request.path == "/" else "blog.html"
        return page(_render(name, clinic, request))
    for writing in clinic.pages:
        if request.path == f"/{writing.slug}":
            return page(_render("page.html", clinic, request, post=writing))
    return page(_render("404.html", clinic, request), status=404)


def rfc822(moment: datetime) -> str:
    """An instant as the feed writes it, in GMT."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _render(template: str, clinic: ClinicFolder, request: Request, **values: object) -> str:
    return TEMPLATES.get_template(template).render(
        clinic=clinic, name=clinic.row["name"], base=request.base_url, feed=FEED, **values
    )


_FILES = {
    "/robots.txt": ("robots.txt", "text/plain"),
    "/sitemap.xml": ("sitemap.xml", "application/xml"),
    "/sitemap.website.xml": ("sitemap.website.xml", "application/xml"),
    "/sitemap.blog.xml": ("sitemap.blog.xml", "application/xml"),
    "/f.rss": ("f.rss", "application/rss+xml; charset=utf-8"),
}
TEMPLATES = environment(__file__, rfc822=rfc822)
