"""The sitemaps of WordPress core: an index with a child per kind of page."""

import re

from markupsafe import escape

from tests.sites.platforms.wordpress.blog import Blog
from tests.sites.platforms.wordpress.views import not_found
from tests.sites.responses import plain
from tests.sites.server import Request, Response

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def index_path(blog: Blog) -> str | None:
    """Where robots.txt says that the sitemap is; None if there is none."""
    paths = {"core": "/wp-sitemap.xml", "yoast": "/sitemap_index.xml", "shortlinks": "/sitemap.xml"}
    return paths.get(blog.setup.sitemaps)


def sitemap(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """The index, or one of its children."""
    every = children(blog)
    if request.path in every:
        return _xml("urlset", "url", request, every[request.path])
    if request.path != index_path(blog):
        return not_found(blog, request)
    if blog.setup.sitemaps == "shortlinks":
        posts = [(f"/?p={post.id}", "") for post in (*blog.posts, *blog.pages)]
        return _xml("urlset", "url", request, posts)
    return _xml("sitemapindex", "sitemap", request, [(name, "") for name in every])


_NAMES = {
    "core": ("posts-post", "posts-page", "taxonomies-category", "taxonomies-post_tag", "users"),
    "yoast": ("post", "page", "category", "post_tag", "author"),
}
"""Core writes /wp-sitemap-posts-post-1.xml, Yoast SEO writes /post-sitemap.xml."""


def children(blog: Blog) -> dict[str, list[tuple[str, str]]]:
    """Path of each child, with the paths in it and their lastmod ("" where core gives none)."""
    if blog.setup.sitemaps not in _NAMES:
        return {}
    pages = [("/", ""), ("/blog/", "")]
    pages += [(page.path, page.modified.isoformat()) for page in blog.pages]
    posts = [(post.path, post.modified.isoformat()) for post in reversed(blog.posts)]
    terms = [_taxonomy(blog, taxonomy) for taxonomy in ("category", "post_tag")]
    users = [(user.path, "") for user in blog.users]
    pattern = "/wp-sitemap-{}-1.xml" if blog.setup.sitemaps == "core" else "/{}-sitemap.xml"
    paths = map(pattern.format, _NAMES[blog.setup.sitemaps])
    return dict(zip(paths, (posts, pages, *terms, users), strict=True))


def _taxonomy(blog: Blog, taxonomy: str) -> list[tuple[str, str]]:
    return [(term.path, "") for term in blog.terms if term.taxonomy == taxonomy]


def _xml(root: str, row: str, request: Request, rows: list[tuple[str, str]]) -> Response:
    lines = "".join(
        f"<{row}><loc>{escape(request.base_url + path)}</loc>"
        + (f"<lastmod>{lastmod}</lastmod>" if lastmod else "")
        + f"</{row}>"
        for path, lastmod in rows
    )
    xml = f"{_HEAD}<{root} {_NAMESPACE}>{lines}</{root}>\n"
    return plain(xml, "application/xml; charset=UTF-8")
