"""What a post is about, asserts and shares, and where its text says so."""

from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pipelines.browse.markdown import highlight, to_html
from tests.pipelines.browse.datasette_site import page, page_text


@pytest.mark.parametrize(
    "fact",
    [
        "Topics ketamine 2× depression 1×",
        "Flags for human review, not judgements.",
        "efficacy 70% of patients FDA status not approved by the FDA negated onset within hours",
        "One of 2 copies by 2 clinics. This one was published first.",
        "Lakeside IV: a near copy, 88 words 94% of this post",
        "Prairie Drip: a passage in common, 14 words 16% of this post",
        "Lakeside IV, 20 June 2025, 96 words: a different text",
        "phone: 207-555-0123 on most posts by the clinic",
        "grade 8.1 Flesch-Kincaid; reading ease 59.5",
    ],
)
async def test_a_post_tells_what_it_says(site: Any, fact: str) -> None:
    assert fact in await page_text(site, "/post/1")


async def test_the_other_copy_tells_who_was_first(site: Any) -> None:
    assert "First published by Harbor Infusion, 5 March 2024." in await page_text(site, "/post/5")


async def test_nothing_is_marked_until_a_claim_is_chosen(site: Any) -> None:
    assert (await page(site, "/post/1")).cssselect(".text mark") == []


async def test_a_chosen_claim_is_marked_in_the_text(site: Any) -> None:
    shown = await page(site, "/post/1")
    choices = [link.get("href") for link in shown.cssselect(".claims a")]
    assert choices == ["?claim=1#marked", "?claim=3#marked", "?claim=2#marked"]
    (mark,) = (await page(site, "/post/1?claim=3")).cssselect(".text mark#marked")
    assert (mark.text or "").startswith("It is not approved by the FDA for depression")


@pytest.mark.parametrize("choice", ["claim=99", "claim=x", "topic=1", "claim="])
async def test_a_choice_that_is_not_there_marks_nothing(site: Any, choice: str) -> None:
    assert (await page(site, f"/post/1?{choice}")).cssselect(".text mark") == []


async def test_a_chosen_claim_is_told_with_what_it_names(site: Any) -> None:
    assert "FDA status · ketamine · depression: “It is not approved" in await page_text(
        site, "/post/1?claim=3"
    )


async def test_a_chosen_citation_is_marked_in_the_text(site: Any) -> None:
    (mark,) = (await page(site, "/post/10?citation=1")).cssselect(".text mark")
    assert mark.text == "Some studies find more depression where the air is thin."


@pytest.mark.parametrize(
    ("markdown", "sentence", "marked"),
    [
        ("It helps **most** people. Ask us.", "It helps most people.", "It helps most people."),
        ("See [the *trial*](https://a.example/) now.", "See the trial now.", "See the trial now."),
        ("Rest & water: 1 < 2.", "Rest & water: 1 < 2.", "Rest & water: 1 < 2."),
        ("One\nline and\nanother.", "One line and another.", "One\nline and\nanother."),
        ("| a | b |\n|---|---|\n| Six | $2,400 |", "Six | $2,400", "Six$2,400"),
        ("One | two.", "One | two.", "One | two."),
        ("Nothing of it.", "Something else.", ""),
        ("Nothing to mark.", None, ""),
    ],
)
def test_a_sentence_is_marked_across_markup(
    markdown: str, sentence: str | None, marked: str
) -> None:
    shown = lxml.html.fromstring(f"<div>{highlight(to_html(markdown), sentence)}</div>")
    highlighted = "".join(mark.text_content() for mark in shown.cssselect("mark"))
    assert "".join(highlighted.split()) == "".join(marked.split())
    assert len(shown.cssselect("#marked")) == (1 if marked else 0)


@given(st.text(alphabet="ab *_&<\n", max_size=40), st.text(alphabet="ab &<", max_size=6))
def test_marking_changes_no_word(markdown: str, sentence: str) -> None:
    body = to_html(markdown)
    marked = highlight(body, sentence)
    assert Markup(marked).striptags() == Markup(body).striptags()
