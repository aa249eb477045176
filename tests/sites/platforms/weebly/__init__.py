"""Weebly: /blog/<slug>, the feed at /1/feed, days as M/D/YYYY, paragraphs parted by br.

Traps: "<<Previous" leads to /blog/previous/2; links begin with two slashes; lists by month and
category stand in the sitemap, posts do not; a listing shows its posts whole.
"""

from collections.abc import Callable, Iterator

from tests.sites.content import ClinicFolder, Writing
from tests.sites.fixed import MISSING, fixed
from tests.sites.lists import rss, sitemap
from tests.sites.prose import broken_lines
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

PER_PAGE = 2
FEED_POSTS = 3
TEMPLATES = environment(__file__, broken_lines=broken_lines)
Files = Iterator[tuple[str, Response]]


def post_path(writing: Writing) -> str:
    """Below the blog."""
    return f"/blog/{writing.slug}"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one Weebly site."""
    return fixed(lambda base: dict([*_pages(clinic, base), *_lists(clinic, base)]))


def _pages(clinic: ClinicFolder, base: str) -> Files:
    yield "/", _render("home.html", clinic, base)
    for post in clinic.published():
        yield post_path(post), _render("blog.html", clinic, base, posts=[post], alone=True)
    for writing in clinic.pages:
        yield f"/{writing.slug}.html", _render("page.html", clinic, base, post=writing)
    missing = _render("page.html", clinic, base, post=None)
    yield MISSING, Response(404, missing.headers, missing.body)


def _lists(clinic: ClinicFolder, base: str) -> Files:
    posts = sorted(clinic.published(), key=lambda post: str(post.published), reverse=True)
    for start in range(0, len(posts), PER_PAGE):
        number = start // PER_PAGE + 1
        older = f"/blog/previous/{number + 1}" if start + PER_PAGE < len(posts) else None
        path = f"/blog/previous/{number}" if start else "/blog"
        shown = posts[start : start + PER_PAGE]
        yield path, _render("blog.html", clinic, base, posts=shown, alone=False, older=older)
    archives = ["/blog/category/all", "/blog/archives/11-2023"]
    for path in archives:
        yield path, _render("blog.html", clinic, base, posts=posts[:1], alone=False, older=None)
    newest = [(post, base + post_path(post)) for post in posts[:FEED_POSTS]]
    yield "/1/feed", rss(clinic.row["name"], base, newest)
    paths = ["/", "/services.html", "/blog", *archives]
    yield "/sitemap.xml", sitemap((base + path, None) for path in paths)
    yield (
        "/robots.txt",
        plain(
            f"Sitemap: {base}/sitemap.xml\n\nUser-agent: *\nDisallow: /ajax/\nDisallow: /apps/\n"
        ),
    )


def _render(template: str, clinic: ClinicFolder, base: str, **values: object) -> Response:
    html = TEMPLATES.get_template(template).render(
        clinic=clinic,
        name=clinic.row["name"],
        base=base,
        host=base.partition(":")[2],
        path_of=post_path,
        **values,
    )
    return page(html)
