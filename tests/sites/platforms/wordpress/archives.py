"""Pages that list posts: the blog, categories, tags, authors, years and months."""

import re
from collections.abc import Sequence

from tests.sites.platforms.wordpress.blog import Blog, Post, Term, User
from tests.sites.platforms.wordpress.views import not_found, render
from tests.sites.responses import page
from tests.sites.server import Request, Response


def listing(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """The page that lists all posts, newest first."""
    return _archive(blog, request, match, "From the Blog", blog.posts, "/blog/")


def archive(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """The posts of a category, a tag or an author."""
    key = find(blog, match[1], match[2])
    if key is None:
        return not_found(blog, request)
    label = "Author" if isinstance(key, User) else match[1].capitalize()
    return _archive(blog, request, match, f"{label}: {key.name}", posts_of(blog, key), key.path)


def find(blog: Blog, kind: str, slug: str) -> Term | User | None:
    """The category, tag or author of an archive's URL."""
    every: tuple[Term | User, ...] = blog.users if kind == "author" else blog.terms
    return next((key for key in every if key.path == f"/{kind}/{slug}/"), None)


def posts_of(blog: Blog, key: Term | User) -> list[Post]:
    """The posts of a category, a tag or an author, newest first."""
    return [post for post in blog.posts if key == post.user or key in post.terms]


def by_date(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """The posts of a year or a month."""
    start = f"{match[1]}-{match[2]}" if match[2] else match[1]
    posts = [post for post in blog.posts if post.published.isoformat().startswith(start)]
    if not posts:
        return not_found(blog, request)
    title = f"Month: {posts[0].published:%B %Y}" if match[2] else f"Year: {match[1]}"
    return _archive(blog, request, match, title, posts, f"/{start.replace('-', '/')}/")


def _archive(
    blog: Blog,
    request: Request,
    match: re.Match[str],
    title: str,
    posts: Sequence[Post],
    path: str,
) -> Response:
    number = int(match["page"] or 1)
    per_page = blog.setup.posts_per_page
    last = -(-len(posts) // per_page) if blog.setup.pager else 1
    shown = posts[(number - 1) * per_page : number * per_page] if number <= last else ()
    if not shown:
        return not_found(blog, request)
    html = render(
        "archive.html",
        blog,
        request,
        title=title,
        posts=shown,
        path=path,
        number=number,
        last=last,
    )
    return page(html, modified=max(post.modified for post in shown))
