"""The version and parameters of near-duplicate detection, stored with the copies they produced."""

import msgspec

from pipelines.dedupe import clusters, fingerprints, normalize, similarity

VERSION = 2
"""To be raised when the code gives other fingerprints or copies with the same parameters."""
MIN_SHARED = 5
"""Fingerprints that two posts must share to be compared. Source: a quoted paragraph of 100 words
leaves 12 on average, five or more in 995 of 1,000 cases (binomial); with three, four times as many
pairs that share stock sentences only were compared in vain (benchmarks/copies.py)."""
MAX_POSTS = 50
"""Posts per fingerprint, lowest numbers first, that younger posts are compared with. Without a
limit, a phrase that half of all posts use would make each new post compare with all of them. A text
that was syndicated to hundreds of sites finds its oldest copies, which is enough to put them all
into one cluster. Source: without a limit the median query took twelve times as long, with one no
planted pair was lost (research on copies; benchmarks/copies.py)."""

PARAMETERS = {
    "shingle": fingerprints.SHINGLE,
    "density": [*fingerprints.DENSITY, fingerprints.SPARSEST],
    "least_shared": MIN_SHARED,
    "most_posts": MAX_POSTS,
    "least_posts": normalize.MIN_POSTS,
    "least_share": normalize.MIN_SHARE,
    "family_share": normalize.FAMILY_SHARE,
    "small_clinic": normalize.SMALL_CLINIC,
    "least_left": normalize.MIN_WORDS_LEFT,
    "triple": similarity.TRIPLE,
    "copy_jaccard": similarity.COPY_JACCARD,
    "copy_words": similarity.COPY_WORDS,
    "excerpt_share": similarity.EXCERPT_SHARE,
    "passage_words": similarity.PASSAGE_WORDS,
    "run_words": similarity.RUN_WORDS,
    "trusted_dates": sorted(clusters.TRUSTED),
}


def parameters_json() -> str:
    """Return the parameters as canonical JSON: equal text for equal rules."""
    return msgspec.json.encode(PARAMETERS, order="sorted").decode()
