"""The sitemap route: sitemaps of no use, of great size, or made to harm."""

import asyncio
import gzip
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.reasons import Reason
from scrapers.sources.sitemap.parse import SitemapEntry, decompress, parse_sitemap
from scrapers.sources.sitemap.sitemap import sitemap
from tests.scrapers.sources.sitemap_text import ROBOTS, urlset
from tests.scrapers.web_in_memory import Web, list_paths, list_refs


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY_BODY),
        (urlset().encode(), Reason.EMPTY_BODY),
        (b"<!doctype html><html><p>Oops</p></html>", Reason.UNREADABLE),
        (b"hello", Reason.UNREADABLE),
        (b"\x1f\x8b\x08 no gzip", Reason.UNREADABLE),
        (gzip.compress(b" " * 60_000_000), Reason.UNREADABLE),
    ],
    ids=["empty", "no lines", "html", "words", "broken gzip", "bomb"],
)
async def test_a_sitemap_of_no_use_is_noted(body: bytes, reason: str) -> None:
    web = Web({ROBOTS: body})

    assert await list_paths(sitemap, web.site(robots=(ROBOTS,))) == []
    assert web.reasons()[ROBOTS] == reason


def test_a_bare_ampersand_does_not_spoil_urls() -> None:
    body = b"<urlset><url><loc>https://a.example/?a=1&b=2&amp;c=3</loc></url></urlset>"

    assert [line.url for line in parse_sitemap(body)] == ["https://a.example/?a=1&b=2&c=3"]


def test_half_a_character_does_not_cost_the_sitemap() -> None:
    body = b"<urlset><url><loc>/a&#xD83D;</loc></url><url><loc>/b&#55357;</loc></url></urlset>"

    assert [line.url for line in parse_sitemap(body)] == ["/a", "/b"]


def test_entities_are_not_expanded() -> None:
    body = b'<!DOCTYPE u [<!ENTITY x "boom">]><urlset><url><loc>/a?&x;</loc></url></urlset>'

    assert [line.url for line in parse_sitemap(body)] == ["/a?&x;"]


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(body: bytes) -> None:
    assert all(isinstance(line, SitemapEntry) for line in parse_sitemap(unpack_or_nothing(body)))


def unpack_or_nothing(body: bytes) -> bytes:
    try:
        return decompress(body)
    except ValueError:
        return b""


async def test_a_sitemap_of_fifty_thousand_lets_others_work() -> None:
    web = Web({ROBOTS: urlset(*(f"p/{number}" for number in range(50_010)))})
    ticks: list[float] = []

    async def tick() -> None:
        while True:
            ticks.append(time.perf_counter())
            await asyncio.sleep(0)

    ticker = asyncio.create_task(tick())
    refs = await list_refs(sitemap, web.site(robots=(ROBOTS,)))
    ticker.cancel()

    assert len(refs) == 50_000
    assert len(ticks) > 200
