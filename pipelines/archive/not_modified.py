"""Not Modified (304): the archived response that it confirms, with freshened headers."""

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from pipelines.archive.warc import ArchivedResponse

CONDITIONS = ("If-None-Match", "If-Modified-Since")
ENCODING_HEADERS = ("content-encoding", "content-length", "transfer-encoding")
"""Headers about the transfer of the body; the archive returns it decompressed."""
FRESHENED_HEADERS = ("Date", "ETag", "Last-Modified", "X-Robots-Tag")
"""Headers that a 304 may update; servers also send others that are not true of the stored body,
such as Content-Encoding."""


def freshened(stored: ArchivedResponse, not_modified: Response) -> Response:
    """Return the archived response with the headers that a 304 updates (RFC 9110, 15.4.5)."""
    headers = Headers(
        {name: value for name, value in stored.headers.items() if name not in ENCODING_HEADERS}
    )
    for name in FRESHENED_HEADERS:
        if value := not_modified.headers.get(name):
            headers[name] = value
    response_class = responsetypes.from_args(
        headers=headers, url=not_modified.url, body=stored.body
    )
    return response_class(not_modified.url, status=stored.status, headers=headers, body=stored.body)


def unconditional(request: Request) -> Request:
    """Return the request without its conditions, for a response that is no longer archived."""
    headers = request.headers.copy()
    for name in CONDITIONS:
        headers.pop(name, None)
    meta = {name: value for name, value in request.meta.items() if name != "cached_location"}
    return request.replace(headers=headers, meta=meta, dont_filter=True)
