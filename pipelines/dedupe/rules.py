"""The rules by which posts are compared, as the database keeps them beside what they gave."""

import msgspec

from pipelines.dedupe import clusters, fingerprints, normalize, similarity

VERSION = 2
"""To be raised when the code gives other fingerprints or verdicts with the same parameters."""
LEAST_SHARED = 5
"""Fingerprints that two posts must share to be judged. Source: a quoted paragraph of 100 words
leaves 12 on average, five or more in 995 of 1,000 cases (binomial); with three, four times as many
pairs that share stock sentences only were judged in vain (benchmarks/copies.py)."""
MOST_POSTS = 50
"""Posts under one fingerprint, lowest numbers first, that younger posts are compared with: a
phrase that half of all posts use would else cost each new post a look at all of them, and of a
text that was syndicated to hundreds of sites each finds the oldest copies, which is enough to put
them into one cluster. Source: without a limit the median query took twelve times as long, with
one no planted pair was lost (research on copies; benchmarks/copies.py)."""

PARAMETERS = {
    "shingle": fingerprints.SHINGLE,
    "density": [*fingerprints.DENSITY, fingerprints.SPARSEST],
    "least_shared": LEAST_SHARED,
    "most_posts": MOST_POSTS,
    "least_posts": normalize.LEAST_POSTS,
    "least_share": normalize.LEAST_SHARE,
    "family_share": normalize.FAMILY_SHARE,
    "small_clinic": normalize.SMALL_CLINIC,
    "least_left": normalize.LEAST_LEFT,
    "triple": similarity.TRIPLE,
    "copy_jaccard": similarity.COPY_JACCARD,
    "copy_words": similarity.COPY_WORDS,
    "excerpt_share": similarity.EXCERPT_SHARE,
    "passage_words": similarity.PASSAGE_WORDS,
    "run_words": similarity.RUN_WORDS,
    "trusted_dates": sorted(clusters.TRUSTED),
}


def parameters_json() -> str:
    """The parameters in one form, equal for equal rules."""
    return msgspec.json.encode(PARAMETERS, order="sorted").decode()
