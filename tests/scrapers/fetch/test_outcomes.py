"""Every way in which a request can end has one of our words."""

from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import HtmlResponse, Request, Response

from scrapers.errors import FetchError
from scrapers.fetch.outcomes import (
    REASONS_BY_STATUS,
    raise_for_content,
    raise_for_status,
    to_fetch_error,
    to_page,
    with_encoding,
)
from scrapers.middlewares.guard import PrivateAddressError
from scrapers.reasons import Reason

URL = "https://clinic.example/a"


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


PRIVATE = PrivateAddressError("clinic.example has the private address 10.0.0.1")
TOO_LARGE = "Ignored response because its body exceeded DOWNLOAD_MAXSIZE (10 B)"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (CannotResolveHostError("clinic.example"), Reason.DNS),
        (DownloadConnectionRefusedError("connection refused"), Reason.REFUSED),
        (DownloadTimeoutError("took longer than 30 s"), Reason.TIMEOUT),
        (DownloadCancelledError("expected size larger than the limit"), Reason.TOO_LARGE),
        (UnsupportedURLSchemeError("gopher"), Reason.UNSAFE_URL),
        (IgnoreRequest("max redirections reached"), Reason.REDIRECT_LOOP),
        (IgnoreRequest(TOO_LARGE), Reason.TOO_LARGE),
        (IgnoreRequest("something else"), Reason.HTTP_STATUS),
        (IgnoreRequest(), Reason.HTTP_STATUS),
        (caused(CannotResolveHostError("x"), PRIVATE), Reason.PRIVATE_ADDRESS),
        (caused(DownloadFailedError("x"), PRIVATE), Reason.PRIVATE_ADDRESS),
        (CannotResolveHostError(str(PRIVATE)), Reason.PRIVATE_ADDRESS),
        (PRIVATE, Reason.PRIVATE_ADDRESS),
        (DownloadFailedError("[SSL: CERTIFICATE_VERIFY_FAILED]"), Reason.TLS),
        (DownloadFailedError("certificate has expired"), Reason.TLS),
        (caused(DownloadFailedError("x"), OSError("[SSL] wrong version number")), Reason.TLS),
        (DownloadFailedError("connection was closed"), Reason.CONNECTION),
        (ResponseDataLossError("short"), Reason.CONNECTION),
        (OSError("no route to host"), Reason.CONNECTION),
        (RuntimeError(), Reason.CONNECTION),
    ],
    ids=lambda value: str(value)[:40],
)
def test_every_error_of_a_download_has_a_reason(error: Exception, reason: Reason) -> None:
    raised = to_fetch_error(error)
    assert raised.reason == reason
    assert raised.detail is not None
    assert type(error).__name__ in raised.detail
    assert raised.status is None


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.FORBIDDEN),
        (403, Reason.FORBIDDEN),
        (404, Reason.NOT_FOUND),
        (410, Reason.NOT_FOUND),
        (429, Reason.RATE_LIMITED),
        (500, Reason.SERVER_ERROR),
        (503, Reason.SERVER_ERROR),
        (599, Reason.SERVER_ERROR),
        (204, Reason.HTTP_STATUS),
        (301, Reason.HTTP_STATUS),
        (418, Reason.HTTP_STATUS),
    ],
)
def test_every_status_but_200_has_a_reason(status: int, reason: Reason) -> None:
    with pytest.raises(FetchError) as raised:
        raise_for_status(Response("https://clinic.example/", status=status))
    assert raised.value.reason == reason
    assert raised.value.status == status
    assert str(status) in str(raised.value)


def test_a_200_passes() -> None:
    raise_for_status(Response("https://clinic.example/", status=200))


@pytest.mark.parametrize("status", range(400, 600))
def test_no_status_of_a_failure_is_left_out(status: int) -> None:
    with pytest.raises(FetchError) as raised:
        raise_for_status(Response("https://clinic.example/", status=status))
    expected: Any = REASONS_BY_STATUS.get(status)
    assert raised.value.reason == (
        expected or (Reason.SERVER_ERROR if status >= 500 else Reason.HTTP_STATUS)
    )


@pytest.mark.parametrize("body", [b"", b" \r\n\t "])
def test_an_empty_response_is_not_a_page(body: bytes) -> None:
    with pytest.raises(FetchError) as raised:
        raise_for_content(HtmlResponse(URL, body=body))
    assert raised.value.reason == Reason.EMPTY_BODY


def test_a_response_that_is_no_text_is_no_page_and_its_kind_is_named() -> None:
    with pytest.raises(FetchError) as raised:
        raise_for_content(Response(URL, body=b"%PDF", headers={"Content-Type": "application/pdf"}))
    assert raised.value.reason == Reason.NOT_HTML
    assert raised.value.detail == "application/pdf"


def test_a_text_passes() -> None:
    raise_for_content(HtmlResponse(URL, body=b"<p>Words.</p>"))


def test_a_page_says_under_which_url_it_was_listed_and_where_it_was_found() -> None:
    moment = datetime(2026, 11, 20, tzinfo=UTC)
    request = Request(URL, meta={"fetched_at": moment, "location": None})
    headers = {"ETag": "x", "Link": ["<a>", "<b>"]}
    response = HtmlResponse(f"{URL}/", headers=headers, body=b"<p>", request=request)
    page = to_page(response, URL, clinic="harbor", platform="wix")
    assert (page.url, page.final_url) == (URL, f"{URL}/")
    assert page.headers == {"etag": "x", "link": "<a>, <b>"}
    assert (page.fetched_at, page.location) == (moment, None)
    assert (page.clinic, page.platform, page.status, page.body) == ("harbor", "wix", 200, b"<p>")
    assert to_page(response, f"{URL}/").final_url is None


@pytest.mark.parametrize("label", ["iso-8859-1", "utf-8", "no-such"])
def test_the_links_of_a_page_are_read_by_the_encoding_of_posts(label: str) -> None:
    headers = {"Content-Type": f"text/html; charset={label}"}
    page = HtmlResponse(URL, headers=headers, body="<a href='/b'>Don’t rush</a>".encode())
    assert with_encoding(page).xpath("string(//a)").get() == "Don’t rush"


def test_a_response_that_is_no_page_stays_as_it_is() -> None:
    answer = Response(URL, headers={"Content-Type": "text/xml; charset=iso-8859-1"}, body=b"<a/>")
    assert with_encoding(answer) is answer
