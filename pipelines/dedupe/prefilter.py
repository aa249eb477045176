"""Prefilter of candidate pairs: a cheap vectorised test before two posts are compared in full.

Most posts that share fingerprints share stock sentences only. Source: of 200,000 pairs of posts
made of one small grammar, with 500 words each, 1 in 28 was left, and the prefilter took 4 µs a pair
where the full comparison takes 92 (measured).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipelines.dedupe.similarity import (
    COPY_JACCARD,
    EXCERPT_SHARE,
    PASSAGE_WORDS,
    SEED,
    ComparableText,
)
from pipelines.dedupe.word_hashes import Hashes

ANCHOR_STEP = 9
"""Every ninth seed of a post is an anchor. A shared passage has `ANCHORS` of them in a row,
wherever it begins; stock sentences seldom do."""
ANCHORS = (PASSAGE_WORDS - SEED + 1) // ANCHOR_STEP
BITS = 16
"""Bits of each hash in the lookup table: a hundredth of all hashes are false positives."""
ROUNDING = 0.0001
"""`classify_pair` rounds its shares to four digits."""

Bits = npt.NDArray[np.uint16]
Flags = npt.NDArray[np.bool_]


def prefilter(post: ComparableText, others: Sequence[ComparableText]) -> list[bool]:
    """Return for each other post whether it may be a copy; no copy of `classify_pair` is missed.

    others: posts with at least five words, as all have that share a fingerprint.
    """
    if not others:
        return []
    is_same = [
        post.words_number == other.words_number or post.plain_number == other.plain_number
        for other in others
    ]
    flags: Flags = is_same | _may_share_most(post, others) | _may_share_passage(post, others)
    return [bool(flag) for flag in flags]


def _may_share_most(post: ComparableText, others: Sequence[ComparableText]) -> Flags:
    """Return which posts may share enough triples to be a copy or an excerpt."""
    sizes = np.array([len(other.triples) for other in others])
    is_shared = _may_contain(post.triples, [other.triples for other in others])
    shared = np.add.reduceat(is_shared, _starts(sizes), dtype=np.intp)
    union = sizes + len(post.triples) - shared
    is_copy = shared >= (COPY_JACCARD - ROUNDING) * union
    is_excerpt = shared >= (EXCERPT_SHARE - ROUNDING) * np.minimum(sizes, len(post.triples))
    flags: Flags = is_copy | is_excerpt
    return flags


def _may_share_passage(post: ComparableText, others: Sequence[ComparableText]) -> Flags:
    """Return which posts have enough anchors in a row that the post may contain."""
    anchors = [other.seeds[::ANCHOR_STEP] for other in others]
    is_shared = _may_contain(post.seeds, [*anchors, np.zeros(ANCHORS, np.uint64)])
    in_a_row = np.logical_and.reduce(
        [is_shared[at : len(is_shared) - ANCHORS + at] for at in range(ANCHORS)]
    )
    sizes = np.array([len(hashes) for hashes in anchors])
    flags: Flags = np.logical_or.reduceat(in_a_row, _starts(sizes))
    return flags


def _may_contain(hashes: Hashes, queries: Sequence[Hashes]) -> Flags:
    """Return for each query hash, all arrays in a row, whether it may be among the hashes."""
    table = np.zeros(2**BITS, np.bool_)
    table[hashes.astype(np.uint16)] = True
    flags: Flags = table[np.concatenate(queries).astype(np.uint16)]
    return flags


def _starts(sizes: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    return np.cumsum(sizes) - sizes
