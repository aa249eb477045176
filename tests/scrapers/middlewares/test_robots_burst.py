"""Fifty requests at once on a host that was never asked: none passes a robots.txt that loads."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.crawling import run
from tests.sites.responses import plain, redirect
from tests.sites.server import Request, Response, Served, Site, serve

AT_ONCE = 50
LOADING = 0.3
"""Seconds that robots.txt takes, in which a burst would slip past."""


def closed(request: Request) -> Response:
    """A host whose robots.txt is slow and forbids /blog."""
    if request.path == "/robots.txt":
        time.sleep(LOADING)
        return plain("User-agent: *\nDisallow: /blog\n")
    return plain("read")


def leading_to(target: Served) -> Site:
    """A host that sends everyone to another one."""

    def respond(request: Request) -> Response:
        if request.path == "/robots.txt":
            return plain("")
        return redirect(f"{target.url}/blog{request.path}")

    return Site(slug="leading", clinic={}, respond=respond)


@pytest.fixture
def hosts() -> Iterator[list[Served]]:
    with ExitStack() as stack:
        site = Site(slug="closed", clinic={}, respond=closed)
        yield [stack.enter_context(serve(site)) for _ in range(4)]


def burst(*urls: str) -> list[str]:
    """How each request ended."""
    done = run([sys.executable, "-m", "tests.scrapers.middlewares.burst", *urls])
    assert done.returncode == 0, done.stderr
    return [line.split()[1] for line in done.stdout.splitlines()]


def blog_requests(host: Served) -> list[str]:
    return [r.path for r in host.requests if r.path.startswith("/blog")]


def test_none_of_fifty_slips_past_on_one_new_host(hosts: list[Served]) -> None:
    ends = burst(*(f"{hosts[0].url}/blog/{n}" for n in range(AT_ONCE)))
    assert ends == ["robots"] * AT_ONCE
    assert blog_requests(hosts[0]) == []


def test_none_of_fifty_slips_past_on_several_new_hosts(hosts: list[Served]) -> None:
    ends = burst(*(f"{hosts[n % 4].url}/blog/{n}" for n in range(AT_ONCE)))
    assert ends == ["robots"] * AT_ONCE
    assert [blog_requests(host) for host in hosts] == [[]] * 4


def test_none_of_fifty_slips_past_after_a_redirect(hosts: list[Served]) -> None:
    with serve(leading_to(hosts[0])) as leading:
        ends = burst(*(f"{leading.url}/{n}" for n in range(AT_ONCE)))
    assert ends == ["robots"] * AT_ONCE
    assert blog_requests(hosts[0]) == []


def test_what_is_allowed_passes_and_robots_txt_is_requested_once(hosts: list[Served]) -> None:
    ends = burst(*(f"{hosts[0].url}/page/{n}" for n in range(AT_ONCE)))
    assert ends == ["200"] * AT_ONCE
    assert [r.path for r in hosts[0].requests].count("/robots.txt") == 1
