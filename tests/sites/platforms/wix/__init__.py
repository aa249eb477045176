"""Wix: /post/<slug>, a feed of 20, a sitemap of posts that no index names, days without a year."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.sites.content import ClinicFolder, Writing
from tests.sites.pictures import drawing
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

FEED = 20
"""Posts in the feed; older ones are only in the sitemap of posts."""
INDEX = 10
"""Posts on the blog's page; a script loads the older ones."""
TEASERS = 3
HEADERS = {"X-Wix-Request-Id": "1763719200.4471820936"}


def post_path(writing: Writing) -> str:
    """Under /post/, whatever the category."""
    return f"/post/{writing.slug}"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one Wix site."""
    return lambda request: _respond(clinic, request)


def _respond(clinic: ClinicFolder, request: Request) -> Response:
    posts, base = clinic.published(), request.base_url
    if request.path in _FILES:
        template, kind = _FILES[request.path]
        return plain(_render(template, clinic, base, posts=posts), kind)
    if request.path.startswith("/media/"):
        return drawing(request.path)
    for place, post in enumerate(posts):
        if request.path == post_path(post):
            recent = [one for one in posts if one is not post][:TEASERS]
            values = {"post": post, "recent": recent, "number": place}
            return _page("post.html", clinic, base, **values)
    return _other_page(clinic, request)


def _other_page(clinic: ClinicFolder, request: Request) -> Response:
    base, posts = request.base_url, clinic.published()
    if request.path == "/":
        return _page("home.html", clinic, base, posts=posts[:TEASERS])
    if request.path == "/blog":
        return _page("blog.html", clinic, base, head="All Posts", posts=posts[:INDEX])
    for category in _categories(posts):
        if request.path == f"/blog/categories/{slug_of(category)}":
            same = [post for post in posts if category in post.categories]
            return _page("blog.html", clinic, base, head=category, posts=same[:INDEX])
    for writing in clinic.pages:
        if request.path == f"/{writing.slug}":
            return _page("page.html", clinic, base, post=writing)
    return page(_render("404.html", clinic, base), status=404, headers=HEADERS)


def slug_of(category: str) -> str:
    """A category as its URL writes it."""
    return category.lower().replace(" ", "-")


def without_year(moment: datetime) -> str:
    """A day as the page shows it: "Jan 4"."""
    return f"{moment:%b} {moment.day}"


def utc(moment: datetime) -> str:
    """An instant as JSON-LD writes it: in UTC, where the day may be the next one."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.512Z")


def rfc822(moment: datetime) -> str:
    """An instant as the feed writes it, in GMT."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _page(template: str, clinic: ClinicFolder, base: str, **values: object) -> Response:
    return page(_render(template, clinic, base, **values), headers=HEADERS)


def _render(template: str, clinic: ClinicFolder, base: str, **values: object) -> str:
    names = _categories(clinic.published())
    return TEMPLATES.get_template(template).render(
        clinic=clinic, name=clinic.row["name"], base=base, categories=names, feed=FEED, **values
    )


def _categories(posts: tuple[Writing, ...]) -> list[str]:
    return sorted({category for post in posts for category in post.categories})


_XML = "application/xml; charset=utf-8"
_FILES = {
    "/robots.txt": ("robots.txt", "text/plain"),
    "/sitemap.xml": ("sitemap.xml", _XML),
    "/pages-sitemap.xml": ("pages-sitemap.xml", _XML),
    "/blog-categories-sitemap.xml": ("blog-categories-sitemap.xml", _XML),
    "/blog-posts-sitemap.xml": ("blog-posts-sitemap.xml", _XML),
    "/blog-feed.xml": ("blog-feed.xml", "application/rss+xml; charset=utf-8"),
}
TEMPLATES = environment(__file__, slug=slug_of, without_year=without_year, utc=utc, rfc822=rfc822)
