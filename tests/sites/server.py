"""Serves one imitation site on a free loopback port and remembers every request."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from tests.sites.validators import is_fresh


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request from a crawler."""

    method: str
    path: str
    """Without the query, percent signs left as sent."""
    query: Mapping[str, str]
    """Of a repeated name the last value."""
    headers: Mapping[str, str]
    """Names in lower case."""
    base_url: str
    """Scheme and authority of the site, such as http://127.0.0.1:40123, without a slash."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the site gives back; the server adds Content-Length and Date."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An imitation site: a clinic and its request handler."""

    slug: str
    clinic: Mapping[str, str]
    """Columns of clinics.csv other than slug and website."""
    respond: Callable[[Request], Response]
    gzip: bool = False
    """True: bodies are compressed for clients that accept it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """A request and its response."""

    method: str
    path: str
    """With the query, as sent."""
    headers: Mapping[str, str]
    """Names in lower case."""
    seconds: float
    """When it arrived, on the clock of `time.monotonic`."""
    status: int


class Served:
    """A site that is served until `stop`; also a context manager."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.requests: list[Logged] = []
        """In the order of the responses."""
        self._server = _Server(self)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        """Address of the home page, without a slash at the end."""
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def stop(self) -> None:
        """Closes the port and every open connection; does nothing the second time."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.hang_up()
            self._server.server_close()
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()


def serve(site: Site) -> Served:
    """Starts to serve a site on a free port of 127.0.0.1."""
    return Served(site)


class _Server(ThreadingMixIn, TCPServer):
    """One thread per connection; `hang_up` ends those that a client keeps alive."""

    request_queue_size = 128

    def __init__(self, served: Served) -> None:
        self.served = served
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def close_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        self._open.discard(request)
        super().close_request(request)

    def hang_up(self) -> None:
        for connection in tuple(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "imitation"
    sys_version = ""
    # One packet per response: without these two, Nagle's algorithm adds 40 ms to every request.
    disable_nagle_algorithm = True
    wbufsize = 65536

    def do_GET(self) -> None:
        served = self.server.served  # type: ignore[attr-defined]
        assert isinstance(served, Served)
        seconds = time.monotonic()
        request = self._request()
        response = _conditional(
            request, _packed(served.site, request, served.site.respond(request))
        )
        served.requests.append(
            Logged(
                method=request.method,
                path=self.path,
                headers=request.headers,
                seconds=seconds,
                status=response.status,
            )
        )
        self._send(response)

    do_HEAD = do_GET  # noqa: N815 - the base's name

    def handle(self) -> None:
        with suppress(ConnectionError):  # a killed client is a test case, not a fault
            super().handle()

    def finish(self) -> None:
        with suppress(ConnectionError):
            super().finish()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Writes nothing: `Served.requests` is the log."""

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        return Request(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            base_url=f"http://{self.headers['Host']}",
        )

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status != 304:
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)


def _packed(site: Site, request: Request, response: Response) -> Response:
    if not site.gzip or "gzip" not in request.headers.get("accept-encoding", ""):
        return response
    headers = dict(response.headers) | {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(response.status, headers, gzip.compress(response.body, mtime=0))


def _conditional(request: Request, response: Response) -> Response:
    if response.status == 200 and is_fresh(request.headers, response.headers):
        kept = {"ETag", "Last-Modified", "Vary"}
        headers = {name: value for name, value in response.headers.items() if name in kept}
        return Response(304, headers, b"")
    return response
