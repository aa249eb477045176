"""Ready-made responses, so that a platform says only what is its own."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime

from tests.sites.server import Response

NONE: Mapping[str, str] = {}


def page(
    html: str | bytes,
    *,
    status: int = 200,
    kind: str = "text/html; charset=UTF-8",
    modified: datetime | None = None,
    headers: Mapping[str, str] = NONE,
) -> Response:
    """A page with an ETag, and a Last-Modified where `modified` is known."""
    body = html.encode() if isinstance(html, str) else html
    named = {"Content-Type": kind, **headers}
    if status == 200:
        named["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if modified is not None:
            named["Last-Modified"] = format_datetime(modified.astimezone(UTC), usegmt=True)
    return Response(status, named, body)


def redirect(url: str, status: int = 301) -> Response:
    """Sends the client to another URL."""
    return Response(status, {"Location": url, "Content-Type": "text/html; charset=UTF-8"}, b"")


def plain(text: str, kind: str = "text/plain; charset=UTF-8", status: int = 200) -> Response:
    """A file without validators, such as robots.txt or a sitemap."""
    return Response(status, {"Content-Type": kind}, text.encode())


def data(value: object, *, status: int = 200, headers: Mapping[str, str] = NONE) -> Response:
    """JSON with slashes escaped, as PHP writes it."""
    body = json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode()
    return Response(status, {"Content-Type": "application/json; charset=UTF-8", **headers}, body)
