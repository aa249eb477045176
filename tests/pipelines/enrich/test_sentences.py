"""A text is split into its sentences, each with its offset."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.enrich.sentences import sentence_at, sentences


@pytest.mark.parametrize(
    "expected",
    [
        ["Dr. Lind leads the team.", "She came in 2011."],
        ["Ketamine vs. placebo was tried.", "It won."],
        ["It is approved in the U.S. by the agency.", "Many use it."],
        ["It is approved in the U.S.", "Many clinics use it."],
        ["The result, p < .05, was clear.", "We give 0.5 mg/kg over 40 min.", "You rest."],
        ["Approx. 70% of patients respond.", "Results vary!"],
        ["Jane Roe, M.D., and others treat pain.", "Call us."],
        ["1. Relax and rest.", "2. Drive home."],
        ["Vitamin D.", "It helps."],
        ["Does it help?", "Yes."],
        ["See it at ClinicalTrials.gov.", "It is free."],
        ["A line without a full stop"],
    ],
)
def test_a_text_falls_into_its_sentences(expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences(" ".join(expected))] == expected


def test_a_row_of_a_table_is_a_sentence() -> None:
    assert [sentence.text for sentence in sentences("Visit | $450\nDrip | $99")] == [
        "Visit | $450",
        "Drip | $99",
    ]


def test_the_sentence_of_a_place_is_found() -> None:
    text = "First one. Second one. Third."
    assert sentence_at(text, text.index("Second")) == "Second one."
    assert sentence_at(text, len(text) - 1) == "Third."
    assert sentence_at("", 0) == ""


@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_sentences_stand_where_they_say_and_lose_no_word(text: str) -> None:
    split = sentences(text)
    assert all(text[sentence.start : sentence.end] == sentence.text for sentence in split)
    assert all(first.end <= second.start for first, second in pairwise(split))
    assert "".join("".join(sentence.text.split()) for sentence in split) == "".join(text.split())
