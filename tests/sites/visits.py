"""Reads a served site as a crawler would, for the tests of the sites themselves."""

import http.client
import re
from urllib.parse import urljoin, urlsplit

import lxml.html

from tests.sites.server import Answer, Served


def get(one: Served, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request without redirects; header names lose their underscores."""
    connection = http.client.HTTPConnection(one.url.removeprefix("http://"))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    response = connection.getresponse()
    answer = Answer(response.status, dict(response.getheaders()), response.read())
    connection.close()
    return answer


def html_of(one: Served, path: str) -> str:
    """The page as text; windows-1252 where the site does not name its encoding."""
    answer = get(one, path)
    declared = "utf-8" if "charset" in answer.headers["Content-Type"] else "windows-1252"
    return answer.body.decode(declared)


def words(html: str) -> str:
    """The page's text with white space folded, scripts and styles included."""
    return " ".join(" ".join(lxml.html.fromstring(html).itertext()).split())


def folded(text: str) -> str:
    """The text without white space, which markup may add or swallow."""
    return re.sub(r"\s+", "", text)


def walk(one: Served, start: str = "/") -> dict[str, Answer]:
    """Every page that links lead to, by path and query."""
    found: dict[str, Answer] = {}
    waiting = [start]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = get(one, path)
        if "text/html" not in found[path].headers["Content-Type"]:
            continue
        for href in lxml.html.fromstring(html_of(one, path)).xpath("//a/@href"):
            parts = urlsplit(urljoin(f"{one.url}{path}", href))
            if f"{parts.scheme}://{parts.netloc}" == one.url:
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found
