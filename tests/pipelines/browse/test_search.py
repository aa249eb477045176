"""The search: ranked, with marked passages and facets, and never an error."""

import sqlite3
from collections.abc import AsyncIterator
from typing import Any

import lxml.html
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from pipelines.browse.search_syntax import parse_search
from pipelines.browse.views.search import marked
from tests.pipelines.examples.small_collection import filled_room

AWKWARD = [
    "NAD+", '"quoted phrase"', '"open', "-word", "a:b", "", "   ", "+", "*", "title:", "(", ")",
    "AND", "NEAR(a b)", "^x", "{a b}:c", "'", "\x00", "ketamine\x00", "%", "--", "/*", "🙂", '""',
    "a" * 5000,
]  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    async with filled_room(tmp_path_factory.mktemp("clinics")) as opened:
        yield opened


async def found(site: Any, **given: str) -> list[str]:
    answer = await site.client.get("/search", params=given)
    assert answer.status_code == 200
    page = lxml.html.fromstring(answer.text)
    return [link.text_content() for link in page.cssselect(".card h2 a")]


@pytest.mark.parametrize("q", AWKWARD)
async def test_awkward_words_are_never_an_error(site: Any, q: str) -> None:
    assert (await site.client.get("/search", params={"q": q})).status_code == 200
    assert (await site.client.get("/dripfeed/post_list", params={"_search": q})).status_code == 200


@given(st.text())
def test_no_words_make_the_index_fail(q: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    match = parse_search(q.encode("utf-8", "ignore").decode()).match
    if match:
        db.execute("SELECT * FROM t WHERE t MATCH ?", [match]).fetchall()
    db.close()


async def test_posts_with_the_word_in_the_title_come_first(site: Any) -> None:
    titles = await found(site, q="NAD+")
    assert titles[0] == "NAD+ and tiredness"
    assert len(titles) == 3


async def test_all_words_are_needed_and_word_forms_count(site: Any) -> None:
    assert await found(site, q="infusions tired") == []
    assert await found(site, q="researcher link") == ["How Does Ketamine Work in the Brain?"]


async def test_a_quoted_phrase_stays_together(site: Any) -> None:
    assert await found(site, q='"quiet room"') == ["How does ketamine work in the brain?"]
    assert await found(site, q='"room quiet"') == []


async def test_found_words_are_marked_in_the_passage(site: Any) -> None:
    page = lxml.html.fromstring((await site.client.get("/search?q=coenzyme")).text)
    assert [mark.text for mark in page.cssselect(".excerpt mark")] == ["coenzyme"]


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"clinic": "harbor-infusion"}, 2),
        ({"year": "2026"}, 2),
        ({"tag": "NAD+"}, 2),
        ({"tag": "NAD+", "clinic": "lakeside-iv"}, 1),
        ({"year": "' OR 1=1"}, 0),
        ({"clinic": "nobody"}, 0),
    ],
)
async def test_filters_narrow_the_posts(site: Any, filters: dict[str, str], count: int) -> None:
    assert len(await found(site, **filters)) == count


async def test_without_words_the_newest_posts_come_first(site: Any) -> None:
    assert (await found(site))[:2] == ["Untitled post", "How does ketamine work in the brain?"]


async def test_facets_count_clinics_years_and_tags(site: Any) -> None:
    page = lxml.html.fromstring((await site.client.get("/search?q=ketamine")).text)
    facets = [" ".join(item.text_content().split()) for item in page.cssselect(".facet li")]
    assert facets == [
        "Harbor Infusion 1", "Lakeside IV 1", "NAD+ 1", "brain 1", "2026 1", "2025 1",
        "Brain 2", "Ketamine 2",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "99999999999"])
async def test_any_page_number_is_answered(site: Any, number: str) -> None:
    answer = await site.client.get("/search", params={"q": "ketamine", "page": number})
    assert answer.status_code == 200


def test_only_the_index_can_mark_words() -> None:
    assert str(marked("<mark>a</mark> \x02b\x03 \x02c")) == (
        "&lt;mark&gt;a&lt;/mark&gt; <mark>b</mark> \x02c"
    )


@pytest.mark.parametrize("q", ["", " ", '""', "\x00"])
async def test_an_empty_search_box_of_a_table_shows_all_rows(site: Any, q: str) -> None:
    answer = await site.client.get("/dripfeed/posts.json", params={"_search": q, "_shape": "array"})
    assert len(answer.json()) == 4


async def test_a_tables_own_search_finds_posts(site: Any) -> None:
    given = {"_search": "coenzyme\x00", "_shape": "array", "clinic": "harbor-infusion"}
    for table in ("posts", "post_list"):
        answer = await site.client.get(f"/dripfeed/{table}.json", params=given)
        assert [row["id"] for row in answer.json()] == [3]
