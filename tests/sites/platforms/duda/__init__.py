"""Duda: posts at the root next to the pages, paragraphs in boxes, the title in an h3.

Traps: one sitemap mixes posts and pages; images are on another host; every page ends with
"Share by:"; the feed has the newest posts only.
"""

from collections.abc import Callable, Iterator

from tests.sites.content import ClinicFolder, Writing
from tests.sites.fixed import MISSING, fixed
from tests.sites.lists import rss, sitemap
from tests.sites.prose import prose
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

FEED_POSTS = 3
TEMPLATES = environment(__file__, prose=prose)
Files = Iterator[tuple[str, Response]]


def post_path(writing: Writing) -> str:
    """As the clinic's permalinks say."""
    assert writing.permalink
    return writing.permalink


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one Duda site."""
    return fixed(lambda base: dict(_files(clinic, base)))


def _files(clinic: ClinicFolder, base: str) -> Files:
    posts = sorted(clinic.published(), key=lambda post: str(post.published), reverse=True)
    yield "/", _render("home.html", clinic, base)
    yield "/blog", _render("blog.html", clinic, base, posts=posts)
    for post in posts:
        yield post_path(post), _render("post.html", clinic, base, post=post)
    for writing in clinic.pages:
        yield f"/{writing.slug}", _render("page.html", clinic, base, post=writing)
    missing = _render("page.html", clinic, base, post=None)
    yield MISSING, Response(404, missing.headers, missing.body)
    yield from _lists(clinic, base, posts)


def _lists(clinic: ClinicFolder, base: str, posts: list[Writing]) -> Files:
    paths = ["/", "/blog", *(f"/{writing.slug}" for writing in clinic.pages)]
    rows = [(base + path, None) for path in paths]
    rows += [(base + post_path(post), None) for post in posts]
    newest = [(post, base + post_path(post)) for post in posts[:FEED_POSTS]]
    yield "/feed/rss2", rss(clinic.row["name"], base, newest)
    yield "/sitemap.xml", sitemap(rows)
    yield "/robots.txt", plain(f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n")


def _render(template: str, clinic: ClinicFolder, base: str, **values: object) -> Response:
    html = TEMPLATES.get_template(template).render(
        clinic=clinic, name=clinic.row["name"], base=base, path_of=post_path, **values
    )
    return page(html)
