"""PatientPop: /blog/<slug> without dates, a banner on top, teasers inside the post's element."""

import re
from collections.abc import Callable

from tests.sites.content import ClinicFolder, Writing
from tests.sites.pictures import drawing
from tests.sites.responses import page, plain
from tests.sites.server import Request, Response
from tests.sites.templates import environment

TEASERS = 4
TEMPLATES = environment(__file__)


def post_path(writing: Writing) -> str:
    """Under /blog/, without a slash at the end."""
    return f"/blog/{writing.slug}"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one PatientPop site."""
    return lambda request: _respond(clinic, request)


def _respond(clinic: ClinicFolder, request: Request) -> Response:
    base = request.base_url
    if (template := _TEMPLATES_OF_PATHS.get(request.path)) is not None:
        return page(_render(template, clinic, base))
    if request.path == "/robots.txt":
        return plain(f"User-agent: *\nDisallow: /schedule\n\nSitemap: {base}/sitemap.xml\n")
    if request.path == "/sitemap.xml":
        return plain(_render("sitemap.xml", clinic, base), "application/xml")
    if request.path == "/assets/production/site.css":
        return page(TEMPLATES.get_template("site.css").render(), kind="text/css")
    if request.path.startswith("/assets/production/practices/"):
        return drawing(request.path)
    return _writing(clinic, request)


_TEMPLATES_OF_PATHS = {
    "/": "home.html",
    "/blog": "blog.html",
    "/services": "services.html",
    "/contactus": "contact.html",
}


def _writing(clinic: ClinicFolder, request: Request) -> Response:
    base = request.base_url
    if match := re.fullmatch(r"/(blog|services)/([a-z0-9-]+)", request.path):
        is_post = match[1] == "blog"
        every = clinic.published() if is_post else clinic.pages
        for place, writing in enumerate(every):
            if writing.slug == match[2]:
                others = (every[place + 1 :] + every[:place])[:TEASERS]
                template = "post.html" if is_post else "service.html"
                return page(_render(template, clinic, base, post=writing, others=others))
    return page(_render("404.html", clinic, base), status=404)


def _render(template: str, clinic: ClinicFolder, base: str, **values: object) -> str:
    name = clinic.row["name"]
    return TEMPLATES.get_template(template).render(clinic=clinic, name=name, base=base, **values)
