"""The rules by which posts are compared, as the database keeps them beside what they gave."""

import msgspec

from pipelines.dedupe import fingerprints, judging, wording

VERSION = 1
"""To be raised when the code gives other fingerprints or verdicts with the same parameters."""
LEAST_SHARED = 3
"""Fingerprints that two posts must share to be judged. Source: a quoted paragraph of 100 words
leaves 12 on average, three or more of them in 9,995 of 10,000 cases (binomial)."""
MOST_POSTS = 200
"""Posts under one fingerprint, lowest numbers first, that younger posts are compared with: a
phrase that half of all posts use would else cost each new post a look at all of them, and a post
that was syndicated everywhere still finds its oldest copies. Source: with 200 the median query
fell from 8.7 to 0.74 ms and no pair was lost (research on copies)."""

PARAMETERS = {
    "shingle": fingerprints.SHINGLE,
    "density": [*fingerprints.DENSITY, fingerprints.SPARSEST],
    "least_shared": LEAST_SHARED,
    "most_posts": MOST_POSTS,
    "least_posts": wording.LEAST_POSTS,
    "least_share": wording.LEAST_SHARE,
    "family_share": wording.FAMILY_SHARE,
    "least_left": wording.LEAST_LEFT,
    "triple": judging.TRIPLE,
    "copy_jaccard": judging.COPY_JACCARD,
    "copy_words": judging.COPY_WORDS,
    "excerpt_share": judging.EXCERPT_SHARE,
    "passage_words": judging.PASSAGE_WORDS,
    "run_words": judging.RUN_WORDS,
}


def parameters_json() -> str:
    """The parameters in one form, equal for equal rules."""
    return msgspec.json.encode(PARAMETERS, order="sorted").decode()
