"""Words of a text: what is the same when folded, and that offsets never move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.enrich.terms.tokenize import BREAK, fold, words

SPELLINGS = [
    ("B12", "B-12", "b 12", "B₁₂", "B‑12"),
    ("Crohn's", "Crohn’s", "crohn", "CROHN'S"),
    ("Guillain-Barré", "Guillain-Barre", "guillain barre\u0301"),
    ("NAD+", "NAD", "nad+"),
    ("fibromyalgia", "ﬁbromyalgia", "fibro\u00admyalgia", "fibro\u200bmyalgia"),
    ("Spravato nasal spray", "SPRAVATO® nasal spray", "Spravato(R) nasal spray"),
    ("Spravato nasal spray", "Spravato (TM) nasal spray", "Spravato™ nasal-spray"),
    ("treatment-resistant depression", "Treatment Resistant Depression"),
    ("Avsola Inflectra", "AvsolaInflectra", "Avsola/Inflectra"),
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda spellings: spellings[0])
def test_spellings_of_one_thing_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(R)-ketamine", "ketamine"),
        ("chronic. Pain", "chronic pain"),
        ("B1", "B12"),
        ("esketamine", "es ketamine"),
        ("Myers", "Myer"),
    ],
)
def test_different_things_do_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


texts = st.text() | st.text(st.sampled_from("aZé1+'’®()RTM.-_ \n\u0301\u00ad₁ﬁßİ字"))


@given(texts)
def test_words_stand_in_order_and_hold_a_letter_or_a_digit(text: str) -> None:
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end
        piece = text[word.start : word.end]
        assert word.folded == BREAK or any(letter.isalnum() for letter in piece)


@given(texts)
def test_no_letter_is_lost(text: str) -> None:
    kept = {at for word in words(text) for at in range(word.start, word.end)}
    signs = {at for at, letter in enumerate(text) if letter in "RTMSrtms"}
    lost = [text[at] for at in range(len(text)) if text[at].isalpha() and at not in kept | signs]
    assert lost == []


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
