"""A server that names a pause gets it; one that writes nonsense gets the usual one."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.statscollectors import DummyStatsCollector

from scrapers.errors import FetchError
from scrapers.middlewares.backoff import Backoff, retry_after
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
def test_nonsense_is_no_answer(value: str | None) -> None:
    assert retry_after(asks(value)) is None


@given(value=st.binary(max_size=40) | st.text(alphabet="0123456789 :+-,WedOctGMT", max_size=40))
def test_whatever_a_server_writes_is_a_pause_or_none(value: bytes | str) -> None:
    seconds = retry_after(asks(value))
    assert seconds is None or seconds >= 0


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made, without the time they take."""
    made: list[float] = []

    async def note(seconds: float) -> None:
        made.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", note)
    return made


async def again(response: Response, tries: int = 0) -> Request | Response:
    """What becomes of an answer after so many tries."""
    settings = {"RETRY_TIMES": 2, "DOWNLOAD_DELAY": 1, "DRIPFEED_MAX_WAIT": 120}
    crawler = Crawler(Spider, settings)
    crawler.stats = DummyStatsCollector(crawler)
    crawler.spider = Spider(name="test")
    crawler.spider._set_crawler(crawler)
    request = Request("https://clinic.example/", meta={"retry_times": tries})
    return await Backoff(crawler).process_response(request, response)


async def test_an_answer_that_is_none_of_these_passes_at_once(pauses: list[float]) -> None:
    response = asks(None, status=404)
    assert await again(response) is response
    assert pauses == []


@pytest.mark.parametrize("status", [429, 503])
async def test_a_pause_that_is_asked_for_is_made_before_the_next_try(
    pauses: list[float], status: int
) -> None:
    assert isinstance(await again(asks("60", status)), Request)
    assert pauses == [60]


async def test_pauses_grow_with_each_try(pauses: list[float]) -> None:
    await again(asks(None, 500))
    await again(asks(None, 500), tries=1)
    assert 1 <= pauses[0] <= 1.5
    assert 2 <= pauses[1] <= 3


async def test_a_pause_is_asked_for_by_503_and_429_only(pauses: list[float]) -> None:
    await again(asks("60", 500))
    assert pauses[0] < 2


async def test_a_request_that_was_tried_often_enough_is_answered(pauses: list[float]) -> None:
    response = asks("60")
    assert await again(response, tries=2) is response
    assert pauses == []


async def test_a_server_that_asks_for_too_long_a_pause_is_left_for_the_next_run(
    pauses: list[float],
) -> None:
    with pytest.raises(FetchError, match="wait 3600 s") as told:
        await again(asks("3600"))
    assert told.value.reason == Reason.RATE_LIMITED
    assert pauses == []
