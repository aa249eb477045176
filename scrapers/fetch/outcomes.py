"""Fetches a request, and maps every failure to a reason."""

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
from scrapers.fetch.html_encoding import encoding_of
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
REASONS_BY_MESSAGE = (
    ("max redirections", Reason.REDIRECT_LOOP),
    ("exceeded DOWNLOAD_MAXSIZE", Reason.TOO_LARGE),
    ("HeadersTooLargeError", Reason.TOO_LARGE),
    ("PrivateAddressError", Reason.PRIVATE_ADDRESS),
    ("has the private address", Reason.PRIVATE_ADDRESS),
    ("SSL", Reason.TLS),
    ("certificate", Reason.TLS),
)
"""Errors that differ only in their message."""


async def fetch(crawler: Crawler, request: Request) -> Response:
    """Fetch the response to a request, whatever its status, after redirects and retries.

    Raises: FetchError if there is none; CrawlClosing if the crawl is being closed; StoreError if
    the archive cannot store it.
    """
    assert crawler.engine
    try:
        response = await crawler.engine.download_async(request)
    except (CrawlClosing, StoreError):
        raise
    except Exception as error:
        raise to_fetch_error(error) from error
    return with_encoding(response)


def with_encoding(response: Response) -> Response:
    """Return the response, with the encoding that extraction uses if it is HTML.

    Scrapy trusts the header more than the bytes, so on a page with a wrong header the text of
    links differed from the titles of the linked pages.
    """
    if not isinstance(response, HtmlResponse):
        return response
    return response.replace(encoding=encoding_of(response.body, content_type(response) or ""))


def content_type(response: Response) -> str | None:
    """The Content-Type header, such as "text/html"; None if there is none."""
    value: bytes | None = response.headers.get("Content-Type")
    return value.decode("latin-1") if value else None


def to_fetch_error(error: BaseException | None) -> FetchError:
    """Map an exception of the downloader or of a middleware to a FetchError with a reason."""
    if isinstance(error, FetchError):
        return error
    detail = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    causes = f"{detail} {error.__cause__!r}" if error else detail
    for kind, reason in REASONS_BY_ERROR:
        if isinstance(error, kind) and not _is_private_address(causes):
            return FetchError(reason, detail)
    for words, reason in REASONS_BY_MESSAGE:
        if words in causes:
            return FetchError(reason, detail)
    if isinstance(error, IgnoreRequest):
        return FetchError(Reason.HTTP_STATUS, detail)
    return FetchError(Reason.CONNECTION, detail)


def _is_private_address(causes: str) -> bool:
    return "private address" in causes or "PrivateAddressError" in causes


def raise_for_status(response: Response) -> None:
    """Return if the status is 200.

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
    """Return if the response may be a post: text, and not empty.

    Raises: FetchError otherwise.
    """
    if not response.body.strip():
        raise FetchError(Reason.EMPTY_BODY, status=response.status)
    if not isinstance(response, TextResponse):
        kind = content_type(response) or "unknown"
        raise FetchError(Reason.NOT_HTML, kind, status=response.status)


def to_page(response: Response, url: str, *, clinic: str = "", platform: str | None = None) -> Page:
    """Convert a response to a Page with the key `url`."""
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
