"""Clinics side by side: the numbers of the rows, and a way to the posts behind each."""

from typing import Any

import lxml.html
import pytest

from tests.pipelines.browse.datasette_site import cells, page, said, words_of

FOUR = "clinic=harbor-infusion&clinic=lakeside-iv&clinic=prairie-drip&clinic=summit-wellness"


def table(shown: lxml.html.HtmlElement, label: str) -> lxml.html.HtmlElement:
    return shown.cssselect(f'[aria-label="{label}"] table')[0]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("Posts all that are stored", ["4", "3", "2", "1"]),
        ("Undated posts whose page gives no date", ["1", "0", "0", "0"]),
        ("In 90 days posts before the last run", ["2", "2", "0", "0"]),
        ("Days since from the newest post to the last run", ["49", "5", "103", "659"]),
        ("Typical words of the post in the middle, by length", ["11", "46", "33", "10"]),
        ("Claims per post sentences that are cues for review", ["0.75", "0.67", "0", "0"]),
        ("Citations per post", ["0", "0", "0", "1"]),
    ],
)
async def test_clinics_are_compared_in_numbers(
    room: Any, measure: str, expected: list[str]
) -> None:
    rows = cells(table(await page(room, f"/compare?{FOUR}"), "The clinics in numbers"))
    assert {row[0]: row[1:] for row in rows}[measure] == expected


async def test_topics_have_counts_and_shares(room: Any) -> None:
    rows = cells(table(await page(room, f"/compare?{FOUR}"), "Topic of each clinic"))
    assert rows[0] == ["depression condition", "3 75%", "1 33%", "1 50%", "1 100%"]
    assert rows[-1] == ["hangover condition", "–", "1 33%", "–", "–"]


async def test_the_chart_says_how_many_posts_it_could_not_date(room: Any) -> None:
    assert "1 post of 10 could not be dated and is not in the chart." in await said(
        room, f"/compare?{FOUR}"
    )


async def test_every_chart_has_its_numbers_as_a_table(room: Any) -> None:
    shown = await page(room, f"/compare?{FOUR}")
    assert len(shown.cssselect("svg.chart")) == 4
    assert cells(table(shown, "Posts per month of Lakeside IV")) == [
        ["November 2026", "2"],
        ["June 2025", "1"],
    ]


async def test_the_charts_of_all_clinics_have_one_scale(room: Any) -> None:
    shown = await page(room, f"/compare?{FOUR}")
    scales = {
        tuple(text.text for text in chart.cssselect(".axis.y text"))
        for chart in shown.cssselect("svg.chart")
    }
    assert scales == {("0", "1", "2")}


async def test_a_topic_of_three_rivals_is_a_gap_of_the_fourth(room: Any) -> None:
    harbor, summit = (await page(room, f"/compare?{FOUR}")).cssselect(".gap")
    assert words_of(harbor).startswith("Harbor Infusion 1 gap hydration 3 posts of 3 rivals")
    assert [words_of(each)[:4] for each in summit.cssselect("summary")] == ["NAD+", "keta"]


async def test_a_gap_shows_the_rivals_posts(room: Any) -> None:
    harbor = (await page(room, f"/compare?{FOUR}")).cssselect(".gap")[0]
    assert [words_of(post) for post in harbor.cssselect("li")] == [
        "The hangover drip Lakeside IV",
        "NAD+ on the prairie Prairie Drip",
        "Depression and altitude Summit Wellness",
    ]


async def test_of_two_clinics_the_other_one_makes_a_gap(room: Any) -> None:
    text = await said(room, "/compare?clinic=harbor-infusion&clinic=summit-wellness")
    assert "What the other clinic writes on and this one does not" in text
    assert "hydration 1 post of 1 rival" in text


async def test_shared_titles_and_texts_are_told_apart(room: Any) -> None:
    shown = await page(room, f"/compare?{FOUR}")
    assert [row[2:] for row in cells(table(shown, "Pairs of posts that share text"))] == [
        ["a near copy", "88 words side by side 94%"],
        ["a passage in common", "14 words side by side 29%"],
    ]
    assert "Lakeside IV, 20 June 2025, 96 words" in words_of(shown)


async def test_every_number_opens_as_many_posts_as_it_says(room: Any) -> None:
    shown = await page(room, f"/compare?{FOUR}")
    links = [link for link in shown.cssselect("td a") if "/search?" in link.get("href", "")]
    assert len(links) > 30
    for link in links:
        found = await room.client.get(link.get("href", "").replace("/search?", "/search.json?"))
        assert len(found.json()["hits"]) == int(link.text or ""), link.get("href")


async def test_without_clinics_there_is_a_form_with_the_largest_chosen(room: Any) -> None:
    boxes = (await page(room, "/compare")).cssselect('input[name="clinic"]')
    assert [box.get("value") for box in boxes if box.get("checked") is None] == ["quiet-clinic"]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("clinic=nope&clinic=harbor-infusion", "There is no clinic “nope” in the collection."),
        ("clinic=harbor-infusion", "Choose at least one more clinic."),
        ("clinic=harbor-infusion&clinic=harbor-infusion", "Choose at least one more clinic."),
    ],
)
async def test_what_cannot_be_compared_is_said(room: Any, query: str, note: str) -> None:
    assert note in await said(room, f"/compare?{query}")


async def test_a_clinic_without_posts_can_be_compared(room: Any) -> None:
    text = await said(room, "/compare?clinic=quiet-clinic&clinic=prairie-drip")
    assert "Posts all that are stored 0 2" in text


async def test_a_program_that_names_one_clinic_hears_what_it_needs(room: Any) -> None:
    answer = await room.client.get("/compare.json?clinic=harbor-infusion")
    assert answer.status_code == 400
    assert "needs 2 to 10 different clinics, not 1" in answer.json()["error"]
