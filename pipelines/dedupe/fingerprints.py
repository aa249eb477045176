"""Fingerprints of a post: a sample of its shingles, for the inverted index of near-duplicates.

Shingles are sampled by their hash value, as MinHash and winnowing do, so that two texts with the
same passage have the same fingerprints for it.
"""

import numpy as np

from pipelines.dedupe.word_hashes import Hashes, ShortHashes, distinct, shingles, shorten

SHINGLE = 5
"""Words per shingle: rarer than shingles of three, so that few posts share one by chance."""
DENSITY = ((100, 0), (200, 1), (400, 2))
"""Pairs of (most words, n): up to so many words, one shingle in 2**n is sampled; see SPARSEST for
longer texts. A sparse sample is a subset of a denser one, so that any two posts can be compared.
Source: at one in eight for all, posts of 80 words shared two samples or fewer in one pair of twenty
that share half of their text (binomial; benchmarks/copies.py)."""
SPARSEST = 3
"""One shingle in eight."""


def fingerprints(words: Hashes) -> ShortHashes:
    """Return the fingerprints of a post, sorted and distinct; empty for less than five words."""
    exponent = next((n for max_words, n in DENSITY if len(words) <= max_words), SPARSEST)
    hashes = shingles(words, SHINGLE)
    return distinct(shorten(hashes[hashes < np.uint64(2 ** (64 - exponent) - 1)]))
