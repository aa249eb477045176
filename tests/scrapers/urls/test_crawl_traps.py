"""Crawl traps are told apart from posts."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.urls import crawl_traps
from scrapers.urls.crawl_traps import (
    MAX_BY_DATE,
    MAX_BY_FACETS,
    MAX_WITH_SESSION_ID,
    CrawlTraps,
    path_trap,
)

SITE = "https://clinic.example"


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("/blog/blog/blog/", "/blog/"),
        ("/a/b/a/b/a/b", "/a/b/"),
        ("/x/a/b/c/a/b/c/a/b/c/y", "/a/b/c/"),
    ],
)
def test_a_path_that_repeats_itself_is_endless(path: str, part: str) -> None:
    assert path_trap(SITE + path) == f"its path repeats {part}"


@pytest.mark.parametrize(
    "path", ["/", "/blog/blog/", "/blog/2024/05/05/nad/", "/a/b/a/b/", "/" + "/".join("abcdefghij")]
)
def test_a_path_as_sites_have_them_is_sane(path: str) -> None:
    assert path_trap(SITE + path) is None


def test_a_path_deeper_than_any_real_one_is_endless() -> None:
    deep = "/".join(map(str, range(21)))
    assert path_trap(f"{SITE}/{deep}") == "more than 20 segments in its path"


def admitted(urls: list[str]) -> int:
    """How many of these URLs of one clinic are worth a request."""
    judge = CrawlTraps()
    return sum(judge.trap_reason(url) is None for url in urls)


@pytest.mark.parametrize(
    ("form", "limit"),
    [
        ("/events/{year}-{month:02}/", MAX_BY_DATE),
        ("/calendar/{year}/{month}/{day}", MAX_BY_DATE),
        ("/events?month={month}&year={year}", MAX_BY_DATE),
        ("/?tribe-bar-date={year}-{month:02}-{day:02}", MAX_BY_DATE),
        ("/shop?color={month}&size={day}&page={year}", MAX_BY_FACETS),
        ("/blog/nad?visit=a{year}b{month:06}c{day:06}", MAX_WITH_SESSION_ID),
        ("/blog/nad;jsessionid={year}{month}{day}", MAX_WITH_SESSION_ID),
        ("/(S(x{year}y{month}z{day}))/blog/nad", MAX_WITH_SESSION_ID),
    ],
)
def test_of_an_endless_kind_only_so_many_are_read(form: str, limit: int) -> None:
    days = product(range(2020, 2040), range(1, 13), (1, 9, 17, 25))
    urls = {SITE + form.format(year=year, month=month, day=day) for year, month, day in days}
    assert len(urls) > limit
    assert admitted(sorted(urls)) == limit


@pytest.mark.parametrize(
    "form",
    [
        "/blog/post-number-{n}/",
        "/{n}-reasons-for-a-drip",
        "/2024/05/12/drip-{n}/",
        "/?p={n}",
        "/news.php?id={n}&lang=en",
        "/index.php?option=com_content&view=article&id={n}&Itemid=4",
        "/post?slug=5-benefits-of-{n}-drips",
        "/post?id=507f1f77bcf86cd79943{n:04}",
        "/blog?page={n}",
        "/blog/{n}",
    ],
)
def test_a_large_blog_is_no_trap(form: str) -> None:
    assert admitted([SITE + form.format(n=n) for n in range(3_000)]) == 3_000


def test_the_reason_names_what_the_urls_have_in_common() -> None:
    judge = CrawlTraps()
    whys = {judge.trap_reason(f"{SITE}/events/{year}-05/") for year in range(1900, 2100)}
    assert whys == {None, "more than 100 URLs like /events/N-N/ by date"}


def test_a_reason_is_news_once() -> None:
    judge = CrawlTraps()
    assert [judge.is_new_reason("a"), judge.is_new_reason("a"), judge.is_new_reason("b")] == [
        True,
        False,
        True,
    ]


def test_a_clinic_has_so_many_urls_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl_traps, "MAX_URLS", 10)
    assert admitted([f"{SITE}/post-{n}" for n in range(30)]) == 10


@given(st.lists(st.text("ab/?=&;1", max_size=12), max_size=20))
def test_a_url_that_was_good_stays_good(tails: list[str]) -> None:
    judge = CrawlTraps()
    good = [url for url in (f"{SITE}/{tail}" for tail in tails) if judge.trap_reason(url) is None]
    assert [judge.trap_reason(url) for url in good] == [None] * len(good)
