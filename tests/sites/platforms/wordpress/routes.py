"""Which URL of a WordPress site is served by what."""

import re
from collections.abc import Callable

from tests.sites.pictures import drawing
from tests.sites.platforms.wordpress import archives, feeds, rest, sitemaps, views
from tests.sites.platforms.wordpress.blog import Blog
from tests.sites.responses import page, plain, redirect
from tests.sites.server import Request, Response

Route = Callable[[Blog, Request, re.Match[str]], Response]


def respond(blog: Blog, request: Request) -> Response:
    """Responds as WordPress does: short links first, then the first route that matches."""
    if "p" in request.query or "page_id" in request.query:
        return _short_link(blog, request)
    for pattern, route in ROUTES:
        if match := re.fullmatch(pattern, request.path):
            return route(blog, request, match)
    if "." not in request.path and not request.path.endswith("/"):
        return redirect(f"{request.base_url}{request.path}/")
    return views.not_found(blog, request)


def _short_link(blog: Blog, request: Request) -> Response:
    number = request.query.get("p") or request.query.get("page_id")
    for post in blog.posts + blog.pages:
        if str(post.id) == number:
            return redirect(f"{request.base_url}{post.path}")
    return views.not_found(blog, request)


def _robots(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    rules = "User-agent: *\nDisallow: /wp-admin/\nAllow: /wp-admin/admin-ajax.php\n"
    index = sitemaps.index_path(blog)
    return plain(f"{rules}\nSitemap: {request.base_url}{index}\n" if index else rules)


def _style(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    return page(views.TEMPLATES.get_template("style.css").render(), kind="text/css")


def _upload(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    return drawing(request.path)


def _sitemap(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    index = sitemaps.index_path(blog)
    if index is None:
        return views.not_found(blog, request)
    if index == request.path:
        return sitemaps.sitemap(blog, request, match)
    return redirect(f"{request.base_url}{index}", 302)


ROUTES: tuple[tuple[str, Route], ...] = (
    (r"/", views.home),
    (r"/robots\.txt", _robots),
    (r"/sitemap\.xml", _sitemap),
    (r"/(?:wp-sitemap|sitemap_index|[a-z_]+-sitemap)(?:-[a-z_-]+-1)?\.xml", sitemaps.sitemap),
    (r"/wp-json/?", rest.root),
    (r"/wp-json/(wp/v2/)?([a-z]+)/?(\d+)?.*", rest.resource),
    (r"/wp-content/themes/harborlight/style\.css", _style),
    (r"/wp-content/uploads/.+", _upload),
    (r"/feed/(?:atom/)?", feeds.posts),
    (r"/comments/feed/", feeds.comments),
    (r"/(category|tag|author)/([a-z0-9-]+)/feed/", feeds.archive),
    (r"/([a-z0-9-]+)/feed/", feeds.comments),
    (r"/blog/(?:page/(?P<page>\d+)/)?", archives.listing),
    (r"/(category|tag|author)/([a-z0-9-]+)/(?:page/(?P<page>\d+)/)?", archives.archive),
    (r"/(\d{4})/(?:(\d\d)/)?(?:page/(?P<page>\d+)/)?", archives.by_date),
    (r"/(?:\d{4}/\d\d/(?:\d\d/)?)?([a-z0-9-]+)/", views.single),
)
