"""Webflow: a collection under any name, no feed, ?<hash>_page=2, an outdated sitemap."""

from collections.abc import Callable

from tests.sites.content import ClinicFolder, Writing
from tests.sites.pictures import drawing
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

LISTED = 4
"""Posts on one page of the listing."""
NEW = 2
"""The newest posts, which the sitemap that somebody pasted by hand does not know."""
PAGE_KEY = "8d3f21c7_page"
TEASERS = 3
TEMPLATES = environment(__file__)


def post_path(writing: Writing) -> str:
    """In a collection that its designer called "learn"."""
    return f"/learn/{writing.slug}"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one Webflow site."""
    return lambda request: _respond(clinic, request)


def _respond(clinic: ClinicFolder, request: Request) -> Response:
    posts = clinic.published()
    if request.path == "/robots.txt":
        return plain(f"Sitemap: {request.base_url}/sitemap.xml\n")
    if request.path == "/sitemap.xml":
        old = _render("sitemap.xml", clinic, request, posts=posts[NEW:])
        return plain(old, "application/xml")
    if request.path.startswith("/images/"):
        return drawing(request.path)
    if request.path == "/learn":
        return _listing(clinic, request)
    for place, post in enumerate(posts):
        if request.path == post_path(post):
            others = (*posts[place + 1 :], *posts[:place])[:TEASERS]
            return page(_render("post.html", clinic, request, post=post, others=others))
    return _page(clinic, request)


def _listing(clinic: ClinicFolder, request: Request) -> Response:
    posts = clinic.published()
    number = int(request.query.get(PAGE_KEY, "1"))
    shown = posts[(number - 1) * LISTED : number * LISTED]
    last = -(-len(posts) // LISTED)
    values = {"posts": shown, "number": number, "last": last, "key": PAGE_KEY}
    return page(_render("learn.html", clinic, request, **values))


def _page(clinic: ClinicFolder, request: Request) -> Response:
    if request.path == "/":
        return page(_render("home.html", clinic, request))
    for writing in clinic.pages:
        if request.path == f"/treatments/{writing.slug}":
            return page(_render("treatment.html", clinic, request, post=writing))
    return page(_render("404.html", clinic, request), status=404)


def _render(template: str, clinic: ClinicFolder, request: Request, **values: object) -> str:
    return TEMPLATES.get_template(template).render(
        clinic=clinic, name=clinic.row["name"], base=request.base_url, **values
    )
