"""A search is narrowed by what posts are about, say and lack, and `-word` leaves posts out."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.browse.search_syntax import parse_search
from tests.pipelines.browse.datasette_site import page, page_text


async def found(site: Any, **asked: str) -> list[int]:
    answer = await site.client.get("/search.json", params=asked)
    return sorted(hit["id"] for hit in answer.json()["hits"])


@pytest.mark.parametrize(
    ("q", "posts"),
    [
        ("ketamine", [1, 5, 8]),
        ("ketamine -prairie", [1, 5]),
        ("ketamine -NAD+ -prairie", [1, 5]),
        ('ketamine -"on the prairie"', [1, 5]),
        ("-ketamine -NAD+", [2, 4, 6, 10]),
        ("NAD+", [3, 7, 9]),
        ('"two hours" -book', [7]),
        ("two-hour", [7, 9]),
        ("-", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    ],
)
async def test_words_are_needed_and_words_with_a_minus_forbidden(
    site: Any, q: str, posts: list[int]
) -> None:
    assert await found(site, q=q) == posts


@pytest.mark.parametrize(
    ("filters", "posts"),
    [
        ({"topic": "1"}, [1, 2, 4, 5, 8, 10]),
        ({"topic": "1", "clinic": "harbor-infusion"}, [1, 2, 4]),
        ({"topic": "1", "year": "undated"}, [4]),
        ({"month": "2026-11"}, [6, 7]),
        ({"claim": "efficacy"}, [1, 5]),
        ({"contact": "price"}, [6]),
        ({"q": "ketamine", "claim": "efficacy", "year": "2024"}, [1]),
        ({"topic": "99"}, []),
        ({"topic": "x' OR 1=1 --"}, []),
        ({"month": "2026-1%"}, []),
        ({"claim": "' OR ''='"}, []),
        ({"contact": "price'; DROP TABLE posts"}, []),
    ],
)
async def test_filters_narrow_the_posts(
    site: Any, filters: dict[str, str], posts: list[int]
) -> None:
    assert await found(site, **filters) == posts


async def test_a_chosen_topic_is_told_by_its_name(site: Any) -> None:
    assert "Topic: hydration remove" in await page_text(site, "/search?topic=3")


async def test_topics_are_counted_beside_the_posts(site: Any) -> None:
    facets = [
        " ".join(item.text_content().split())
        for item in (await page(site, "/search?q=ketamine")).cssselect(".facet li")
    ]
    assert facets == [
        "Harbor Infusion 1", "Lakeside IV 1", "Prairie Drip 1", "depression 3", "ketamine 3",
        "2026 1", "2025 1", "2024 1", "Ketamine 1",
    ]  # fmt: skip


async def test_undated_posts_have_a_year_of_their_own_to_choose(site: Any) -> None:
    (link,) = [
        link
        for link in (await page(site, "/search")).cssselect(".facet a")
        if link.text == "undated"
    ]
    assert await found(site, year="undated") == [4]
    assert link.get("href") == "/search?year=undated"


async def test_typing_without_a_word_shows_the_newest_and_says_why(site: Any) -> None:
    text = await page_text(site, "/search?q=%2B%2B%2B")
    assert "“+++” contains nothing to search for" in text


@pytest.mark.parametrize(
    ("text", "match", "without"),
    [
        ("NAD+ drip", '"NAD+" "drip"', ""),
        ('say "so be it"', '"say" "so be it"', ""),
        ('-"so be it" yes', '"yes"', '"so be it"'),
        ("-a -b", "", '"a" OR "b"'),
        ("well-being - ++", '"well-being"', ""),
        ('"open', '"open"', ""),
        ("a\x00b", '"a" "b"', ""),
        ('x"y z"', '"x" "y z"', ""),
    ],
)
def test_typing_is_read_as_words_and_phrases(text: str, match: str, without: str) -> None:
    assert (parse_search(text).match, parse_search(text).without) == (match, without)


@given(st.text())
def test_typing_never_makes_a_quote_end_early(text: str) -> None:
    for expression in (parse_search(text).match, parse_search(text).without):
        assert expression.count('"') % 2 == 0
