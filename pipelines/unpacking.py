"""Undoes the Content-Encoding of an archived response with the code that the crawl uses.

Both must see the same bytes: their hash says which reading belongs to which fetch. warcio's own
unpacking knows one encoding in lower case only, and fails at `br` with brotli 1.2 (measured).
"""

from collections.abc import Iterable
from functools import cache
from types import SimpleNamespace
from typing import cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Headers, Response
from scrapy.settings import Settings
from scrapy.signalmanager import SignalManager

BODY_BYTES = 32 * 1024 * 1024
"""The most that is unpacked of a response: more than a crawl keeps, so only a bomb stays packed."""


def unpack(url: str, headers: Iterable[tuple[str, str]], body: bytes) -> bytes:
    """The body unpacked; as it is where it cannot be, or would be larger than BODY_BYTES."""
    encodings = [value for name, value in headers if name.lower() == "content-encoding"]
    if not encodings:
        return body
    packed = Response(url, headers=Headers({"Content-Encoding": encodings}), body=body)
    middleware = _middleware()
    try:
        answer = middleware.process_response(Request(url), packed)
    except Exception:  # every encoding has an error of its own
        return body
    assert isinstance(answer, Response)
    return answer.body


@cache
def _middleware() -> HttpCompressionMiddleware:
    """The crawl's own, without a crawl: making a Crawler would reset the log of the running one."""
    sizes = {"DOWNLOAD_MAXSIZE": BODY_BYTES, "DOWNLOAD_WARNSIZE": BODY_BYTES}
    crawl = SimpleNamespace(settings=Settings(sizes), stats=None, signals=SignalManager())
    return HttpCompressionMiddleware(crawler=cast("Crawler", crawl))
