"""What a crawl does to a site: its pace, its pauses, its budget, its name."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from scrapers.state.timestamps import now
from tests.crawling import DRIPFEED, Crawled, crawl_command, finished, run, write_clinics
from tests.faults.changing import Changing
from tests.faults.sites import HTML, clinic
from tests.sites.server import Request, Response, Served, Site, serve

PART_OF_A_DELAY = 0.95
"""Clocks of two processes."""


@dataclass
class Visited:
    """A crawl of one site."""

    done: Crawled
    served: Served

    @property
    def gaps(self) -> list[float]:
        """Seconds between two requests."""
        return [b.seconds - a.seconds for a, b in pairwise(self.served.requests)]

    def end(self) -> tuple[str, str]:
        [row] = self.done.rows("SELECT * FROM run_clinics ORDER BY run DESC LIMIT 1")
        return row["end_state"], row["detail"] or ""


Visit = Callable[..., Visited]


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    """Crawls a site under one or more clinics, with settings of choice."""
    with ExitStack() as stack:
        kept: dict[str, Served] = {}

        def crawled(site: Site, *settings: str, slugs: tuple[str, ...] = ("a",)) -> Visited:
            if site.slug not in kept:
                kept[site.slug] = stack.enter_context(serve(site))
            served = kept[site.slug]
            rows = [{"slug": slug, "website": served.url} for slug in slugs]
            write_clinics(tmp_path / "clinics.csv", rows)
            options = [part for setting in settings for part in ("-s", setting)]
            done = finished(tmp_path, run(crawl_command(tmp_path, *options)))
            return Visited(done, served)

        yield crawled


def counting(site: Site, seconds: float) -> tuple[Site, list[int]]:
    """The site, slower, with the number of requests under way at each of its requests."""
    under_way: list[int] = []
    current = [0]

    def respond(request: Request) -> Response:
        current[0] += 1
        under_way.append(current[0])
        time.sleep(seconds)
        current[0] -= 1
        return site.respond(request)

    return Site(slug="counting", clinic={}, respond=respond), under_way


# -- the pace -----------------------------------------------------------------------------------


def test_two_clinics_on_one_host_are_visited_one_request_at_a_time(visit: Visit) -> None:
    site, under_way = counting(clinic("slow", {}, posts=4), 0.03)
    visited = visit(site, slugs=("a", "b"))
    assert visited.done.code == 0
    assert max(under_way) == 1


def test_the_delay_is_never_shorter_than_it_says(visit: Visit) -> None:
    visited = visit(clinic("one", {}, posts=2), "DOWNLOAD_DELAY=0.4")
    assert min(visited.gaps) >= 0.4 * PART_OF_A_DELAY


def test_the_defaults_wait_at_least_a_second_on_one_connection() -> None:
    from scrapers import settings

    assert settings.DOWNLOAD_DELAY >= 1
    assert settings.DOWNLOAD_DELAY_JITTER == 0
    assert settings.CONCURRENT_REQUESTS_PER_DOMAIN == 1
    assert settings.AUTOTHROTTLE_ENABLED


def test_a_slow_server_is_asked_more_slowly(visit: Visit) -> None:
    site, _ = counting(clinic("slow", {}, posts=3), 0.3)
    pace = ("AUTOTHROTTLE_ENABLED=True", "AUTOTHROTTLE_START_DELAY=0.05", "DOWNLOAD_DELAY=0.05")
    visited = visit(site, *pace)
    assert min(visited.gaps[2:]) >= 2 * 0.3 * PART_OF_A_DELAY


def test_crawl_delay_is_kept(visit: Visit) -> None:
    robots = {"/robots.txt": lambda _: Response(200, {}, b"User-agent: *\nCrawl-delay: 0.5\n")}
    visited = visit(clinic("delayed", robots, posts=2))
    assert min(visited.gaps[1:]) >= 0.5 * PART_OF_A_DELAY


# -- pauses -------------------------------------------------------------------------------------


def busy_once(value: Callable[[], str], status: int = 429) -> tuple[Site, list[float]]:
    """A clinic that asks for a pause once, and the times of its responses."""
    sound = clinic("busy", {}, posts=3)
    request_times: list[float] = []

    def respond(request: Request) -> Response:
        if request.path == "/blog/letter-2" and not request_times:
            request_times.append(time.monotonic())
            return Response(status, {"Retry-After": value()}, b"")
        return sound.respond(request)

    return Site(slug="busy", clinic={}, respond=respond), request_times


def in_seconds(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize(
    ("value", "at_least"), [(lambda: "3", 3), (lambda: in_seconds(4), 2.9)], ids=["seconds", "date"]
)
def test_a_pause_holds_every_request_of_the_host(
    visit: Visit, value: Callable[[], str], at_least: float
) -> None:
    site, request_times = busy_once(value)
    visited = visit(site, slugs=("a", "b", "c"))
    after = [r.seconds for r in visited.served.requests if r.seconds > request_times[0] + 0.01]
    assert min(after) - request_times[0] >= at_least
    assert visited.done.code == 0
    assert len(visited.done.rows("SELECT 1 FROM posts")) == 3


def test_a_long_pause_ends_the_visit_and_outlives_the_run(visit: Visit) -> None:
    site, _ = busy_once(lambda: "3600", status=503)
    first = visit(site)
    assert first.end()[0] == "rate_limited"
    [host] = first.done.rows("SELECT * FROM hosts")
    assert host["next_allowed_at"] > now()
    first.served.requests.clear()
    second = visit(site)
    assert second.served.requests == []
    assert second.end()[0] == "rate_limited"
    assert "asked to be left alone until" in second.end()[1]


def test_a_run_after_the_pause_goes_on(visit: Visit) -> None:
    from pipelines.store.database import open_database

    site, _ = busy_once(lambda: "3600")
    first = visit(site)
    db = open_database(first.done.db_path)
    db.execute("UPDATE hosts SET next_allowed_at = '2026-01-01T00:00:00.000Z'")
    db.close()
    second = visit(site)
    assert second.end()[0] == "done"
    assert len(second.done.rows("SELECT 1 FROM posts")) == 3


def test_a_host_that_refuses_page_after_page_is_left_alone(visit: Visit) -> None:
    parts = {f"/blog/letter-{n}": lambda _: Response(403, HTML, b"no") for n in range(1, 31)}
    visited = visit(clinic("refusing", parts, posts=30))
    refused = [r for r in visited.served.requests if r.path in parts]
    assert len(refused) == 5
    assert visited.end()[0] == "forbidden"
    assert visited.done.column("SELECT count(*) FROM pages WHERE state = 'listed'") == [25]


# -- budgets ------------------------------------------------------------------------------------


@pytest.mark.parametrize("budget", ["DRIPFEED_MAX_PAGES=4", "DRIPFEED_MAX_BYTES=6000"])
def test_a_budget_ends_the_visit_and_the_next_run_continues(visit: Visit, budget: str) -> None:
    site = clinic("large", {}, posts=10)
    visited = visit(site, budget)
    assert (visited.done.code, visited.end()[0]) == (0, "budget")
    left = visited.done.column("SELECT count(*) FROM pages WHERE reason = 'budget'")[0]
    assert 1 <= left < 10
    again = visit(site)
    assert again.end()[0] == "done"
    assert len(again.done.rows("SELECT 1 FROM posts")) == 10


# -- who we are, and what pages say -----------------------------------------------------------


def test_every_request_says_who_asks_and_how_to_reach_them(visit: Visit) -> None:
    visited = visit(clinic("asked", {}), "DRIPFEED_CONTACT=lab@university.example")
    agents = {r.headers["user-agent"] for r in visited.served.requests}
    [agent] = agents
    assert agent.startswith("dripfeed/")
    assert "+lab@university.example" in agent


def test_a_live_crawl_without_a_contact_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DRIPFEED_CONTACT", raising=False)
    write_clinics(tmp_path / "clinics.csv", [{"slug": "a", "website": "https://clinic.invalid/"}])
    files = ["--clinics", str(tmp_path / "clinics.csv"), "--db", str(tmp_path / "d.db")]
    done = run([*DRIPFEED, "crawl", *files])
    assert done.returncode == 1
    assert "DRIPFEED_CONTACT" in done.stderr


def test_what_pages_say_to_robots_is_recorded_and_not_obeyed(visit: Visit) -> None:
    visited = visit(Changing(posts=2, headers={"X-Robots-Tag": "noindex, nofollow"}).site())
    robots_tags = visited.done.column("SELECT DISTINCT robots_tag FROM pages WHERE state = 'post'")
    assert robots_tags == ["nofollow, noindex"]


# -- faults of our own --------------------------------------------------------------------------

BREAK_THE_FEED = """
import scrapers.sources as sources
from scrapers.items import Route
async def broken(site, *, all_pages=False):
    raise ZeroDivisionError("on purpose")
    yield
sources.feed = sources.SOURCES[Route.FEED] = broken
"""


def test_a_source_that_breaks_off_leaves_the_other_routes_alone(tmp_path: Path) -> None:
    with serve(clinic("sound", {}, posts=3)) as served:
        write_clinics(tmp_path / "clinics.csv", [{"slug": "a", "website": served.url}])
        python, option, code, *words = crawl_command(tmp_path)
        done = finished(tmp_path, run([python, option, BREAK_THE_FEED + code, *words]))
    [row] = done.rows("SELECT * FROM run_clinics")
    assert (row["end_state"], row["new"]) == ("done", 3)
    assert row["detail"] == "feed: ZeroDivisionError: on purpose"
    assert done.column("SELECT count(*) FROM pages WHERE reason = 'source_failed'") == [1]
