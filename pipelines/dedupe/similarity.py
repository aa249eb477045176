"""Whether two posts are copies, and how much they share: decided on their whole wording."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from pipelines.dedupe.word_hashes import Numbers, distinct, shingles
from pipelines.items import CopyKind

TRIPLE = 3
"""Words in a row for the verdict: with one word in ten changed 0.60 of two texts is shared by
triples, and 0.44 by five words in a row (research on copies)."""
COPY_JACCARD = 0.4
"""Source: texts with 30 % of their sentences replaced reach 0.52 on average, the likest two posts
of a real clinic 0.19, two posts with one title 0.02 (research on copies)."""
COPY_WORDS = 80
"""Shorter posts are copies only where they are the same: a thin post is half made of phrases."""
EXCERPT_SHARE = 0.8
PASSAGE_WORDS = 40
"""Words of a quoted passage or an excerpt: a paragraph. Source: posts of one real clinic share
runs of at most 22 words in 95 of 100 pairs (research on copies)."""
SEED = 5
RUN_WORDS = 8
"""Shorter runs are chance; as in `tiles`."""

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What two posts share, whoever wrote it first; shares are of their words, three in a row."""

    kind: CopyKind
    containment: float
    """Share of the first post that stands in the other, 0 to 1."""
    other_containment: float
    """Share of the other that stands in the first, 0 to 1."""
    jaccard: float
    """What both share, of what either says, 0 to 1."""
    shared_words: int
    """Words of the first post in runs of at least eight that stand in the other too."""
    longest_run: int
    """Words of the longest of these runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparableText:
    """A post's words, prepared for any number of verdicts."""

    words: Numbers
    triples: Numbers
    """Each once, sorted."""
    seeds: Numbers
    """In reading order."""
    number: int
    """Equal for equal words."""
    plain: int
    """Equal for texts that are equal before anything is left out."""


def comparable(words: Numbers, number: int, plain: int) -> ComparableText:
    """The words of a post, prepared; the numbers as `ComparableText` has them."""
    return ComparableText(
        words=words,
        triples=distinct(shingles(words, TRIPLE)),
        seeds=shingles(words, SEED),
        number=number,
        plain=plain,
    )


def classify_pair(one: ComparableText, other: ComparableText) -> Copy | None:
    """What two posts share; None where that is no copy."""
    if one.number == other.number or one.plain == other.plain:
        count = min(len(one.words), len(other.words))
        return Copy(
            kind=CopyKind.SAME,
            containment=1.0,
            other_containment=1.0,
            jaccard=1.0,
            shared_words=count,
            longest_run=count,
        )
    both = _shared_count(one.triples, other.triples)
    if both < PASSAGE_WORDS - TRIPLE + 1:
        return None
    longest, covered = _runs(one.seeds, other.seeds)
    found = Copy(
        kind=CopyKind.PARTIAL,
        containment=round(both / len(one.triples), 4),
        other_containment=round(both / len(other.triples), 4),
        jaccard=round(both / (len(one.triples) + len(other.triples) - both), 4),
        shared_words=covered,
        longest_run=longest,
    )
    return _named(found, min(len(one.words), len(other.words)))


def _named(found: Copy, shorter: int) -> Copy | None:
    """The copy by its kind; None where too little is shared for any.

    shorter: words of the shorter post.
    """
    if found.jaccard >= COPY_JACCARD and shorter >= COPY_WORDS:
        return replace(found, kind=CopyKind.COPY)
    is_excerpt = max(found.containment, found.other_containment) >= EXCERPT_SHARE
    return found if is_excerpt or found.longest_run >= PASSAGE_WORDS else None


def _shared_count(one: Numbers, other: Numbers) -> int:
    """How many numbers stand in both; each is sorted and without repeats."""
    together = np.concatenate((one, other))
    together.sort(kind="stable")  # timsort: two sorted runs are merged
    return int(np.count_nonzero(together[1:] == together[:-1]))


def _runs(one: Numbers, other: Numbers) -> tuple[int, int]:
    """Words of the longest run that stands in both, and of all runs that are no chance.

    one, other: the seeds of two posts.
    """
    starts, lengths = _equal_runs(one, other)
    words = lengths + SEED - 1
    if not len(words):
        return 0, 0
    long = words >= RUN_WORDS
    edges = np.zeros(len(one) + SEED, np.int64)
    np.add.at(edges, starts[long], 1)
    np.add.at(edges, starts[long] + words[long], -1)
    return int(words.max()), int(np.count_nonzero(np.cumsum(edges)))


def _equal_runs(one: Numbers, other: Numbers) -> tuple[Places, Places]:
    """Where runs of equal seeds begin in `one`, and how many seeds they have.

    Of a seed that stands several times in `other` the first place counts.
    """
    order = np.argsort(other, kind="stable")
    found = np.searchsorted(other, one, sorter=order)
    found[found == len(other)] = 0
    places = order[found] if len(other) else found
    here = np.flatnonzero(other[places] == one) if len(other) else np.empty(0, np.intp)
    shift = here - places[here]
    is_new = np.ones(len(here), np.bool_)
    is_new[1:] = (np.diff(here) != 1) | (np.diff(shift) != 0)
    first = np.flatnonzero(is_new)
    return here[first], np.diff(np.append(first, len(here)))
