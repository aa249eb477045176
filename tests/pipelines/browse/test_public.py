"""A site that strangers may enter keeps whole texts, SQL and its own insides to itself."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.pipelines.browse.datasette_site import page, rivals_site
from tests.pipelines.examples.five_clinics import HARBOR_BRAIN

PASSAGE = HARBOR_BRAIN[200:330]
"""Longer than a snippet of the search, so only a whole text holds it."""

READ_ONE_BY_ONE = ["/post/1", "/copies/1/5"]
TAKEN = [
    "/post/1.json", "/post/1/versions.json", "/post/1/versions.csv", "/copies/1/5.json",
    "/copies/1/5.csv?part=posts", "/search.json", "/index.json", "/clinic/harbor-infusion.json",
    "/clinic/harbor-infusion.atom", "/dripfeed/post_list.json?_size=max", "/dripfeed/claims.json",
]  # fmt: skip
CLOSED_TABLES = [
    "/dripfeed/posts", "/dripfeed/posts.json", "/dripfeed/posts.csv", "/dripfeed/posts/1",
    "/dripfeed/posts/1.json", "/dripfeed/post_versions", "/dripfeed/post_versions.json",
    "/dripfeed/extractions.json", "/dripfeed/posts_fts.json", "/dripfeed/posts_fts_data.json",
    "/dripfeed/posts_fts_idx.json", "/dripfeed/posts_fts_docsize.json",
    '/dripfeed/post_list.json?_through={"table":"posts","column":"text","value":"x"}',
]  # fmt: skip
INSIDES = [
    "/-/versions", "/-/versions.json", "/-/metadata", "/-/settings", "/-/plugins", "/-/databases",
    "/-/config", "/-/threads", "/-/actor", "/-/allow-debug", "/-/permissions", "/-/messages",
    "/-/patterns", "/-/logout", "/-/auth-token",
]  # fmt: skip
SQL = [
    "/dripfeed?sql=select+text+from+posts", "/dripfeed.json?sql=select+text+from+posts",
    "/dripfeed.csv?sql=select+text+from+posts", "/dripfeed/post_list.json?_where=1=1",
]  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    async with rivals_site(tmp_path_factory.mktemp("public"), public=True) as ready:
        yield ready


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def full_text_site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    async with rivals_site(
        tmp_path_factory.mktemp("full_text"), public=True, full_text=True
    ) as ready:
        yield ready


@pytest.mark.parametrize("path", READ_ONE_BY_ONE)
async def test_a_stranger_can_read_a_post(site: Any, path: str) -> None:
    text = " ".join((await page(site, path)).text_content().split())
    assert " ".join(PASSAGE.split()) in text


@pytest.mark.parametrize("path", TAKEN)
async def test_no_form_that_a_program_takes_holds_a_whole_text(site: Any, path: str) -> None:
    answer = await site.client.get(path)
    assert answer.status_code == 200
    assert "stays in the building until you leave" not in answer.text


@pytest.mark.parametrize("path", CLOSED_TABLES)
async def test_tables_with_whole_texts_are_closed(site: Any, path: str) -> None:
    answer = await site.client.get(path)
    assert answer.status_code in {403, 404, 500}
    assert "receptor" not in answer.text


@pytest.mark.parametrize("path", SQL)
async def test_a_stranger_writes_no_sql(site: Any, path: str) -> None:
    assert (await site.client.get(path)).status_code == 403


@pytest.mark.parametrize("path", INSIDES)
async def test_datasettes_pages_about_itself_are_closed(site: Any, path: str) -> None:
    assert (await site.client.get(path)).status_code == 404


async def test_the_questions_can_be_asked_and_their_style_sheet_is_open(site: Any) -> None:
    for path in ("/dripfeed/who_is_active", "/dripfeed/who_is_active.json", "/-/static/app.css"):
        assert (await site.client.get(path)).status_code == 200


async def test_no_question_answers_with_whole_texts(site: Any) -> None:
    from pipelines.queries import questions

    for question in questions():
        answer = await site.client.get(f"/dripfeed/{question.name}.json?_shape=array")
        assert "stays in the building until you leave" not in answer.text, question.name


@pytest.mark.parametrize("path", ["/", "/dripfeed", "/search?q=ketamine", "/post/1", "/run/2"])
async def test_links_of_a_public_page_lead_somewhere(site: Any, path: str) -> None:
    for link in (await page(site, path)).cssselect("a[href^='/']"):
        answer = await site.client.get(link.get("href"), follow_redirects=True)
        assert answer.status_code == 200, link.get("href")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("x-robots-tag", "noindex, nofollow, noarchive"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("x-content-type-options", "nosniff"),
    ],
)
async def test_every_answer_protects_its_reader(site: Any, header: str, value: str) -> None:
    for path in ("/", "/post/1.json", "/nope", "/-/versions"):
        assert (await site.client.get(path)).headers[header] == value


async def test_robots_are_told_to_stay_out(site: Any) -> None:
    assert (await site.client.get("/robots.txt")).text == "User-agent: *\nDisallow: /\n"


async def test_a_proxy_may_give_the_room_its_own_name(site: Any) -> None:
    assert (await site.client.get("/", headers={"host": "clinics.example"})).status_code == 200


@pytest.mark.parametrize("path", ["/post/1.json", "/dripfeed/posts.json", "/copies/1/5.json"])
async def test_whole_texts_can_be_taken_where_they_were_asked_for(
    full_text_site: Any, path: str
) -> None:
    assert "stays in the building until you leave" in (await full_text_site.client.get(path)).text


async def test_even_then_a_stranger_writes_no_sql(full_text_site: Any) -> None:
    assert (await full_text_site.client.get(SQL[0])).status_code == 403


async def test_a_room_of_ones_own_keeps_all_doors_open(tmp_path: Path) -> None:
    async with rivals_site(tmp_path) as own:
        for path in (SQL[0], "/dripfeed/posts.json", "/-/versions"):
            assert (await own.client.get(path)).status_code == 200


async def test_no_table_or_view_that_is_open_holds_whole_texts(site: Any) -> None:
    database = site.get_database("dripfeed")
    names = [*await database.table_names(), *await database.view_names()]
    opened = 0
    for name in names:
        answer = await site.client.get(f"/dripfeed/{name}.json?_shape=array&_size=max")
        opened += answer.status_code == 200
        assert answer.status_code in {200, 403}, name
        assert "stays in the building until you leave" not in answer.text, name
    assert opened > 20
