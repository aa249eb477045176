"""A clinic over time, and the run that found it."""

from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.browse.datasette_site import cells, page, said, words_of


@pytest.mark.parametrize(
    "fact",
    [
        "Posts 4 1 post without a date",
        "In the last year 2 newest 49 days before the last run",
        "Typical length 11 words of the post in the middle",
        "Reading level grade 6.8 Flesch-Kincaid; reading ease 66.3",
        "As of 20 November 2026. Published from 5 March 2024 to 2 October 2026.",
        "1 post of 4 could not be dated and is not in the chart.",
        "Your first visit 20 November 2026, +4 −1 words; price added",
        "no author named 2 posts Mara Lind, NP 2 posts",
        "5 addresses listed, 4 fetched.",
    ],
)
async def test_a_clinic_tells_its_facts(room: Any, fact: str) -> None:
    assert fact in await said(room, "/clinic/harbor-infusion")


async def test_topics_are_counted_by_year_with_undated_posts_apart(room: Any) -> None:
    shown = await page(room, "/clinic/harbor-infusion")
    table = shown.cssselect('[aria-label="Topics by year"] table')[0]
    assert [words_of(head) for head in table.cssselect("thead th")] == [
        "Topic", "2024", "2026", "undated", "All",
    ]  # fmt: skip
    assert cells(table)[0] == ["depression condition", "1", "1", "1", "3"]


async def test_every_count_of_a_topic_opens_as_many_posts(room: Any) -> None:
    shown = await page(room, "/clinic/harbor-infusion")
    for link in shown.cssselect('[aria-label="Topics by year"] td a'):
        found = await room.client.get(link.get("href", "").replace("/search?", "/search.json?"))
        assert len(found.json()["hits"]) == int(link.text or ""), link.get("href")


async def test_posts_before_the_chart_are_counted(room: Any, tmp_path: Path) -> None:
    text = await said(room, "/clinic/summit-wellness")
    assert "All posts are dated." in text
    assert "older" not in text


async def test_a_run_tells_how_its_clinics_were_chosen(room: Any) -> None:
    shown = await page(room, "/run/2")
    table = shown.cssselect('[aria-label="Clinics by kind"] table')[0]
    assert cells(table) == [["IV hydration", "2", "2"], ["ketamine", "2", "2"],
                            ["not given", "1", "1"]]  # fmt: skip


async def test_a_run_of_no_clinic_says_so(room: Any) -> None:
    assert "This run has visited no clinic." in await said(room, "/run/1")


async def test_skips_are_counted_by_reason_over_all_clinics(room: Any) -> None:
    shown = await page(room, "/run/2")
    table = shown.cssselect('[aria-label="Skips and failures by reason"] table')[0]
    ((reason, count, clinics),) = cells(table)
    assert (reason, count) == ("a category, tag, author or date archive", "4")
    assert clinics.startswith("Harbor Infusion 1 addresses of Harbor Infusion, Lakeside IV 1")


async def test_a_run_has_a_paragraph_for_a_paper(room: Any) -> None:
    paragraph = (await page(room, "/run/2")).cssselect(".methods")[0].text or ""
    assert paragraph.startswith("Blog posts of 5 clinics were collected with dripfeed 0.1.0")
