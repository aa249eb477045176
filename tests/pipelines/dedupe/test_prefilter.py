"""The prefilter lets every copy of `classify_pair` pass, and little else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dedupe.normalize import hash_text
from pipelines.dedupe.prefilter import prefilter
from pipelines.dedupe.similarity import ComparableText, classify_pair, prepare

WORDS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 60), st.integers(5, 60)), min_size=1, max_size=6
)
"""Runs of words from nine texts: number of the text, first word, count."""

Run = tuple[int, int, int]


def post(*runs: Run) -> ComparableText:
    words = np.array(
        [1000 * text + at for text, start, count in runs for at in range(start, start + count)],
        np.uint64,
    )
    return prepare(words, hash_text(words), hash(runs))


@given(runs=WORDS, runs_of_others=st.lists(WORDS, max_size=5))
def test_every_copy_passes(runs: list[Run], runs_of_others: list[list[Run]]) -> None:
    text, others = post(*runs), [post(*other_runs) for other_runs in runs_of_others]
    for other, may_be_copy in zip(others, prefilter(text, others), strict=True):
        assert may_be_copy or classify_pair(text, other) is None


@given(
    before=st.integers(1, 60),
    other_before=st.integers(1, 60),
    after=st.integers(1, 60),
    other_after=st.integers(1, 60),
)
def test_a_passage_of_forty_words_passes_wherever_it_begins(
    before: int, other_before: int, after: int, other_after: int
) -> None:
    text = post((1, 0, before), (2, 0, 40), (3, 0, after))
    other = post((4, 0, other_before), (2, 0, 40), (5, 0, other_after))
    assert prefilter(text, [other]) == [True]
    copy = classify_pair(text, other)
    assert copy is not None
    assert copy.longest_run == 40


def test_scattered_shared_sentences_do_not_pass() -> None:
    shared = [(text, 0, 20) for text in range(1, 7)]
    text = post(*(run for at, same in enumerate(shared) for run in (same, (20 + at, 0, 30))))
    other = post(*(run for at, same in enumerate(shared) for run in (same, (40 + at, 0, 30))))
    assert prefilter(text, [other]) == [False]
    assert classify_pair(text, other) is None


def test_every_post_gets_its_own_answer() -> None:
    text = post((1, 0, 90))
    assert prefilter(text, [post((2, 0, 90)), text, post((3, 0, 50)), post((1, 30, 60))]) == [
        False,
        True,
        False,
        True,
    ]


def test_without_other_posts_the_prefilter_returns_nothing() -> None:
    assert prefilter(post((1, 0, 9)), []) == []
