"""What protects readers and the machine: headers, host names, memory."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from datasette.utils.sqlite import sqlite3

from pipelines.browse import security
from tests.pipelines.examples.small_collection import filled_room

PATHS = ["/", "/post/1", "/dripfeed/posts", "/dripfeed/posts.json", "/nope", "/static/dripfeed.css"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    async with filled_room(tmp_path_factory.mktemp("clinics")) as ready:
        yield ready


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_has_the_headers(site: Any, path: str) -> None:
    headers = (await site.client.get(path)).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


async def test_no_inline_script_runs_but_datasettes_own(site: Any) -> None:
    policy = (await site.client.get("/")).headers["content-security-policy"]
    scripts = policy.partition("script-src ")[2].partition(";")[0]
    assert "unsafe" not in scripts
    assert "sha256-" in scripts


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8001", 200),
        ("localhost", 200),
        ("[::1]:8001", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
    ],
)
async def test_a_server_on_loopback_answers_to_loopback_names_only(
    site: Any, host: str, status: int
) -> None:
    assert (await site.client.get("/", headers={"host": host})).status_code == status


@pytest.mark.parametrize(
    ("server", "named", "expected"),
    [
        (("192.0.2.7", 80), frozenset(), True),
        (None, frozenset(), True),
        (("127.0.0.1", 80), frozenset({"clinics.example"}), True),
        (("127.0.0.1", 80), frozenset(), False),
    ],
)
def test_other_names_need_an_open_address_or_a_line_in_the_metadata(
    server: tuple[str, int] | None, named: frozenset[str], expected: bool
) -> None:
    scope = {"server": server, "headers": [(b"host", b"clinics.example")]}
    assert security._is_expected_host(scope, named) is expected


def test_a_query_cannot_fill_the_memory() -> None:
    connection = sqlite3.connect(":memory:")
    security.limit_memory(connection)
    with pytest.raises((MemoryError, sqlite3.DataError, sqlite3.OperationalError)):
        connection.execute("SELECT randomblob(1000000000)").fetchall()
    connection.close()


async def test_a_query_that_asks_for_too_much_gets_an_error_page(site: Any) -> None:
    answer = await site.client.get("/dripfeed", params={"sql": "select randomblob(1000000000)"})
    assert answer.status_code >= 400
    assert (await site.client.get("/")).status_code == 200


async def test_nothing_can_be_written(site: Any) -> None:
    answer = await site.client.get("/dripfeed", params={"sql": "delete from posts"})
    assert answer.status_code == 400
