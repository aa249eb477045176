"""What is found on the labelled sentences does not sink below its floors."""

import pytest

from benchmarks.claims import HELD_OUT, SENTENCES, TUNED, Score, labelled, scores, table

ALL = list(labelled())
STRICT = {"citations", "fda_status", "efficacy", "phone", "email", "booking", "address", "price"}


def floor(kind: str) -> float:
    return 0.9 if kind in STRICT else 0.8


@pytest.mark.parametrize("score", scores(ALL), ids=lambda score: score.kind)
def test_precision_and_recall_hold_their_floors(score: Score) -> None:
    assert score.precision >= floor(score.kind)
    assert score.recall >= floor(score.kind)


def test_a_third_of_the_sentences_is_held_out() -> None:
    parts = [example.part for example in ALL]
    assert len(parts) >= 250
    assert parts.count(HELD_OUT) >= len(parts) / 3
    assert set(parts) == {TUNED, HELD_OUT}


def test_the_page_shows_the_figures_of_today() -> None:
    page = (SENTENCES.parents[4] / "docs" / "claims.md").read_text(encoding="utf-8")
    assert table() in page, "run make claims and put its table into docs/claims.md"
