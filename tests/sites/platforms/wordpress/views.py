"""The pages that people read: home, a post, a page, not found."""

import json
import re

from markupsafe import Markup

from tests.sites.inline import bare
from tests.sites.platforms.wordpress.blog import Blog, Post
from tests.sites.platforms.wordpress.graph import graph
from tests.sites.platforms.wordpress.marks import excerpt, texturized, us_date, utc
from tests.sites.responses import page, redirect
from tests.sites.server import Request, Response
from tests.sites.templates import environment
from tests.sites.truth import true_post

TEMPLATES = environment(__file__, wp=texturized, utc=utc)


def body(post: Post, base: str) -> Markup:
    """The post's content: the page, the feed and REST print the same HTML."""
    template = "password.html" if post.protected else "body.html"
    html = TEMPLATES.get_template(template).render(post=post, base=base)
    return Markup(html.strip())


def summary(post: Post) -> Markup:
    """The excerpt that listings and feeds print."""
    if post.protected:
        return Markup("There is no excerpt because this is a protected post.")
    text = true_post(post.writing, post.path).text
    return excerpt(" ".join(bare(text).split()))


def render(template: str, blog: Blog, request: Request, **values: object) -> str:
    """A page of the theme, with what header, sidebar and footer need."""
    months = dict.fromkeys(post.published.replace(day=1).date() for post in blog.posts)
    return TEMPLATES.get_template(template).render(
        blog=blog,
        base=request.base_url,
        months=months,
        body=body,
        summary=summary,
        us_date=us_date,
        **values,
    )


def _linked(blog: Blog, request: Request, short: str = "") -> dict[str, str]:
    rest = f'<{request.base_url}/wp-json/>; rel="https://api.w.org/"'
    links = [rest] if blog.setup.rest != "removed" else []
    links += [f"<{request.base_url}{short}>; rel=shortlink"] if short else []
    return {"Link": ", ".join(links)} if links else {}


def home(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """The front page: a welcome and the three newest posts."""
    html = render("home.html", blog, request, posts=blog.posts[:3])
    return page(html, modified=blog.posts[0].modified, headers=_linked(blog, request))


def single(blog: Blog, request: Request, match: re.Match[str]) -> Response:
    """A post or a page by its slug."""
    post = blog.find(match[1])
    if post is None:
        return not_found(blog, request)
    if post.path != request.path:
        return redirect(f"{request.base_url}{post.path}")
    older, newer = blog.neighbours(post)
    json_ld = Markup(json.dumps(graph(blog, post, request.base_url)).replace("/", "\\/"))
    html = render(
        "single.html" if post in blog.posts else "page.html",
        blog,
        request,
        post=post,
        older=older,
        newer=newer,
        json_ld=json_ld,
    )
    headers = _linked(blog, request, f"/?p={post.id}")
    return page(html, modified=post.modified, headers=headers)


def not_found(blog: Blog, request: Request) -> Response:
    """The theme's own 404 page."""
    return page(render("404.html", blog, request), status=404, headers=_linked(blog, request))
