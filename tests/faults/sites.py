"""One small clinic per fault: each publishes a few sound posts next to what is broken."""

from collections.abc import Callable, Mapping

from tests.sites.server import Request, Response, Site

HTML = {"Content-Type": "text/html; charset=utf-8"}
XML = {"Content-Type": "application/xml"}
Part = Callable[[Request], Response]

PARAGRAPH = (
    "A drip of saline and vitamins takes about forty minutes in our chairs, and a nurse stays in "
    "the room from the first minute to the last. Most people read, some sleep, and nearly all ask "
    "how soon they may come again. The answer depends on the reason for the visit and on how the "
    "last one went, which is why we write both down every time."
)


def page(title: str, body: str) -> bytes:
    """A whole HTML page."""
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head>"
        f"<body><nav><a href='/'>Home</a> <a href='/blog'>Blog</a></nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main></body></html>"
    ).encode()


def post(number: int) -> bytes:
    """A sound post of about 130 words."""
    text = f"Letter number {number} from the front desk says what changed this month. {PARAGRAPH}"
    return page(f"Letter {number} from the front desk", f"<p>{text}</p><p>{PARAGRAPH}</p>")


def sitemap(request: Request, *paths: str) -> Response:
    """A plain sitemap of these paths."""
    urls = "".join(f"<url><loc>{request.base_url}{path}</loc></url>" for path in paths)
    head = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return Response(200, XML, f"{head}{urls}</urlset>".encode())


def clinic(
    slug: str, parts: Mapping[str, Part], *, posts: int = 2, listed: tuple[str, ...] = ()
) -> Site:
    """A clinic with sound posts at /blog/letter-N, a sitemap of them, and the parts given.

    listed: further paths in its sitemap.
    """
    paths = [f"/blog/letter-{number}" for number in range(1, posts + 1)]
    links = "".join(f"<li><a href='{path}'>{_words(path)}</a></li>" for path in (*paths, *listed))

    def respond(request: Request) -> Response:
        if request.path in parts:
            return parts[request.path](request)
        if request.path in paths:
            return Response(200, HTML, post(paths.index(request.path) + 1))
        if request.path == "/sitemap.xml":
            return sitemap(request, *paths, *listed)
        if request.path in {"/", "/blog"}:
            return Response(200, HTML, page("A clinic", f"<ul>{links}</ul>"))
        return Response(404, HTML, page("Not here", "<p>There is no such page.</p>"))

    return Site(slug=slug, clinic={}, respond=respond)


def _words(path: str) -> str:
    return path.rpartition("/")[2].replace("-", " ").capitalize()


def fixed(status: int, headers: Mapping[str, str], body: bytes) -> Part:
    """A part that always sends the same response."""
    return lambda _: Response(status, headers, body)
