"""A clinic whose pages are empty until a browser runs their script."""

import json

from tests.faults.sites import HTML, PARAGRAPH
from tests.sites.server import Request, Response, Site

POSTS = 3
FRAME = (
    "<!doctype html><html lang=en><head><title>Clinic</title>"
    "<link rel=stylesheet href=/style.css></head>"
    "<body><div id=root></div><script src=/bundle.js></script></body></html>"
)
SCRIPT = """
fetch('/content' + location.pathname + '.json').then(r => r.json()).then(made => {
  document.title = made.title;
  document.getElementById('root').innerHTML = made.html;
});
"""
STYLE = "@font-face { font-family: Own; src: url(/own.woff2); } body { font-family: Own; }"


def script_site() -> Site:
    """The clinic: a listing at /, posts at /blog/letter-N, all of them made by /bundle.js."""
    return Site(slug="scripted", clinic={}, respond=_respond)


def _respond(request: Request) -> Response:
    path = request.path
    if path == "/robots.txt":
        return Response(
            200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private/\n"
        )
    if path == "/bundle.js":
        return Response(200, {"Content-Type": "text/javascript"}, SCRIPT.encode())
    if path == "/style.css":
        return Response(200, {"Content-Type": "text/css"}, STYLE.encode())
    if path.startswith("/content/") and (made := _made(path.removeprefix("/content"))):
        return Response(200, {"Content-Type": "application/json"}, json.dumps(made).encode())
    if path == "/" or path == "/blog" or path.startswith("/blog/letter-"):
        return Response(200, HTML, FRAME.encode())
    return Response(404, HTML, b"<title>Not here</title>")


def _made(path: str) -> dict[str, str] | None:
    name = path.removesuffix(".json")
    if name in {"/", "/blog"}:
        links = "".join(
            f"<li><h2><a href=/blog/letter-{n}>Letter {n} from the front desk</a></h2></li>"
            for n in range(1, POSTS + 1)
        )
        head = "<nav><a href=/>Home</a> <a href=/blog>Blog</a></nav>"
        return {"title": "A clinic", "html": f"{head}<main><ul>{links}</ul></main>"}
    number = name.removeprefix("/blog/letter-")
    if not number.isdecimal():
        return None
    title = f"Letter {number} from the front desk"
    text = f"<p>Letter {number} says what changed. {PARAGRAPH}</p><p>{PARAGRAPH}</p>"
    picture = "<img src=/chair.png alt='A chair'><img src=/private/x.png>"
    html = f"<main><article><h1>{title}</h1>{text}{picture}</article></main>"
    return {"title": title, "html": html}
