"""Shared text: pairs, groups, two posts side by side, and what was rewritten."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.browse.views.copies import stretches
from pipelines.browse.word_diff import differences
from pipelines.dedupe.passages import passages
from tests.pipelines.browse.datasette_site import cells, page, page_text, text_of
from tests.pipelines.examples.five_clinics import HARBOR_BRAIN, LAKESIDE_BRAIN


async def test_pairs_can_be_narrowed_by_clinic_and_kind(site: Any) -> None:
    for query, pairs in [("", 2), ("clinic=prairie-drip", 1), ("kind=copy", 1), ("kind=same", 0)]:
        found = (await site.client.get(f"/copies.json?{query}")).json()["pairs"]
        assert len(found) == pairs, query


async def test_a_group_names_its_first_post_with_the_reason(site: Any) -> None:
    (group,) = (await page(site, "/copies")).cssselect(".group")
    assert text_of(group) == (
        "2 posts by 2 clinics What does ketamine do in the brain? Harbor Infusion, 5 March 2024 "
        "first What Does Ketamine Do in the Brain? Lakeside IV, 20 June 2025 dated by jsonld in "
        "both"
    )


async def test_swapped_names_are_seen_on_both_sides(site: Any) -> None:
    shown = await page(site, "/copies/1/5")
    sides = [[mark.text for mark in side.cssselect("mark")] for side in shown.cssselect("article")]
    assert sides == [["Lind", "207-555-0123"], ["Osei", "608-555-0177"]]


async def test_the_swaps_of_a_passage_are_listed(site: Any) -> None:
    (row,) = cells((await page(site, "/copies/1/5")).cssselect("table")[0])
    assert row[2] == "Lind → Osei; 207-555-0123 → 608-555-0177"


async def test_who_was_first_is_said_where_both_dates_can_be_trusted(site: Any) -> None:
    assert "First published by Harbor Infusion, 5 March 2024" in await page_text(
        site, "/copies/5/1"
    )


async def test_a_post_without_a_date_was_first_nowhere(site: Any) -> None:
    assert "It is not known which was published first: post 4 has no date." in await page_text(
        site, "/copies/1/4"
    )


async def test_two_posts_without_a_common_word_can_be_looked_at(site: Any) -> None:
    assert "The posts share no passage." in await page_text(site, "/copies/4/7")


async def test_a_pair_with_a_post_that_is_not_there_is_not_found(site: Any) -> None:
    assert (await site.client.get("/copies/1/99")).status_code == 404


@pytest.mark.parametrize("is_other", [False, True])
def test_the_stretches_of_a_text_are_the_text(is_other: bool) -> None:
    text = LAKESIDE_BRAIN if is_other else HARBOR_BRAIN
    cut = stretches(text, passages(HARBOR_BRAIN, LAKESIDE_BRAIN), is_other=is_other)
    assert "".join(stretch.text for stretch in cut) == text


WORDS = st.lists(st.sampled_from(["rain", "sun", "fog", "hail", "\n"]), max_size=60).map(" ".join)


@given(WORDS, WORDS)
def test_stretches_lose_and_add_nothing(one: str, other: str) -> None:
    shared = passages(one, other)
    for text, is_other in ((one, False), (other, True)):
        cut = stretches(text, shared, is_other=is_other)
        assert "".join(stretch.text for stretch in cut) == text


async def test_changes_are_shown_word_by_word(site: Any) -> None:
    changed = (await page(site, "/post/2/versions")).cssselect(".changes")[0]
    assert [text_of(each) for each in changed.cssselect("del")] == ["friend"]
    assert [text_of(each) for each in changed.cssselect("ins")] == [
        "relative",
        "It costs $400.",
    ]


async def test_the_kinds_of_change_are_named(site: Any) -> None:
    text = await page_text(site, "/post/2/versions?version=2")
    assert "4 words added, 1 removed." in text
    assert "price added" in text


async def test_the_first_version_is_shown_whole(site: Any) -> None:
    text = await page_text(site, "/post/2/versions?version=1")
    assert "Bring a friend who can drive" in text
    assert "the first that was fetched" in text


async def test_a_version_that_is_not_there_is_not_found(site: Any) -> None:
    assert (await site.client.get("/post/2/versions?version=9")).status_code == 404


@given(WORDS, WORDS)
def test_differences_hold_both_texts(before: str, after: str) -> None:
    pieces = [piece for each in differences(before, after) for piece in each.pieces]
    old = "".join(f" {piece.text}" for piece in pieces if piece.change != "added")
    new = "".join(f" {piece.text}" for piece in pieces if piece.change != "removed")
    assert (old.split(), new.split()) == (before.split(), after.split())


def test_differences_of_a_text_with_itself_are_none() -> None:
    assert all(paragraph.is_kept for paragraph in differences(HARBOR_BRAIN, HARBOR_BRAIN))
