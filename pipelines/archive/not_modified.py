"""What a 304 stands for: the answer that lies in the archive."""

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from pipelines.archive.warc import ArchivedResponse

CONDITIONS = ("If-None-Match", "If-Modified-Since")
PACKED = ("content-encoding", "content-length", "transfer-encoding")
"""Headers of how the body travelled; the archive gives it unpacked."""


RENEWED = ("Date", "ETag", "Last-Modified", "X-Robots-Tag")
"""Headers that a 304 may renew; servers also send ones that are not true of the body, such as a
Content-Encoding."""


def restored(held: ArchivedResponse, confirmation: Response) -> Response:
    """The archived answer under the headers that its confirmation renews (RFC 9110, 15.4.5)."""
    headers = Headers({name: value for name, value in held.headers.items() if name not in PACKED})
    for name in RENEWED:
        if value := confirmation.headers.get(name):
            headers[name] = value
    kind = responsetypes.from_args(headers=headers, url=confirmation.url, body=held.body)
    return kind(confirmation.url, status=held.status, headers=headers, body=held.body)


def unconditional(request: Request) -> Request:
    """The same question for whoever holds nothing."""
    headers = request.headers.copy()
    for name in CONDITIONS:
        headers.pop(name, None)
    meta = {name: value for name, value in request.meta.items() if name != "cached_location"}
    return request.replace(headers=headers, meta=meta, dont_filter=True)
