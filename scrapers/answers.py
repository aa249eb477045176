"""Puts every way in which a request can end into our words."""

from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)
from scrapy.http import Request, Response

from scrapers.errors import FetchError
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
    ("PrivateAddressError", Reason.PRIVATE_ADDRESS),
    ("has the private address", Reason.PRIVATE_ADDRESS),
    ("SSL", Reason.TLS),
    ("certificate", Reason.TLS),
)
"""Errors that Scrapy tells apart by their message only."""


async def answer(crawler: Crawler, request: Request) -> Response:
    """The response to a request, whatever its status, after redirects and tries.

    Raises: FetchError if there is none.
    """
    assert crawler.engine
    try:
        return await crawler.engine.download_async(request)
    except Exception as error:
        raise failure(error) from error


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


def refuse_status(response: Response) -> None:
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
