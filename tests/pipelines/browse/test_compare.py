"""Clinics side by side: the numbers of the rows, and a way to the posts behind each."""

from typing import Any

import lxml.html
import pytest

from tests.pipelines.browse.datasette_site import cells, page, page_text, text_of

FOUR = "clinic=harbor-infusion&clinic=lakeside-iv&clinic=prairie-drip&clinic=summit-wellness"


def table(shown: lxml.html.HtmlElement, label: str) -> lxml.html.HtmlElement:
    return shown.cssselect(f'[aria-label="{label}"] table')[0]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("Posts all posts in the collection", ["4", "3", "2", "1"]),
        ("Undated posts without a date", ["1", "0", "0", "0"]),
        ("Posts in 90 days before the last run", ["2", "2", "0", "0"]),
        ("Days since last post up to the last run", ["49", "5", "103", "659"]),
        ("Median words per post", ["11", "46", "33", "10"]),
        ("Claims per post sentences flagged for review", ["0.75", "0.67", "0", "0"]),
        ("Citations per post", ["0", "0", "0", "1"]),
    ],
)
async def test_clinics_are_compared_in_numbers(
    site: Any, measure: str, expected: list[str]
) -> None:
    rows = cells(table(await page(site, f"/compare?{FOUR}"), "The clinics in numbers"))
    assert {row[0]: row[1:] for row in rows}[measure] == expected


async def test_topics_have_counts_and_shares(site: Any) -> None:
    rows = cells(table(await page(site, f"/compare?{FOUR}"), "Topic by clinic"))
    assert rows[0] == ["depression condition", "3 75%", "1 33%", "1 50%", "1 100%"]
    assert rows[-1] == ["hangover condition", "–", "1 33%", "–", "–"]


async def test_the_chart_says_how_many_posts_it_could_not_date(site: Any) -> None:
    assert "1 post of 10 has no date and is not in the chart." in await page_text(
        site, f"/compare?{FOUR}"
    )


async def test_every_chart_has_its_numbers_as_a_table(site: Any) -> None:
    shown = await page(site, f"/compare?{FOUR}")
    assert len(shown.cssselect("svg.chart")) == 4
    assert cells(table(shown, "Posts per month by Lakeside IV")) == [
        ["November 2026", "2"],
        ["June 2025", "1"],
    ]


async def test_the_charts_of_all_clinics_have_one_scale(site: Any) -> None:
    shown = await page(site, f"/compare?{FOUR}")
    scales = {
        tuple(text.text for text in chart.cssselect(".axis.y text"))
        for chart in shown.cssselect("svg.chart")
    }
    assert scales == {("0", "1", "2")}


async def test_a_topic_of_three_rivals_is_a_gap_of_the_fourth(site: Any) -> None:
    harbor, summit = (await page(site, f"/compare?{FOUR}")).cssselect(".gap")
    assert text_of(harbor).startswith("Harbor Infusion 1 gap hydration 3 posts by 3 competitors")
    assert [text_of(each)[:4] for each in summit.cssselect("summary")] == ["NAD+", "keta"]


async def test_a_gap_shows_the_rivals_posts(site: Any) -> None:
    harbor = (await page(site, f"/compare?{FOUR}")).cssselect(".gap")[0]
    assert [text_of(post) for post in harbor.cssselect("li")] == [
        "The hangover drip Lakeside IV",
        "NAD+ on the prairie Prairie Drip",
        "Depression and altitude Summit Wellness",
    ]


async def test_of_two_clinics_the_other_one_makes_a_gap(site: Any) -> None:
    text = await page_text(site, "/compare?clinic=harbor-infusion&clinic=summit-wellness")
    assert "Topics that the other clinic covers and this clinic does not" in text
    assert "hydration 1 post by 1 competitor" in text


async def test_shared_titles_and_texts_are_told_apart(site: Any) -> None:
    shown = await page(site, f"/compare?{FOUR}")
    assert [row[2:] for row in cells(table(shown, "Pairs of posts that share text"))] == [
        ["a near copy", "88 words, compare side by side 94%"],
        ["a passage in common", "14 words, compare side by side 29%"],
    ]
    assert "Lakeside IV, 20 June 2025, 96 words" in text_of(shown)


async def test_every_number_opens_as_many_posts_as_it_says(site: Any) -> None:
    shown = await page(site, f"/compare?{FOUR}")
    links = [link for link in shown.cssselect("td a") if "/search?" in link.get("href", "")]
    assert len(links) > 30
    for link in links:
        found = await site.client.get(link.get("href", "").replace("/search?", "/search.json?"))
        assert len(found.json()["hits"]) == int(link.text or ""), link.get("href")


async def test_without_clinics_there_is_a_form_with_the_largest_chosen(site: Any) -> None:
    boxes = (await page(site, "/compare")).cssselect('input[name="clinic"]')
    assert [box.get("value") for box in boxes if box.get("checked") is None] == ["quiet-clinic"]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("clinic=nope&clinic=harbor-infusion", "The collection has no clinic “nope”."),
        ("clinic=harbor-infusion", "Choose at least one more clinic."),
        ("clinic=harbor-infusion&clinic=harbor-infusion", "Choose at least one more clinic."),
    ],
)
async def test_what_cannot_be_compared_is_said(site: Any, query: str, note: str) -> None:
    assert note in await page_text(site, f"/compare?{query}")


async def test_a_clinic_without_posts_can_be_compared(site: Any) -> None:
    text = await page_text(site, "/compare?clinic=quiet-clinic&clinic=prairie-drip")
    assert "Posts all posts in the collection 0 2" in text


async def test_a_program_that_names_one_clinic_hears_what_it_needs(site: Any) -> None:
    answer = await site.client.get("/compare.json?clinic=harbor-infusion")
    assert answer.status_code == 400
    assert "needs 2 to 10 different clinics, not 1" in answer.json()["error"]
