"""RSS feeds: the ten newest posts, older ones with ?paged=2, and readers' comments."""

import re
from collections.abc import Sequence
from datetime import datetime

from tests.sites.platforms.wordpress.archives import find, posts_of
from tests.sites.platforms.wordpress.blog import Blog, Post
from tests.sites.platforms.wordpress.marks import rfc822
from tests.sites.platforms.wordpress.views import TEMPLATES, body, not_found, summary
from tests.sites.responses import page
from tests.sites.server import Request, Response


def posts(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """The feed of all posts."""
    return _feed(blog, request, blog.posts)


def archive(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """The feed of a category, a tag or an author."""
    key = find(blog, match[1], match[2])
    return _feed(blog, request, posts_of(blog, key)) if key else not_found(blog, request)


def comments(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """The comments under one post, or under all."""
    slug = match[1] if match.re.groups else None
    shown = [post for post in blog.posts if slug in {None, post.writing.slug}]
    if not shown:
        return not_found(blog, request)
    return _render("comments.xml", blog, request, shown, max(post.modified for post in shown))


def _feed(blog: Blog, request: Request, every: Sequence[Post]) -> Response:
    paged = request.query.get("paged", "1")
    number = max(int(paged), 1) if paged.isdecimal() else 1
    per_feed = blog.setup.posts_per_feed
    shown = every[(number - 1) * per_feed : number * per_feed]
    modified = max(post.modified for post in every)
    return _render("feed.xml", blog, request, shown, modified, status=200 if shown else 404)


def _render(
    template: str,
    blog: Blog,
    request: Request,
    shown: Sequence[Post],
    modified: datetime,
    status: int = 200,
) -> Response:
    xml = TEMPLATES.get_template(template).render(
        blog=blog,
        base=request.base_url,
        path=request.path,
        posts=shown,
        body=body,
        summary=summary,
        rfc822=rfc822,
        modified=modified,
    )
    kind = "application/rss+xml; charset=UTF-8"
    return page(xml, kind=kind, modified=modified, status=status)
