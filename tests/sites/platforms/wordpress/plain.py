"""Plain permalinks: every URL is a query, such as /?p=41, /?cat=3 or /?rest_route=/wp/v2/posts.

One table holds the query of each pretty URL. Requests are read by it in one direction, responses
in the other, so that the rest of the imitation needs to know pretty URLs only.
Source: https://developer.wordpress.org/reference/classes/wp_rewrite/
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from tests.sites.platforms.wordpress import routes, sitemaps, views
from tests.sites.platforms.wordpress.blog import Blog
from tests.sites.server import Request, Response

BLOG_PAGE = 7
"""Number of the page that lists the posts."""
REST = "/wp-json"
FILES = re.compile(r"/(robots\.txt|wp-content/.*|index\.php)?")
"""Paths that need no permalinks."""
NAMES = ("p", "page_id", "cat", "tag", "author", "m", "feed", "sitemap", "sitemap-subtype", "paged")
"""Parameters that identify something; any other is ignored."""
TEXTS = re.compile(r"\b(html|xml|json|plain)\b")
"""Types of responses that hold URLs."""


def respond(blog: Blog, request: Request) -> Response:
    """Responds to a query; a pretty URL is not found."""
    table = _queries(blog)
    path = _pretty(table, request)
    if path is None:
        response = views.not_found(blog, request)
    else:
        response = routes.respond(blog, replace(request, path=path, query=_rest_of(request.query)))
    return _plain(table, request.base_url, response)


def _queries(blog: Blog) -> dict[str, str]:
    """The query of each pretty path."""
    table = {"/blog/": f"page_id={BLOG_PAGE}", "/comments/feed/": "feed=comments-rss2"}
    table |= {"/feed/": "feed=rss2", "/wp-sitemap.xml": "sitemap=index"}
    table |= {post.path: f"p={post.id}" for post in blog.posts}
    table |= {post.path: f"page_id={post.id}" for post in blog.pages}
    table |= {user.path: f"author={user.id}" for user in blog.users}
    for term in blog.terms:
        is_tag = term.taxonomy == "post_tag"
        table[term.path] = f"tag={term.slug}" if is_tag else f"cat={term.id}"
    for post in blog.posts:
        table[f"/{post.published:%Y/%m}/"] = f"m={post.published:%Y%m}"
    return table | {path: _sitemap(path) for path in sitemaps.children(blog)}


def _sitemap(path: str) -> str:
    """/wp-sitemap-posts-post-1.xml as a query."""
    kind, *below, page = path.removeprefix("/wp-sitemap-").removesuffix(".xml").split("-")
    subtype = "".join(f"&sitemap-subtype={name}" for name in below)
    return f"sitemap={kind}{subtype}&paged={page}"


def _pretty(table: Mapping[str, str], request: Request) -> str | None:
    """The pretty path that a request means; None where it means nothing that is there."""
    if not FILES.fullmatch(request.path):
        return None
    if "rest_route" in request.query:
        return REST + request.query["rest_route"]
    query = {name: value for name, value in request.query.items() if name in NAMES}
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    paths = {value: path for path, value in table.items()}
    if not asked or asked in paths:
        return paths.get(asked, request.path)
    page = query.pop("paged", None)
    folder = paths.get("&".join(f"{name}={value}" for name, value in query.items()))
    if folder in (None, "/feed/"):  # a feed reads its page from the query
        return folder
    return f"{folder}page/{page}/"


def _rest_of(query: Mapping[str, str]) -> dict[str, str]:
    """The part of a query that identifies nothing: paging of feeds, parameters of REST."""
    if "feed" in query or "rest_route" in query:
        return {name: value for name, value in query.items() if name not in ("feed", "rest_route")}
    return {}


def _plain(table: Mapping[str, str], base: str, given: Response) -> Response:
    """The response with every pretty URL in it turned into a query."""
    if not TEXTS.search(given.headers["Content-Type"]):
        return given
    is_json = "json" in given.headers["Content-Type"]
    text = given.body.decode().replace("\\/", "/") if is_json else given.body.decode()
    joint = "&" if is_json else "&#038;"
    addresses = re.compile(rf"{re.escape(base)}(/[\w./-]+)(\??)")

    def turned(match: re.Match[str]) -> str:
        query = _query(table, match[1])
        more = joint if match[2] else ""
        return match[0] if query is None else f"{base}/{query.replace('&', joint)}{more}"

    headers = {name: addresses.sub(turned, value) for name, value in given.headers.items()}
    return Response(given.status, headers, addresses.sub(turned, text).encode())


def _query(table: Mapping[str, str], path: str) -> str | None:
    """The plain form of a pretty path, without the first slash; None for files."""
    if path.startswith(REST):
        return f"index.php?rest_route={path.removeprefix(REST)}"
    if path in table:
        return f"?{table[path]}"
    if paged := re.fullmatch(r"(/.*/)page/(\d+)/", path):
        return f"?{table[paged[1]]}&paged={paged[2]}" if paged[1] in table else None
    folder = path.removesuffix("feed/")
    return f"?feed=rss2&{table[folder]}" if folder in table else None
