"""The sieve lets pass whatever the verdict finds, and little else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dedupe.normalize import text_number
from pipelines.dedupe.prefilter import prefilter
from pipelines.dedupe.similarity import ComparableText, classify_pair, comparable

WORDS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(0, 60), st.integers(5, 60)), min_size=1, max_size=6
)
"""Stretches of nine texts: which one, from which word, how many words."""


def post(*stretches: tuple[int, int, int]) -> ComparableText:
    told = [
        1000 * text + at for text, begin, count in stretches for at in range(begin, begin + count)
    ]
    words = np.array(told, np.uint64)
    return comparable(words, text_number(words), hash(stretches))


@given(one=WORDS, others=st.lists(WORDS, max_size=5))
def test_whatever_the_verdict_finds_passes(
    one: list[tuple[int, int, int]], others: list[list[tuple[int, int, int]]]
) -> None:
    mine, theirs = post(*one), [post(*each) for each in others]
    for each, may_be in zip(theirs, prefilter(mine, theirs), strict=True):
        assert may_be or classify_pair(mine, each) is None


@given(
    before=st.integers(1, 60),
    other_before=st.integers(1, 60),
    after=st.integers(1, 60),
    other_after=st.integers(1, 60),
)
def test_a_passage_of_forty_words_passes_wherever_it_begins(
    before: int, other_before: int, after: int, other_after: int
) -> None:
    one = post((1, 0, before), (2, 0, 40), (3, 0, after))
    other = post((4, 0, other_before), (2, 0, 40), (5, 0, other_after))
    assert prefilter(one, [other]) == [True]
    found = classify_pair(one, other)
    assert found is not None
    assert found.longest_run == 40


def test_sentences_that_stand_apart_do_not_pass() -> None:
    shared = [(text, 0, 20) for text in range(1, 7)]
    one = post(*(part for at, each in enumerate(shared) for part in (each, (20 + at, 0, 30))))
    other = post(*(part for at, each in enumerate(shared) for part in (each, (40 + at, 0, 30))))
    assert prefilter(one, [other]) == [False]
    assert classify_pair(one, other) is None


def test_each_post_is_told_by_itself() -> None:
    one = post((1, 0, 90))
    assert prefilter(one, [post((2, 0, 90)), one, post((3, 0, 50)), post((1, 30, 60))]) == [
        False,
        True,
        False,
        True,
    ]


def test_no_posts_need_no_sieve() -> None:
    assert prefilter(post((1, 0, 9)), []) == []
