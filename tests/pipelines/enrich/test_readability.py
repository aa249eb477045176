"""Texts are measured as Flesch and Kincaid did; what they cannot measure has no figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.enrich.readability import MIN_WORDS, readability, syllables
from tests.pipelines.examples.posts import heading, paragraph


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1), ("make", 1), ("takes", 1), ("helped", 1), ("treated", 2), ("table", 2),
        ("tables", 2), ("infusion", 3), ("ketamine", 3), ("depression", 3), ("the", 1),
        ("patient's", 2), ("hydration", 3), ("rhythm", 1), ("b", 1),
    ],
)  # fmt: skip
def test_syllables_of_a_word(word: str, count: int) -> None:
    assert syllables(word) == count


def test_easy_words_in_short_sentences_read_easily() -> None:
    scores = readability([paragraph("The cat sat on the mat. " * 20)], "en")
    assert scores.sentence_count == 20
    assert scores.ease == pytest.approx(116.1, abs=0.1)
    assert scores.grade == pytest.approx(-1.4, abs=0.1)


def test_long_words_in_long_sentences_read_hard() -> None:
    text = f"{'Intravenous administration facilitates rehabilitation ' * 30}."
    scores = readability([paragraph(text)], "en")
    assert scores.ease is not None
    assert scores.ease < 0


def test_headings_are_no_sentences() -> None:
    assert readability([heading("What it is"), paragraph("It is. So.")], "en").sentence_count == 2


@pytest.mark.parametrize(
    ("text", "language"),
    [("word " * (MIN_WORDS - 1), "en"), ("word " * 200, "es"), ("word " * 200, None), ("", "en")],
)
def test_a_short_or_foreign_text_has_no_score(text: str, language: str | None) -> None:
    scores = readability([paragraph(text)], language)
    assert (scores.ease, scores.grade) == (None, None)


@given(text=st.text(max_size=500))
def test_any_text_can_be_measured(text: str) -> None:
    assert readability([paragraph(text * 5)], "en").sentence_count >= 0
