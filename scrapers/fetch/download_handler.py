"""Scrapy's download handler for http and https, with a limit for what comes before the body.

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

MAX_HEAD_BYTES = 256 * 1024
"""Status line and headers of one answer. Source: browsers stop at 256 KiB too (Chromium,
net/http/http_stream_parser.cc, kMaxHeaderBufSize)."""


class HeadersTooLargeError(Exception):
    """The headers of an answer do not end."""


class BoundedDownloadHandler(HTTP11DownloadHandler):
    """Downloads over connections that count the bytes of the headers."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = BoundedFactory  # noqa: SLF001 - as Scrapy sets its own


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """A connection that breaks off when the headers of an answer are too large."""

    head_bytes = 0

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Read on, unless all that came so far is headers, and too much."""
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        parser: Any = self._parser
        in_head = parser is not None and parser.state in {STATUS, HEADER}
        self.head_bytes = self.head_bytes + len(data) if in_head else 0
        if self.head_bytes > MAX_HEAD_BYTES:
            error = HeadersTooLargeError(f"headers of more than {MAX_HEAD_BYTES:,} bytes")
            self._giveUp(Failure(error))  # type: ignore[no-untyped-call]


class BoundedFactory(_LenientHTTP11ClientFactory):
    """Makes such connections."""

    def buildProtocol(self, addr: IAddress | None) -> BoundedProtocol:  # noqa: N802 - Twisted's name
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]
