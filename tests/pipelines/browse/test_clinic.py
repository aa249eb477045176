"""A clinic over time, and the run that found it."""

from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.browse.datasette_site import cells, page, page_text, text_of


@pytest.mark.parametrize(
    "fact",
    [
        "Posts 4 1 post without a date",
        "In the last year 2 last post 49 days before the last run",
        "Median words 11 per post",
        "Reading level grade 6.8 Flesch-Kincaid; reading ease 66.3",
        "As of 20 November 2026. Published from 5 March 2024 to 2 October 2026.",
        "1 post of 4 has no date and is not in the chart.",
        "Your first visit 20 November 2026, +4 −1 words; price added",
        "no author given 2 posts Mara Lind, NP 2 posts",
        "5 URLs listed, 4 fetched,",
    ],
)
async def test_a_clinic_tells_its_facts(site: Any, fact: str) -> None:
    assert fact in await page_text(site, "/clinic/harbor-infusion")


async def test_topics_are_counted_by_year_with_undated_posts_apart(site: Any) -> None:
    shown = await page(site, "/clinic/harbor-infusion")
    table = shown.cssselect('[aria-label="Topics by year"] table')[0]
    assert [text_of(head) for head in table.cssselect("thead th")] == [
        "Topic", "2024", "2026", "undated", "All",
    ]  # fmt: skip
    assert cells(table)[0] == ["depression condition", "1", "1", "1", "3"]


async def test_every_count_of_a_topic_opens_as_many_posts(site: Any) -> None:
    shown = await page(site, "/clinic/harbor-infusion")
    for link in shown.cssselect('[aria-label="Topics by year"] td a'):
        found = await site.client.get(link.get("href", "").replace("/search?", "/search.json?"))
        assert len(found.json()["hits"]) == int(link.text or ""), link.get("href")


async def test_posts_before_the_chart_are_counted(site: Any, tmp_path: Path) -> None:
    text = await page_text(site, "/clinic/summit-wellness")
    assert "All posts are dated." in text
    assert "older" not in text


async def test_a_run_tells_how_its_clinics_were_chosen(site: Any) -> None:
    shown = await page(site, "/run/2")
    table = shown.cssselect('[aria-label="Clinics by kind"] table')[0]
    assert cells(table) == [["IV hydration", "2", "2"], ["ketamine", "2", "2"],
                            ["not given", "1", "1"]]  # fmt: skip


async def test_a_run_of_no_clinic_says_so(site: Any) -> None:
    assert "This run did not visit any clinic." in await page_text(site, "/run/1")


async def test_skips_are_counted_by_reason_over_all_clinics(site: Any) -> None:
    shown = await page(site, "/run/2")
    table = shown.cssselect('[aria-label="Skips and failures by reason"] table')[0]
    ((reason, count, clinics),) = cells(table)
    assert (reason, count) == ("a category, tag, author or date archive", "4")
    assert clinics.startswith("Harbor Infusion 1 URLs from Harbor Infusion, Lakeside IV 1")


async def test_a_run_has_a_paragraph_for_a_paper(site: Any) -> None:
    paragraph = (await page(site, "/run/2")).cssselect(".methods")[0].text or ""
    assert paragraph.startswith("Blog posts of 5 clinics were collected with dripfeed 0.1.0")
