"""A server that names a pause gets it; one that writes nonsense gets the usual one."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.statscollectors import DummyStatsCollector

from scrapers.errors import FetchError
from scrapers.middlewares.backoff import Backoff, retry_after
from scrapers.middlewares.pace import Pace
from scrapers.reasons import Reason


def asks(value: bytes | str | None, status: int = 503) -> Response:
    headers = {} if value is None else {"Retry-After": value}
    return Response("https://clinic.example/", status=status, headers=headers)


@pytest.mark.parametrize(("value", "seconds"), [("0", 0), ("120", 120), (" 7 ", 7), ("3600", 3600)])
def test_seconds_are_taken_as_they_are(value: str, seconds: float) -> None:
    assert retry_after(asks(value)) == seconds


@pytest.mark.parametrize("zone", ["GMT", "-0000", "+0000"])
def test_a_day_is_counted_from_now(zone: str) -> None:
    moment = datetime.now(UTC) + timedelta(minutes=10)
    value = format_datetime(moment, usegmt=True).replace("GMT", zone)
    assert retry_after(asks(value)) == pytest.approx(600, abs=5)


def test_a_day_that_is_over_asks_for_no_pause() -> None:
    assert retry_after(asks("Wed, 21 Oct 2015 07:28:00 GMT")) == 0


@pytest.mark.parametrize(
    "value",
    [None, "", "soon", "-5", "1.5", "1e3", "²", "١", "Wed", "Wed, 99 Oct 2015 07:28:00 GMT"],
)
def test_nonsense_is_ignored(value: str | None) -> None:
    assert retry_after(asks(value)) is None


@given(value=st.binary(max_size=40) | st.text(alphabet="0123456789 :+-,WedOctGMT", max_size=40))
def test_whatever_a_server_writes_is_a_pause_or_none(value: bytes | str) -> None:
    seconds = retry_after(asks(value))
    assert seconds is None or seconds >= 0


Pauses = list[tuple[str, float]]


class Gates(Pace):
    """Notes the pauses instead of making them."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.pauses: Pauses = []

    def pause(self, host: str, seconds: float, why: str) -> None:
        self.pauses.append((host, seconds))


SETTINGS = {"RETRY_TIMES": 2, "DOWNLOAD_DELAY": 1, "DRIPFEED_MAX_WAIT": 120}


@pytest.fixture
def backoff() -> Backoff:
    """The middleware of a crawl that makes no pauses."""
    crawler = Crawler(Spider, SETTINGS)
    crawler.stats = DummyStatsCollector(crawler)
    crawler.spider = Spider(name="test")
    crawler.spider._set_crawler(crawler)
    made = Backoff(crawler)
    made.pace = Gates(crawler)
    return made


def pauses(backoff: Backoff) -> Pauses:
    assert isinstance(backoff.pace, Gates)
    return backoff.pace.pauses


def request(tries: int = 0) -> Request:
    meta = {"retry_times": tries, "download_slot": "clinic.example"}
    return Request("https://clinic.example/", meta=meta)


def test_a_response_that_is_none_of_these_passes_at_once(backoff: Backoff) -> None:
    response = asks(None, status=404)
    assert backoff.process_response(request(), response) is response
    assert pauses(backoff) == []


@pytest.mark.parametrize("status", [429, 503])
def test_a_pause_that_is_requested_holds_the_host(backoff: Backoff, status: int) -> None:
    assert isinstance(backoff.process_response(request(), asks("60", status)), Request)
    assert set(pauses(backoff)) == {("clinic.example", 60)}


def test_pauses_grow_with_each_try(backoff: Backoff) -> None:
    backoff.process_response(request(), asks(None, 500))
    backoff.process_response(request(tries=1), asks(None, 500))
    (_, first), (_, second) = pauses(backoff)
    assert 1 <= first <= 1.5
    assert 2 <= second <= 3


def test_pauses_are_not_all_alike(backoff: Backoff) -> None:
    for _ in range(10):
        backoff.process_response(request(), asks(None, 500))
    assert len(set(pauses(backoff))) > 5


def test_a_pause_is_requested_by_503_and_429_only(backoff: Backoff) -> None:
    backoff.process_response(request(), asks("60", 500))
    assert pauses(backoff)[0][1] < 2


def test_a_broken_connection_is_tried_again_after_a_pause(backoff: Backoff) -> None:
    again = backoff.process_exception(request(), DownloadTimeoutError())
    assert isinstance(again, Request)
    assert len(pauses(backoff)) == 1


def test_another_fault_is_not_tried_again(backoff: Backoff) -> None:
    assert backoff.process_exception(request(), ValueError()) is None
    assert pauses(backoff) == []


def test_a_request_that_was_tried_often_enough_gets_its_response_and_the_host_rests(
    backoff: Backoff,
) -> None:
    response = asks("60")
    assert backoff.process_response(request(tries=2), response) is response
    assert pauses(backoff) == [("clinic.example", 60)]


def test_a_server_that_asks_for_too_long_a_pause_is_left_for_a_later_run(backoff: Backoff) -> None:
    with pytest.raises(FetchError, match="wait 3600 s") as raised:
        backoff.process_response(request(), asks("3600"))
    assert raised.value.reason == Reason.RATE_LIMITED
    assert pauses(backoff) == [("clinic.example", 3600)]
