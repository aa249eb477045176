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

NEXT_STEP = "check the URL in the column website; try again later"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    async with filled_room(tmp_path_factory.mktemp("clinics")) as ready:
        yield ready


async def page(site: Any, path: str) -> lxml.html.HtmlElement:
    answer = await site.client.get(path)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.text)


async def page_text(site: Any, path: str) -> str:
    """The words of the page, white space folded and none before a comma or inside quotes."""
    words = " ".join((await page(site, path)).cssselect("main")[0].itertext())
    return re.sub(r"\s+(?=[,.:”])|(?<=“)\s+", "", re.sub(r"\s+", " ", words)).strip()


async def test_home_counts_posts_clinics_and_undated_posts(site: Any) -> None:
    text = await page_text(site, "/")
    assert "Posts 4 1 post without a date" in text
    assert "Clinics 3 2 of them with posts" in text
    assert "Published from 11 March 2025 to 14 November 2026." in text


async def test_home_names_the_problems_of_the_last_run(site: Any) -> None:
    text = await page_text(site, "/")
    assert "quiet-clinic could not be reached check the URL" in text


async def test_home_offers_the_questions_of_all_three_users(site: Any) -> None:
    home = await page(site, "/")
    counted = [len(group.cssselect("li")) for group in home.cssselect(".questions")]
    assert counted == [sum(q.audience is audience for q in questions()) for audience in Audience]
    for link in home.cssselect(".questions a"):
        assert (await site.client.get(link.get("href"))).status_code == 200


async def test_an_empty_collection_says_what_to_do(tmp_path: Path) -> None:
    open_database(tmp_path / "empty.db").close()
    async with opened(tmp_path / "empty.db") as site:
        assert "dripfeed crawl" in await page_text(site, "/")
        assert (await site.client.get("/run")).status_code == 404
        assert (await site.client.get("/search?q=x")).status_code == 200


async def test_a_missing_collection_says_what_to_do(tmp_path: Path) -> None:
    site = datasette_app(tmp_path / "none.db")
    site.remove_database("dripfeed")
    await site.invoke_startup()
    assert "dripfeed crawl" in (await site.client.get("/")).text
    answer = await site.client.get("/search")
    assert answer.status_code == 404
    assert "nothing has been collected yet" in answer.text


async def test_a_post_says_how_far_its_text_can_be_trusted(site: Any) -> None:
    text = await page_text(site, "/post/1")
    assert "Confidence 0.83, by the feed." in text
    assert "98.3% of that text is in this post; 72% of this post is in that text." in text
    assert "only in that text The feed says one thing more." in text
    assert "only in this post The page ends with an offer." in text
    assert "not used an excerpt: much shorter than the text" in text


async def test_a_post_without_a_witness_says_nothing_of_trust(site: Any) -> None:
    assert "reliable" not in await page_text(site, "/post/2")


async def test_a_post_shows_its_text_with_headings_and_lists(site: Any) -> None:
    text = (await page(site, "/post/1")).cssselect(".text")[0]
    assert [heading.text for heading in text.cssselect("h2")] == [
        "What happens in the first hour",
        "Does it last?",
    ]
    assert len(text.cssselect("li")) == 3
    assert text.cssselect("td")[0].text == "First"


@pytest.mark.parametrize(
    "fact",
    [
        "Author Mara Lind, NP person As written on the page: “Mara Lind, NP”.",
        "Reviewed by Omar Haddad, MD",
        "Published 2 October 2026 From the page's structured data (JSON-LD): “October 2, 2026”.",
        "First seen 20 November 2026, 08:05 UTC",
        "Lakeside IV, 11 March 2025, 29 words: a different text",
        "NCT01627782 trial (NCT) in the text “Read the trial's record if you like details.”",
        "Titled “Ketamine and you” at the time.",
        "teaser 2 blocks You might also like heading says related posts",
        "“Copyright 2026” footer a footer never dates a post",
        "2 images 1 without alt text A chair by a window no alt text",
        "raw-00001.warc.gz, byte 5,000, 4,096 bytes",
        "Listed by sitemap 2026-10-03",
        "another view lakeside.example · in this collection",
    ],
)
async def test_a_post_shows_its_facts(site: Any, fact: str) -> None:
    assert fact in await page_text(site, "/post/1")


async def test_a_post_without_a_date_says_so(site: Any) -> None:
    assert "Published The page does not give a date." in await page_text(site, "/post/3")


async def test_a_post_without_an_author_says_so(site: Any) -> None:
    assert "Author The page does not name an author." in await page_text(site, "/post/2")


async def test_a_post_without_a_title_can_be_opened(site: Any) -> None:
    assert (await page_text(site, "/post/4")).startswith("Untitled post")


@pytest.mark.parametrize("path", ["/post/99", "/post/999999999999999999", "/run/7", "/clinic/nope"])
async def test_what_is_not_there_is_not_found(site: Any, path: str) -> None:
    answer = await site.client.get(path)
    assert answer.status_code == 404
    assert "there is no such page" in answer.text


async def test_a_clinic_tells_its_last_run_in_words(site: Any) -> None:
    text = await page_text(site, "/clinic/harbor-infusion")
    assert "6 URLs listed, 5 fetched, 3 skipped, 1 failed." in text
    assert "Posts: 2 new, 0 changed, 0 unchanged." in text
    assert "a category, tag, author or date archive 2" in text


async def test_a_clinic_that_failed_tells_what_to_do(site: Any) -> None:
    text = await page_text(site, "/clinic/quiet-clinic")
    assert f"Next step: {NEXT_STEP}" in text
    assert "No posts by this clinic are stored." in text


async def test_a_run_shows_its_coverage_with_failures_first(site: Any) -> None:
    rows = (await page(site, "/run/1")).cssselect("table")[0].cssselect("tbody tr")
    assert [" ".join(" ".join(row.itertext()).split()) for row in rows] == [
        f"quiet-clinic could not be reached 0 0 0 0 0 0 0 {NEXT_STEP} no address for quiet.example",
        "Harbor Infusion complete 6 5 2 0 0 3 1",
        "Lakeside IV complete 2 2 2 0 0 0 0",
    ]


async def test_the_last_run_has_an_address_of_its_own(site: Any) -> None:
    answer = await site.client.get("/run")
    assert (answer.status_code, answer.headers["location"]) == (302, "/run/1")


async def test_links_of_every_page_lead_somewhere(site: Any) -> None:
    for path in ("/", "/search?q=ketamine", "/post/1", "/clinic/harbor-infusion", "/run/1"):
        for link in (await page(site, path)).cssselect("a[href^='/']"):
            answer = await site.client.get(link.get("href"), follow_redirects=True)
            assert answer.status_code == 200, (path, link.get("href"))


async def test_the_list_of_posts_has_facets_and_links_but_no_texts(site: Any) -> None:
    table = await page(site, "/dripfeed/post_list")
    assert {facet.get("data-column") for facet in table.cssselect(".facet-info")} == {
        "clinic",
        "year",
    }
    assert table.cssselect("td.col-title a")[0].get("href") == "/post/1"
    assert "ninety minutes" not in table.text_content()


async def test_tags_can_be_used_as_a_facet(site: Any) -> None:
    assert (
        "NAD+"
        in (await page(site, "/dripfeed/post_tags")).cssselect(".facet-results")[0].text_content()
    )


async def test_the_table_of_posts_shows_a_taste_of_the_text(site: Any) -> None:
    cell = (await page(site, "/dripfeed/posts?id=1")).cssselect("td.col-text")[0].text_content()
    assert len(cell) < 120
    assert cell.endswith("characters")


async def test_json_keeps_the_whole_text(site: Any) -> None:
    (row,) = (await site.client.get("/dripfeed/posts.json?id=1&_shape=array")).json()
    assert row["text"].endswith("Ask us about NAD+ and other infusions.\n")


async def test_a_question_has_a_form_with_the_clinics_to_choose(site: Any) -> None:
    asked = await page(site, "/dripfeed/same_title?clinic=harbor-infusion")
    assert asked.cssselect("input#filter-clinic")[0].get("value") == "harbor-infusion"
    assert len(asked.cssselect("datalist option")) == 3
    assert asked.cssselect("td.col-title a")[0].get("href") == "/post/2"


async def test_sql_of_ones_own_can_be_asked(site: Any) -> None:
    text = await page_text(site, "/dripfeed?sql=select+count(*)+as+posts+from+posts")
    assert "1 row" in text
