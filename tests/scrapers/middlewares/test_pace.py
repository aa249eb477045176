"""The gate of each host: one at a time, and none during a pause."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from sqlite_utils import Database

from scrapers.errors import FetchError
from scrapers.fetch.shutdown import CrawlClosing
from scrapers.middlewares.pace import MAX_PAUSE, Pace
from scrapers.state.frontier import Frontier
from scrapers.state.hosts import Hosts, host_of
from scrapers.state.timestamps import format_timestamp, parse_moment

HOST = "clinic.example"


@pytest.fixture
def pace(db: Database) -> Pace:
    """The gates of a crawl that is under way, with a memory."""
    crawler = Crawler(Spider, {"DRIPFEED_MAX_WAIT": 120, "CONCURRENT_REQUESTS_PER_DOMAIN": 1})
    crawler.spider = cast("Spider", SimpleNamespace(frontier=Frontier(db)))
    crawler.engine = cast("Any", SimpleNamespace(_slot=SimpleNamespace(closing=None)))
    return Pace(crawler)


def request(host: str = HOST) -> Request:
    return Request(f"https://{host}/", meta={"download_slot": host})


async def test_the_second_waits_until_the_first_has_its_response(pace: Pace) -> None:
    first, second = request(), request()
    await pace.process_request(first)
    waiting = asyncio.ensure_future(pace.process_request(second))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    pace.process_response(first, Response("https://clinic.example/"))
    await asyncio.wait_for(waiting, 1)


async def test_a_request_that_fails_makes_room_too(pace: Pace) -> None:
    first = request()
    await pace.process_request(first)
    pace.process_exception(first, ValueError())
    await asyncio.wait_for(pace.process_request(request()), 1)


async def test_hosts_do_not_wait_for_each_other(pace: Pace) -> None:
    await pace.process_request(request())
    await asyncio.wait_for(pace.process_request(request("other.example")), 1)


async def test_a_short_pause_is_sat_out(pace: Pace) -> None:
    pace.pause(HOST, 0.4, "asked")
    begun = asyncio.get_running_loop().time()
    await pace.process_request(request())
    assert asyncio.get_running_loop().time() - begun >= 0.35


async def test_a_long_pause_refuses_at_once_and_gives_the_turn_back(pace: Pace) -> None:
    pace.pause(HOST, 500, "asked")
    for _ in range(2):
        with pytest.raises(FetchError, match="left alone until"):
            await asyncio.wait_for(pace.process_request(request()), 1)


async def test_who_waits_stops_when_the_crawl_does(pace: Pace) -> None:
    pace.pause(HOST, 100, "asked")
    waiting = asyncio.ensure_future(pace.process_request(request()))
    await asyncio.sleep(0.1)
    assert pace.crawler.engine
    pace.crawler.engine._slot.closing = True  # type: ignore[union-attr]
    with pytest.raises(CrawlClosing):
        await asyncio.wait_for(waiting, 2)


@pytest.mark.parametrize(("seconds", "kept"), [(100, False), (121, True), (3600, True)])
def test_only_a_pause_that_no_run_makes_is_kept(pace: Pace, seconds: float, kept: bool) -> None:
    pace.pause(HOST, seconds, "asked")
    assert pace.hosts
    assert (pace.hosts.paused_until(HOST) is not None) is kept


@pytest.mark.parametrize("seconds", [1e9, float("inf")])
def test_no_pause_is_endless(pace: Pace, seconds: float) -> None:
    pace.pause(HOST, seconds, "asked")
    assert pace.hosts
    until = parse_moment(pace.hosts.paused_until(HOST) or "")
    assert until <= datetime.now(UTC) + MAX_PAUSE


def test_a_shorter_pause_does_not_end_a_longer_one(pace: Pace) -> None:
    pace.pause(HOST, 100, "asked")
    until = pace.paused_until[HOST]
    pace.pause(HOST, 1, "a retry")
    assert pace.paused_until[HOST] == until


def test_a_pause_of_an_earlier_run_is_over_some_time(db: Database) -> None:
    hosts = Hosts(db)
    hosts.pause_until(HOST, format_timestamp(datetime.now(UTC) - timedelta(seconds=1)), "asked")
    assert hosts.paused_until(HOST) is None
    hosts.pause_until(HOST, format_timestamp(datetime.now(UTC) + timedelta(hours=1)), "asked")
    assert hosts.paused_until(HOST) is not None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Clinic.example/a", "clinic.example"),
        ("http://clinic.example:80/", "clinic.example"),
        ("https://clinic.example:8443/", "clinic.example:8443"),
        ("https://blog.clinic.example./", "blog.clinic.example"),
        ("http://127.0.0.1:4802/", "127.0.0.1:4802"),
    ],
)
def test_a_host_has_one_name(url: str, host: str) -> None:
    assert host_of(url) == host
