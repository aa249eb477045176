"""The difference of two versions: words added and removed, and the facts that changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.enrich.describe import describe
from pipelines.settle import versions
from pipelines.settle.versions import facts_changed, words_changed
from tests.pipelines.examples.posts import paragraph

WORDS = st.lists(st.sampled_from("abcd"), max_size=30).map(" ".join)


def between(old: str, new: str) -> str | None:
    return facts_changed(*(describe("A title", [paragraph(text)]) for text in (old, new)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
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
def test_the_facts_that_differ_are_named(old: str, new: str, expected: str | None) -> None:
    assert between(old, new) == expected


def test_a_new_title_is_a_change() -> None:
    assert facts_changed(describe("One", []), describe("Two", [])) == "title changed"


@given(old=WORDS, new=WORDS)
def test_added_and_removed_words_lead_from_the_old_text_to_the_new(old: str, new: str) -> None:
    added, removed = words_changed(old, new)
    assert len(old.split()) - removed + added == len(new.split())
    assert (added, removed) == tuple(reversed(words_changed(new, old)))
    assert (added + removed == 0) is (old == new)


def test_very_long_texts_are_compared_as_bags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MAX_WORDS", 3)
    assert words_changed("a b c d", "d c b a x") == (1, 0)
    assert words_changed("a b c", "c b a") == (2, 2)
