"""Puts every way in which a request can end into our words."""

from datetime import UTC, datetime

from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)
from scrapy.http import HtmlResponse, Request, Response, TextResponse

from scrapers.errors import FetchError, StoreError
from scrapers.fetch.html_text import encoding_of
from scrapers.fetch.shutdown import CrawlClosing
from scrapers.items import Page
from scrapers.reasons import Reason

REASONS_BY_ERROR: tuple[tuple[type[Exception], Reason], ...] = (
    (CannotResolveHostError, Reason.DNS),
    (DownloadConnectionRefusedError, Reason.REFUSED),
    (DownloadTimeoutError, Reason.TIMEOUT),
    (DownloadCancelledError, Reason.TOO_LARGE),
    (UnsupportedURLSchemeError, Reason.UNSAFE_URL),
)
REASONS_BY_STATUS = {
    401: Reason.FORBIDDEN,
    403: Reason.FORBIDDEN,
    404: Reason.NOT_FOUND,
    410: Reason.NOT_FOUND,
    429: Reason.RATE_LIMITED,
}
REASONS_BY_WORDS = (
    ("max redirections", Reason.REDIRECT_LOOP),
    ("exceeded DOWNLOAD_MAXSIZE", Reason.TOO_LARGE),
    ("HeadersTooLargeError", Reason.TOO_LARGE),
    ("PrivateAddressError", Reason.PRIVATE_ADDRESS),
    ("has the private address", Reason.PRIVATE_ADDRESS),
    ("SSL", Reason.TLS),
    ("certificate", Reason.TLS),
)
"""Errors that Scrapy tells apart by their message only."""


async def fetch(crawler: Crawler, request: Request) -> Response:
    """The response to a request, whatever its status, after redirects and tries.

    Raises: FetchError if there is none; Stopping if the crawl is being closed; StoreError if the
    archive cannot keep it.
    """
    assert crawler.engine
    try:
        response = await crawler.engine.download_async(request)
    except (CrawlClosing, StoreError):
        raise
    except Exception as error:
        raise failure(error) from error
    return with_encoding(response)


def with_encoding(response: Response) -> Response:
    """The response; a page with the encoding by which its post is read too.

    Scrapy believes the header before the bytes, so the links of a page with a wrong header had
    other titles than the pages that they lead to.
    """
    if not isinstance(response, HtmlResponse):
        return response
    return response.replace(encoding=encoding_of(response.body, content_type(response) or ""))


def content_type(response: Response) -> str | None:
    """The type that an answer claims to be, such as "text/html"; None where it claims none."""
    value: bytes | None = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else None


def failure(error: BaseException | None) -> FetchError:
    """The named reason for an exception of the downloader or of a middleware."""
    if isinstance(error, FetchError):
        return error
    told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    causes = f"{told} {error.__cause__!r}" if error else told
    for kind, reason in REASONS_BY_ERROR:
        if isinstance(error, kind) and not _private(causes):
            return FetchError(reason, told)
    for words, reason in REASONS_BY_WORDS:
        if words in causes:
            return FetchError(reason, told)
    if isinstance(error, IgnoreRequest):
        return FetchError(Reason.HTTP_STATUS, told)
    return FetchError(Reason.CONNECTION, told)


def _private(causes: str) -> bool:
    return "private address" in causes or "PrivateAddressError" in causes


def raise_for_status(response: Response) -> None:
    """Let a 200 answer pass.

    Raises: FetchError for any other status.
    """
    status = response.status
    if status == 200:
        return
    reason = REASONS_BY_STATUS.get(status)
    if reason is None:
        reason = Reason.SERVER_ERROR if status >= 500 else Reason.HTTP_STATUS
    raise FetchError(reason, f"status {status}", status)


def raise_for_content(response: Response) -> None:
    """Let an answer pass that may be a post: text, and not empty.

    Raises: FetchError for any other.
    """
    if not response.body.strip():
        raise FetchError(Reason.EMPTY_BODY, status=response.status)
    if not isinstance(response, TextResponse):
        kind = content_type(response) or "unknown"
        raise FetchError(Reason.NOT_HTML, kind, status=response.status)


def page_of(response: Response, url: str, *, clinic: str = "", platform: str | None = None) -> Page:
    """The page that a response is, under the address `url`."""
    return Page(
        url=url,
        clinic=clinic,
        status=response.status,
        headers={
            name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
        },
        body=response.body,
        fetched_at=response.meta.get("fetched_at") or datetime.now(UTC),
        location=response.meta.get("location"),
        final_url=response.url if response.url != url else None,
        platform=platform,
    )
