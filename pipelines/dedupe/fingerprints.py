"""The sample of a post's shingles by which posts that may share text are found."""

import numpy as np

from pipelines.dedupe.word_hashes import Numbers, Short, distinct, shingles, short

SHINGLE = 5
"""Words in a row: rarer than three, so that few posts share one by chance."""
DENSITY = ((100, 0), (200, 1), (400, 2))
"""Up to so many words, of all shingles one in two to the power of that; of longer texts one in
eight. A longer text's sample is part of what a denser one would be, so that any two can be
compared. Source: at one in eight for all, posts of 80 words shared two samples or fewer in one
pair of twenty that share half of their text (binomial; benchmarks/copies.py)."""
SPARSEST = 3


def fingerprints(words: Numbers) -> Short:
    """The sample of a post, sorted, each once; empty for less than five words."""
    steps = next((steps for most, steps in DENSITY if len(words) <= most), SPARSEST)
    found = shingles(words, SHINGLE)
    return distinct(short(found[found < np.uint64(2 ** (64 - steps) - 1)]))
