"""Between two texts of a post the words and the facts that differ are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.enrich.describe import describe
from pipelines.settle import versions
from pipelines.settle.versions import facts_changed, words_changed
from tests.pipelines.examples.posts import paragraph

WORDS = st.lists(st.sampled_from("abcd"), max_size=30).map(" ".join)


def between(before: str, after: str) -> str | None:
    return facts_changed(*(describe("A title", [paragraph(text)]) for text in (before, after)))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("We rest.", "We rest. It cures all.", "claim added: cure"),
        ("We rest. It cures all.", "We rest.", "claim removed: cure"),
        ("A visit costs $450.", "A visit costs $475.", "price changed"),
        ("See NCT01627782.", "See it.", "citation removed: nct"),
        ("Call 207-555-0123.", "Call 207-555-0199.", "phone changed"),
        ("Call us.", "Call 207-555-0199.", "phone added"),
        ("It cures all ills.", "It cures all of them.", None),
        ("We rest.", "We sleep.", None),
    ],
)
def test_the_facts_that_differ_are_named(before: str, after: str, expected: str | None) -> None:
    assert between(before, after) == expected


def test_a_new_title_is_a_change() -> None:
    assert facts_changed(describe("One", []), describe("Two", [])) == "title changed"


@given(before=WORDS, after=WORDS)
def test_what_came_and_went_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    added, removed = words_changed(before, after)
    assert len(before.split()) - removed + added == len(after.split())
    assert (added, removed) == tuple(reversed(words_changed(after, before)))
    assert (added + removed == 0) is (before == after)


def test_very_long_texts_are_compared_as_bags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MAX_WORDS", 3)
    assert words_changed("a b c d", "d c b a x") == (1, 0)
    assert words_changed("a b c", "c b a") == (2, 2)
