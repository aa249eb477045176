"""A hand-made site: HTML 4, windows-1252 without saying so, no sitemap, feed or robots.txt."""

from collections.abc import Callable

from tests.sites.content import ClinicFolder, Writing
from tests.sites.pictures import drawing
from tests.sites.responses import page
from tests.sites.server import Request, Response
from tests.sites.templates import environment

NEWEST = 5
"""Posts on articles.html; the others are on articles2.html."""
TEMPLATES = environment(__file__)


def post_path(writing: Writing) -> str:
    """A file in the folder articles."""
    return f"/articles/{writing.slug}.html"


def build(clinic: ClinicFolder) -> Callable[[Request], Response]:
    """The request handler of one hand-made site."""
    files = _files(clinic)
    return lambda request: _respond(clinic, files, request)


def _respond(clinic: ClinicFolder, files: dict[str, str], request: Request) -> Response:
    if request.path.startswith("/images/"):
        return drawing(request.path)
    html = files.get(request.path)
    status = 404 if html is None else 200
    return page(
        (html or files["/404.html"]).encode("windows-1252"),
        status=status,
        kind="text/html",
        modified=clinic.extra["uploaded"],
    )


def _files(clinic: ClinicFolder) -> dict[str, str]:
    """Every page of the site by its path; hand-made pages never change."""
    posts = clinic.published()
    files = {
        "/": _render("index.html", clinic),
        "/404.html": _render("404.html", clinic),
        "/articles.html": _render("list.html", clinic, posts=posts[:NEWEST], older=True),
        "/articles2.html": _render("list.html", clinic, posts=posts[NEWEST:], older=False),
    }
    files["/index.html"] = files["/"]
    for writing in clinic.pages:
        files[f"/{writing.slug}.html"] = _render("page.html", clinic, post=writing)
    for writing in posts:
        files[post_path(writing)] = _render("article.html", clinic, up="../", post=writing)
    return files


def _render(template: str, clinic: ClinicFolder, up: str = "", **values: object) -> str:
    return TEMPLATES.get_template(template).render(
        clinic=clinic, name=clinic.row["name"], up=up, **values
    )
