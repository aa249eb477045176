"""The pages of our own say what the rows say."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import pytest_asyncio

from pipelines.browse.app import datasette_app
from pipelines.queries import Audience, questions
from pipelines.store.database import open_database
from tests.pipelines.examples.small_collection import filled_room, opened

NEXT_STEP = "check the address in the column website; try again later"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    async with filled_room(tmp_path_factory.mktemp("clinics")) as ready:
        yield ready


async def page(room: Any, path: str) -> lxml.html.HtmlElement:
    answer = await room.client.get(path)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.text)


async def said(room: Any, path: str) -> str:
    """The words of the page, white space folded and none before a comma or inside quotes."""
    words = " ".join((await page(room, path)).cssselect("main")[0].itertext())
    return re.sub(r"\s+(?=[,.:”])|(?<=“)\s+", "", re.sub(r"\s+", " ", words)).strip()


async def test_home_counts_posts_clinics_and_undated_posts(room: Any) -> None:
    text = await said(room, "/")
    assert "Posts 4 1 post without a date" in text
    assert "Clinics 3 2 of them with posts" in text
    assert "Published from 11 March 2025 to 14 November 2026." in text


async def test_home_names_the_problems_of_the_last_run(room: Any) -> None:
    text = await said(room, "/")
    assert "quiet-clinic could not be reached check the address" in text


async def test_home_offers_the_questions_of_all_three_users(room: Any) -> None:
    home = await page(room, "/")
    counted = [len(group.cssselect("li")) for group in home.cssselect(".questions")]
    assert counted == [sum(q.audience is audience for q in questions()) for audience in Audience]
    for link in home.cssselect(".questions a"):
        assert (await room.client.get(link.get("href"))).status_code == 200


async def test_an_empty_collection_says_what_to_do(tmp_path: Path) -> None:
    open_database(tmp_path / "empty.db").close()
    async with opened(tmp_path / "empty.db") as room:
        assert "dripfeed crawl" in await said(room, "/")
        assert (await room.client.get("/run")).status_code == 404
        assert (await room.client.get("/search?q=x")).status_code == 200


async def test_a_missing_collection_says_what_to_do(tmp_path: Path) -> None:
    room = datasette_app(tmp_path / "none.db")
    room.remove_database("dripfeed")
    await room.invoke_startup()
    assert "dripfeed crawl" in (await room.client.get("/")).text
    answer = await room.client.get("/search")
    assert answer.status_code == 404
    assert "nothing is collected yet" in answer.text


async def test_a_post_says_how_far_its_text_can_be_trusted(room: Any) -> None:
    text = await said(room, "/post/1")
    assert "Confidence 0.83, by the feed." in text
    assert "98.3 % of it stands in this text; 72 % of this text stands in it." in text
    assert "only there The feed says one thing more." in text
    assert "only here The page ends with an offer." in text
    assert "does not count an excerpt: much shorter than the text" in text


async def test_a_post_without_a_witness_says_nothing_of_trust(room: Any) -> None:
    assert "trusted" not in await said(room, "/post/2")


async def test_a_post_shows_its_text_with_headings_and_lists(room: Any) -> None:
    text = (await page(room, "/post/1")).cssselect(".text")[0]
    assert [heading.text for heading in text.cssselect("h2")] == [
        "What happens in the first hour",
        "Does it last?",
    ]
    assert len(text.cssselect("li")) == 3
    assert text.cssselect("td")[0].text == "First"


@pytest.mark.parametrize(
    "fact",
    [
        "Author Mara Lind, NP person The page says “Mara Lind, NP”.",
        "Reviewed by Omar Haddad, MD",
        "Published 2 October 2026 From the page's structured data (JSON-LD): “October 2, 2026”.",
        "First seen 20 November 2026, 08:05 UTC",
        "Lakeside IV, 11 March 2025, 29 words: another text",
        "NCT01627782 trial (NCT) in the text “Read the trial's record if you like details.”",
        "Then titled “Ketamine and you”.",
        "teaser 2 blocks You might also like heading says related posts",
        "“Copyright 2026” footer a footer never dates a post",
        "2 images 1 without alt text A chair by a window no alt text",
        "raw-00001.warc.gz, byte 5,000, 4,096 bytes",
        "Listed by sitemap 2026-10-03",
        "another view lakeside.example · stored here",
    ],
)
async def test_a_post_shows_its_facts(room: Any, fact: str) -> None:
    assert fact in await said(room, "/post/1")


async def test_a_post_without_a_date_says_so(room: Any) -> None:
    assert "Published The page gives no date." in await said(room, "/post/3")


async def test_a_post_without_an_author_says_so(room: Any) -> None:
    assert "Author The page names no author." in await said(room, "/post/2")


async def test_a_post_without_a_title_can_be_opened(room: Any) -> None:
    assert (await said(room, "/post/4")).startswith("Untitled post")


@pytest.mark.parametrize("path", ["/post/99", "/post/999999999999999999", "/run/7", "/clinic/nope"])
async def test_what_is_not_there_is_not_found(room: Any, path: str) -> None:
    answer = await room.client.get(path)
    assert answer.status_code == 404
    assert "there is no such page" in answer.text


async def test_a_clinic_tells_its_last_run_in_words(room: Any) -> None:
    text = await said(room, "/clinic/harbor-infusion")
    assert "6 addresses listed, 5 fetched. Of the posts 2 new, 0 changed and 0 unchanged" in text
    assert "a category, tag, author or date archive 2" in text


async def test_a_clinic_that_failed_tells_what_to_do(room: Any) -> None:
    text = await said(room, "/clinic/quiet-clinic")
    assert f"What to do: {NEXT_STEP}" in text
    assert "No post of this clinic is stored." in text


async def test_a_run_shows_its_coverage_with_failures_first(room: Any) -> None:
    rows = (await page(room, "/run/1")).cssselect("table")[0].cssselect("tbody tr")
    assert [" ".join(" ".join(row.itertext()).split()) for row in rows] == [
        f"quiet-clinic could not be reached 0 0 0 0 0 0 0 {NEXT_STEP} no address for quiet.example",
        "Harbor Infusion complete 6 5 2 0 0 3 1",
        "Lakeside IV complete 2 2 2 0 0 0 0",
    ]


async def test_the_last_run_has_an_address_of_its_own(room: Any) -> None:
    answer = await room.client.get("/run")
    assert (answer.status_code, answer.headers["location"]) == (302, "/run/1")


async def test_links_of_every_page_lead_somewhere(room: Any) -> None:
    for path in ("/", "/search?q=ketamine", "/post/1", "/clinic/harbor-infusion", "/run/1"):
        for link in (await page(room, path)).cssselect("a[href^='/']"):
            answer = await room.client.get(link.get("href"), follow_redirects=True)
            assert answer.status_code == 200, (path, link.get("href"))


async def test_the_list_of_posts_has_facets_and_links_but_no_texts(room: Any) -> None:
    table = await page(room, "/dripfeed/post_list")
    assert {facet.get("data-column") for facet in table.cssselect(".facet-info")} == {
        "clinic",
        "year",
    }
    assert table.cssselect("td.col-title a")[0].get("href") == "/post/1"
    assert "ninety minutes" not in table.text_content()


async def test_tags_can_be_used_as_a_facet(room: Any) -> None:
    assert (
        "NAD+"
        in (await page(room, "/dripfeed/post_tags")).cssselect(".facet-results")[0].text_content()
    )


async def test_the_table_of_posts_shows_a_taste_of_the_text(room: Any) -> None:
    cell = (await page(room, "/dripfeed/posts?id=1")).cssselect("td.col-text")[0].text_content()
    assert len(cell) < 120
    assert cell.endswith("characters")


async def test_json_keeps_the_whole_text(room: Any) -> None:
    (row,) = (await room.client.get("/dripfeed/posts.json?id=1&_shape=array")).json()
    assert row["text"].endswith("Ask us about NAD+ and other infusions.\n")


async def test_a_question_has_a_form_with_the_clinics_to_choose(room: Any) -> None:
    asked = await page(room, "/dripfeed/same_title?clinic=harbor-infusion")
    assert asked.cssselect("input#ask-clinic")[0].get("value") == "harbor-infusion"
    assert len(asked.cssselect("datalist option")) == 3
    assert asked.cssselect("td.col-title a")[0].get("href") == "/post/2"


async def test_sql_of_ones_own_can_be_asked(room: Any) -> None:
    text = await said(room, "/dripfeed?sql=select+count(*)+as+posts+from+posts")
    assert "1 row" in text
