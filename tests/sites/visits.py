"""Reads a served site as a crawler would, for the tests of the sites themselves."""

import http.client
import re
from urllib.parse import urljoin, urlsplit

import lxml.html

from tests.sites.server import Response, Served


def get(site: Served, path: str, method: str = "GET", **headers: str) -> Response:
    """One request without redirects; header names lose their underscores."""
    connection = http.client.HTTPConnection(site.url.removeprefix("http://"))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    received = connection.getresponse()
    response = Response(received.status, dict(received.getheaders()), received.read())
    connection.close()
    return response


def get_html(site: Served, path: str) -> str:
    """The page as text; windows-1252 where the site does not name its encoding."""
    response = get(site, path)
    declared = "utf-8" if "charset" in response.headers["Content-Type"] else "windows-1252"
    return response.body.decode(declared)


def words(html: str) -> str:
    """The page's text with white space folded, scripts and styles included."""
    return " ".join(" ".join(lxml.html.fromstring(html).itertext()).split())


def folded(text: str) -> str:
    """The text without white space, which markup may add or swallow."""
    return re.sub(r"\s+", "", text)


def crawl_links(site: Served, start: str = "/") -> dict[str, Response]:
    """Every page that links lead to, by path and query."""
    pages: dict[str, Response] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        pages[path] = get(site, path)
        if "text/html" not in pages[path].headers["Content-Type"]:
            continue
        for href in lxml.html.fromstring(get_html(site, path)).xpath("//a/@href"):
            parts = urlsplit(urljoin(f"{site.url}{path}", href))
            if f"{parts.scheme}://{parts.netloc}" == site.url:
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return pages
