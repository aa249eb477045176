"""Officite: /blog.html with whole posts, a pager that says "Older", posts without a day.

Traps: no feed; the last page of the listing shows one post and looks like it; a library of sheets
that many practices share stands next to the posts; "Uncategorized" and "Untagged" are no tags.
How the URLs of posts and older pages are made was not verified.
"""

from collections.abc import Callable, Iterator

from tests.sites.content import ClinicFolder, Writing
from tests.sites.fixed import MISSING, fixed
from tests.sites.lists import sitemap
from tests.sites.prose import prose
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

PER_PAGE = 2
TEMPLATES = environment(__file__, prose=prose)
Files = Iterator[tuple[str, Response]]


def post_path(writing: Writing) -> str:
    """A page below the blog."""
    return f"/blog/{writing.slug}.html"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one Officite site."""
    return fixed(lambda base: dict(_files(clinic, base)))


def _files(clinic: ClinicFolder, base: str) -> Files:
    posts = clinic.published()[::-1]
    yield "/", _render("home.html", clinic, base)
    for post in posts:
        yield post_path(post), _render("blog.html", clinic, base, posts=[post], title=post.title)
    for start in range(0, len(posts), PER_PAGE):
        older = f"/blog.html?start={start + PER_PAGE}" if start + PER_PAGE < len(posts) else None
        path = f"/blog.html?start={start}" if start else "/blog.html"
        shown = posts[start : start + PER_PAGE]
        yield path, _render("blog.html", clinic, base, posts=shown, title="Blog", older=older)
    for kind, word in _archives(clinic):
        marked = [post for post in posts if word in (*post.categories, *post.tags)]
        html = _render("blog.html", clinic, base, posts=marked, title=word)
        yield f"/blog/{kind}/{word.lower()}.html", html
    for writing in clinic.pages:
        yield _page_path(writing), _render("page.html", clinic, base, post=writing)
    missing = _render("page.html", clinic, base, post=None)
    yield MISSING, Response(404, missing.headers, missing.body)
    paths = ["/", "/blog.html", *map(_page_path, clinic.pages), *map(post_path, posts[:2])]
    yield "/sitemap.xml", sitemap((base + path, None) for path in paths)
    yield "/robots.txt", plain(f"User-agent: *\nDisallow: /admin/\nSitemap: {base}/sitemap.xml\n")


def _archives(clinic: ClinicFolder) -> set[tuple[str, str]]:
    """Kind and word of every list of posts."""
    categories = {("category", word) for post in clinic.posts for word in post.categories}
    return categories | {("tag", word) for post in clinic.posts for word in post.tags}


def _page_path(writing: Writing) -> str:
    folder = "/library" if writing.extra.get("library") else ""
    return f"{folder}/{writing.slug}.html"


def _render(template: str, clinic: ClinicFolder, base: str, **values: object) -> Response:
    html = TEMPLATES.get_template(template).render(
        clinic=clinic,
        name=clinic.row["name"],
        base=base,
        path_of=post_path,
        page_path=_page_path,
        **values,
    )
    return page(html)
