"""The sitemaps of WordPress core: an index with a child per kind of page."""

import re

from markupsafe import escape

from tests.sites.answers import plain
from tests.sites.platforms.wordpress.blog import Blog
from tests.sites.platforms.wordpress.views import not_found
from tests.sites.server import Answer, Request

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(blog: Blog, request: Request, match: re.Match[str]) -> Answer:
    """The index at /wp-sitemap.xml, or one of its children."""
    children = _children(blog)
    if match[1] is None:
        return _xml("sitemapindex", "sitemap", request, [(name, "") for name in children])
    if (rows := children.get(request.path)) is None:
        return not_found(blog, request)
    return _xml("urlset", "url", request, rows)


def _children(blog: Blog) -> dict[str, list[tuple[str, str]]]:
    """Path of each child, with the paths in it and their lastmod ("" where core gives none)."""
    pages = [("/", ""), ("/blog/", "")]
    pages += [(page.path, page.modified.isoformat()) for page in blog.pages]
    return {
        "/wp-sitemap-posts-post-1.xml": [
            (post.path, post.modified.isoformat()) for post in reversed(blog.posts)
        ],
        "/wp-sitemap-posts-page-1.xml": pages,
        "/wp-sitemap-taxonomies-category-1.xml": _taxonomy(blog, "category"),
        "/wp-sitemap-taxonomies-post_tag-1.xml": _taxonomy(blog, "post_tag"),
        "/wp-sitemap-users-1.xml": [(user.path, "") for user in blog.users],
    }


def _taxonomy(blog: Blog, taxonomy: str) -> list[tuple[str, str]]:
    return [(term.path, "") for term in blog.terms if term.taxonomy == taxonomy]


def _xml(root: str, row: str, request: Request, rows: list[tuple[str, str]]) -> Answer:
    lines = "".join(
        f"<{row}><loc>{escape(request.base_url + path)}</loc>"
        + (f"<lastmod>{lastmod}</lastmod>" if lastmod else "")
        + f"</{row}>"
        for path, lastmod in rows
    )
    xml = f"{_HEAD}<{root} {_NAMESPACE}>{lines}</{root}>\n"
    return plain(xml, "application/xml; charset=UTF-8")
