"""Protects readers from hostile texts, and the server from expensive queries."""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from ipaddress import ip_address
from pathlib import Path
from sqlite3 import SQLITE_LIMIT_LENGTH, Connection
from typing import Any

import datasette as datasette_package

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

VALUE_BYTES = 20_000_000
"""Longest text or blob that SQL may create. Source: `select randomblob(1000000000)` took 21 s and
7.4 GB, with this limit it fails in 10 ms (measured)."""

HEAP_BYTES = 256_000_000
"""Memory that SQLite may use in this process, for drivers that cannot set the limit
above (pysqlite3 0.6.1 has no `setlimit`)."""

PUBLIC_HEADERS = [
    (b"x-robots-tag", b"noindex, nofollow, noarchive"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]
"""Additional headers of a public site."""

FOREIGN_HOST = (
    "This server only answers requests for localhost (metadata.yaml: plugins, dripfeed, hosts).\n"
)

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
TABLE_PAGE_SCRIPTS = ("DATASETTE_ALLOW_FACET = true;", "DATASETTE_ALLOW_FACET = false;")


def limit_memory(connection: Connection) -> None:
    """Limit the size of values and the memory of queries on this connection."""
    connection.execute(f"PRAGMA hard_heap_limit = {HEAP_BYTES}")
    if hasattr(connection, "setlimit"):
        connection.setlimit(SQLITE_LIMIT_LENGTH, VALUE_BYTES)


def wrapper(datasette: Any) -> Callable[[App], App]:
    """ASGI middleware: add security headers, refuse requests for foreign host names."""
    config = datasette.plugin_config("dripfeed") or {}
    allowed_hosts = frozenset(config.get("hosts", ()))
    public = bool(config.get("public"))
    headers = [*_headers(), *(PUBLIC_HEADERS if public else ())]

    def wrap(app: App) -> App:
        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            async def send_with_headers(message: Any) -> None:
                await send(_with_headers(message, headers))

            if scope["type"] != "http":
                await app(scope, receive, send)
            elif public and _is_internal(scope["path"]):
                await _send_text(send_with_headers, 404, "There is no such page.\n")
            elif not public and not _is_expected_host(scope, allowed_hosts):
                await _send_text(send_with_headers, 421, FOREIGN_HOST)
            else:
                await app(scope, receive, send_with_headers)

        return guarded

    return wrap


def _with_headers(message: Any, headers: list[tuple[bytes, bytes]]) -> Any:
    """The message; at the start of a response with our headers in place of the same ones."""
    if message["type"] != "http.response.start":
        return message
    ours = {name for name, _ in headers}
    others = [pair for pair in message.get("headers", ()) if pair[0].lower() not in ours]
    return {**message, "headers": [*others, *headers]}


def _headers() -> list[tuple[bytes, bytes]]:
    policy = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *_script_hashes()]),
        # Datasette's own pages style elements inline; styles cannot run code.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    content = "; ".join(f"{name} {value}" for name, value in policy.items())
    return [
        (b"content-security-policy", content.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
        (b"referrer-policy", b"no-referrer"),
    ]


def _script_hashes() -> Iterable[str]:
    """Hashes of the few fixed inline scripts in Datasette's templates.

    No other inline script runs, even if stored text got into a page as markup.
    Source: Content Security Policy Level 3, hash-source, https://www.w3.org/TR/CSP3/
    """
    scripts = set(TABLE_PAGE_SCRIPTS)
    for template in (Path(datasette_package.__file__).parent / "templates").glob("*.html"):
        scripts.update(INLINE_SCRIPT.findall(template.read_text(encoding="utf-8")))
    for script in sorted(scripts):
        if "{{" not in script:
            digest = hashlib.sha256(script.encode()).digest()
            yield f"'sha256-{base64.b64encode(digest).decode()}'"


def _is_expected_host(scope: Scope, allowed_hosts: frozenset[str]) -> bool:
    """False if a server on loopback is requested under a host name that is not allowed.

    Otherwise a web page could read a local collection by pointing its own host name to 127.0.0.1
    (DNS rebinding). The public host name of a proxy goes into metadata.yaml: plugins, dripfeed,
    hosts.
    """
    server = scope.get("server")
    if not server or not _is_loopback(str(server[0])):
        return True
    header = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    host = re.sub(r":\d+$", "", header).strip("[]")
    return not host or _is_loopback(host) or host in allowed_hosts


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_internal(path: str) -> bool:
    """Whether the path is one of Datasette's internal pages: versions, settings, files."""
    return path.startswith("/-/") and not path.startswith("/-/static")


async def _send_text(send: Send, status: int, text: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
