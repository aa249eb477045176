"""A clinic whose responses can be changed between two crawls."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.faults.sites import HTML, XML, page, post
from tests.sites.responses import page as tagged
from tests.sites.server import Request, Response, Site


@dataclass
class Changing:
    """What the clinic publishes now."""

    posts: int = 8
    lastmods: dict[int, str] = field(default_factory=dict)
    """By number of the letter; without one the sitemap says nothing of it."""
    edited: set[int] = field(default_factory=set)
    """Letters that say something new."""
    lies_with_304: bool = False
    """Whether every conditional request gets a 304, whatever changed."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of every page."""
    ever_new: bool = False
    """Whether each response has something in it that no reader sees."""
    response_count: int = 0

    def site(self, slug: str = "changing") -> Site:
        """The clinic as it is at the moment of each request."""
        return Site(slug=slug, clinic={}, respond=self._respond)

    def _respond(self, request: Request) -> Response:
        if self.lies_with_304 and "if-none-match" in request.headers:
            return Response(304, {}, b"")
        if request.path == "/sitemap.xml":
            return tagged(self._sitemap(request), kind=XML["Content-Type"])
        if request.path in {"/", "/blog"}:
            return tagged(page("A clinic", f"<ul>{self._links()}</ul>"), kind=HTML["Content-Type"])
        number = request.path.removeprefix("/blog/letter-")
        if number.isdecimal() and int(number) <= self.posts:
            return self._post(int(number))
        return Response(404, HTML, page("Not here", "<p>There is no such page.</p>"))

    def _post(self, number: int) -> Response:
        self.response_count += 1
        body = post(number)
        if number in self.edited:
            body = body.replace(b"forty minutes", b"fifty minutes")
        if self.ever_new:
            body = body.replace(b"<head>", b"<head><!-- made %d -->" % self.response_count)
        return tagged(body, kind=HTML["Content-Type"], headers=self.headers)

    def _sitemap(self, request: Request) -> str:
        urls = "".join(
            f"<url><loc>{request.base_url}/blog/letter-{n}</loc>{self._lastmod(n)}</url>"
            for n in range(1, self.posts + 1)
        )
        head = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        return f"{head}{urls}</urlset>"

    def _lastmod(self, number: int) -> str:
        lastmod = self.lastmods.get(number)
        return f"<lastmod>{lastmod}</lastmod>" if lastmod else ""

    def _links(self) -> str:
        numbers = range(1, self.posts + 1)
        return "".join(f"<li><a href='/blog/letter-{n}'>Letter {n}</a></li>" for n in numbers)
