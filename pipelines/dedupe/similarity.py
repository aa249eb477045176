"""Similarity of two posts: Jaccard index, containment and longest shared run decide on a copy."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipelines.dedupe.word_hashes import Hashes, distinct, shingles
from pipelines.items import CopyKind

TRIPLE = 3
"""Words per shingle for the Jaccard index: with one word in ten changed, two texts share 0.60 of
their triples, and 0.44 of their runs of five words (research on copies)."""
COPY_JACCARD = 0.4
"""Source: texts with 30 % of their sentences replaced reach 0.52 on average, the two most similar
posts of a real clinic 0.19, two posts with the same title 0.02 (research on copies)."""
COPY_WORDS = 80
"""Shorter posts are copies only if they are the same: half of a thin post consists of phrases."""
EXCERPT_SHARE = 0.8
"""Share of a post's triples that makes it an excerpt of the other."""
PASSAGE_WORDS = 40
"""Words of a quoted passage or an excerpt: a paragraph. Source: posts of one real clinic share
runs of at most 22 words in 95 of 100 pairs (research on copies)."""
SEED = 5
RUN_WORDS = 8
"""Shorter runs are coincidence; as in `tiles`."""

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What two posts share, whoever wrote it first; the shares count triples of words."""

    kind: CopyKind
    containment: float
    """Share of the first post that the other contains, 0 to 1."""
    other_containment: float
    """Share of the other post that the first contains, 0 to 1."""
    jaccard: float
    """Jaccard index: triples in both of all triples in either, 0 to 1."""
    shared_words: int
    """Words of the first post in shared runs of at least eight words."""
    longest_run: int
    """Words of the longest shared run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparableText:
    """A post's words with their shingles, prepared for any number of comparisons."""

    words: Hashes
    triples: Hashes
    """Shingles of three words, distinct and sorted."""
    seeds: Hashes
    """Shingles of five words, in reading order."""
    words_number: int
    """Hash of the compared words."""
    plain_number: int
    """Hash of all words, before redaction and before repeated sentences are dropped."""


def prepare(words: Hashes, words_number: int, plain_number: int) -> ComparableText:
    """Return a post's words ready for comparison; the hashes as `ComparableText` has them."""
    return ComparableText(
        words=words,
        triples=distinct(shingles(words, TRIPLE)),
        seeds=shingles(words, SEED),
        words_number=words_number,
        plain_number=plain_number,
    )


def classify_pair(post: ComparableText, other: ComparableText) -> Copy | None:
    """Return what two posts share; None where it is too little for a copy."""
    if post.words_number == other.words_number or post.plain_number == other.plain_number:
        count = min(len(post.words), len(other.words))
        return Copy(
            kind=CopyKind.SAME,
            containment=1.0,
            other_containment=1.0,
            jaccard=1.0,
            shared_words=count,
            longest_run=count,
        )
    shared = _intersection_size(post.triples, other.triples)
    if shared < PASSAGE_WORDS - TRIPLE + 1:
        return None
    longest_run, shared_words = _shared_runs(post.seeds, other.seeds)
    copy = Copy(
        kind=CopyKind.PARTIAL,
        containment=round(shared / len(post.triples), 4),
        other_containment=round(shared / len(other.triples), 4),
        jaccard=round(shared / (len(post.triples) + len(other.triples) - shared), 4),
        shared_words=shared_words,
        longest_run=longest_run,
    )
    return _with_kind(copy, shorter=min(len(post.words), len(other.words)))


def _with_kind(copy: Copy, shorter: int) -> Copy | None:
    """Return the copy with its kind; None where too little is shared for any.

    shorter: words of the shorter post.
    """
    if copy.jaccard >= COPY_JACCARD and shorter >= COPY_WORDS:
        return replace(copy, kind=CopyKind.COPY)
    is_excerpt = max(copy.containment, copy.other_containment) >= EXCERPT_SHARE
    return copy if is_excerpt or copy.longest_run >= PASSAGE_WORDS else None


def _intersection_size(hashes: Hashes, others: Hashes) -> int:
    """Return how many hashes are in both arrays; each is sorted and without repeats."""
    merged = np.concatenate((hashes, others))
    merged.sort(kind="stable")  # timsort: two sorted runs are merged
    return int(np.count_nonzero(merged[1:] == merged[:-1]))


def _shared_runs(seeds: Hashes, others: Hashes) -> tuple[int, int]:
    """Return the words of the longest shared run, and of all runs that are not coincidence.

    seeds, others: the seeds of two posts.
    """
    starts, lengths = _equal_runs(seeds, others)
    words = lengths + SEED - 1
    if not len(words):
        return 0, 0
    is_long = words >= RUN_WORDS
    edges = np.zeros(len(seeds) + SEED, np.int64)
    np.add.at(edges, starts[is_long], 1)
    np.add.at(edges, starts[is_long] + words[is_long], -1)
    return int(words.max()), int(np.count_nonzero(np.cumsum(edges)))


def _equal_runs(seeds: Hashes, others: Hashes) -> tuple[Positions, Positions]:
    """Return where runs of equal seeds begin in `seeds`, and their lengths in seeds.

    If a seed occurs several times in `others`, the first position counts.
    """
    if not len(others):
        return np.empty(0, np.intp), np.empty(0, np.intp)
    order = np.argsort(others, kind="stable")
    slots = np.searchsorted(others, seeds, sorter=order)
    slots[slots == len(others)] = 0
    positions = order[slots]
    equal_at = np.flatnonzero(others[positions] == seeds)
    shift = equal_at - positions[equal_at]
    begins_run = np.ones(len(equal_at), np.bool_)
    begins_run[1:] = (np.diff(equal_at) != 1) | (np.diff(shift) != 0)
    first = np.flatnonzero(begins_run)
    return equal_at[first], np.diff(np.append(first, len(equal_at)))
