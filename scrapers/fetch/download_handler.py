"""HTTP download handler with a limit for the size of the response headers.

DOWNLOAD_MAXSIZE counts the body only. Source: a server that never ended its headers filled 1.3 GB
in five seconds (measured).
"""

from typing import Any

from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

MAX_HEADER_BYTES = 256 * 1024
"""Most bytes of status line and headers. Source: browsers stop at 256 KiB too (Chromium,
net/http/http_stream_parser.cc, kMaxHeaderBufSize)."""


class HeadersTooLargeError(Exception):
    """The headers of a response exceed the limit."""


class BoundedDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP/1.1 download handler with a limit for the headers."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = BoundedFactory  # noqa: SLF001 - Scrapy sets it the same way


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """A connection that is closed when the headers of a response are too large."""

    header_bytes = 0

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Pass the data on; close the connection if the headers exceed the limit."""
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        parser: Any = self._parser
        in_headers = parser is not None and parser.state in {STATUS, HEADER}
        self.header_bytes = self.header_bytes + len(data) if in_headers else 0
        if self.header_bytes > MAX_HEADER_BYTES:
            error = HeadersTooLargeError(f"headers of more than {MAX_HEADER_BYTES:,} bytes")
            self._giveUp(Failure(error))  # type: ignore[no-untyped-call]


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Creates bounded connections."""

    def buildProtocol(self, addr: IAddress | None) -> BoundedProtocol:  # noqa: N802 - Twisted's name
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
