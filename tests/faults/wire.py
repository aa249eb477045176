"""A server of bare sockets, for what no sound server would send."""

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from socketserver import StreamRequestHandler, TCPServer, ThreadingMixIn
from typing import Self
from urllib.parse import parse_qsl

from tests.sites.server import Request, Site

Chunks = Callable[[Request], Iterator[bytes]]
"""What goes over the wire for one request, piece by piece; the connection then ends."""

RESET = b"RST"
"""A piece that is not sent: the connection ends at once, without a farewell."""

ABORT = struct.pack("ii", 1, 0)
"""Linger for no second: what is not sent is thrown away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wired:
    """A clinic with some paths that respond as they like, the others as a sound server would."""

    site: Site
    wires: Mapping[str, Chunks] = field(default_factory=dict)


class Wire:
    """Such a clinic on a free port of this machine, until `stop`; also a context manager.

    host: address to listen on, "0.0.0.0" for all.
    """

    def __init__(self, wired: Wired, *, host: str = "127.0.0.1") -> None:
        self.wired = wired
        self.paths: list[str] = []
        """What was requested, with the query."""
        self.hosts: set[str] = set()
        """By which hosts, with the port."""
        self.ending = threading.Event()
        self._server = _Server(self, host)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def stop(self) -> None:
        """Close the port; what is being sent ends with its next piece."""
        self.ending.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()


class _Server(ThreadingMixIn, TCPServer):
    request_queue_size = 128
    daemon_threads = True

    def __init__(self, wire: Wire, host: str) -> None:
        self.wire = wire
        super().__init__((host, 0), _Handler)


class _Handler(StreamRequestHandler):
    def handle(self) -> None:
        assert isinstance(self.server, _Server)
        wire = self.server.wire
        with suppress(OSError):
            request = self._request()
            if request is None:
                return
            chunks = wire.wired.wires.get(request.path)
            for chunk in chunks(request) if chunks else sound(wire.wired.site, request):
                if wire.ending.is_set():
                    return
                if chunk is RESET:
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
                    return
                self.wfile.write(chunk)

    def _request(self) -> Request | None:
        words = self.rfile.readline(65_536).split()
        if len(words) != 3:
            return None
        fields = (line.decode("latin-1").strip() for line in iter(self.rfile.readline, b"\r\n"))
        headers = dict(line.lower().split(": ", 1) for line in fields if ": " in line)
        target = words[1].decode("latin-1")
        assert isinstance(self.server, _Server)
        self.server.wire.paths.append(target)
        self.server.wire.hosts.add(headers["host"])
        return Request(
            method=words[0].decode("latin-1"),
            path=target.partition("?")[0],
            query=dict(parse_qsl(target.partition("?")[2], keep_blank_values=True)),
            headers=headers,
            base_url=f"http://{headers['host']}",
        )

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()


def sound(site: Site, request: Request) -> Iterator[bytes]:
    """The response of a site, as a sound server sends it."""
    response = site.respond(request)
    length = {"Content-Length": str(len(response.body)), "Connection": "close"}
    yield head(response.status, {**response.headers, **length})
    yield response.body


def head(status: int, headers: Mapping[str, str]) -> bytes:
    """Status line and headers, with the blank line."""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} So\r\n{lines}\r\n".encode("latin-1")


def forever(first: bytes, piece: bytes) -> Chunks:
    """A beginning, then the same piece again and again."""

    def chunks(_: Request) -> Iterator[bytes]:
        yield first
        while True:
            yield piece

    return chunks


def slowly(first: bytes, piece: bytes, *, seconds: float = 0.1) -> Chunks:
    """A beginning, then one small piece after the other, with pauses, without end."""

    def chunks(_: Request) -> Iterator[bytes]:
        yield first
        while True:
            time.sleep(seconds)
            yield piece

    return chunks


def once(*pieces: bytes) -> Chunks:
    """These pieces, then the end of the connection."""
    return lambda _: iter(pieces)
