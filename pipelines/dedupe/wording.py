"""The words of a post as they are compared: masked, and without what its clinic says everywhere."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from math import ceil

import numpy as np
import numpy.typing as npt

from pipelines.dedupe.masks import Masks, masked
from pipelines.dedupe.numbers import END, Numbers, Short, numbers, short, spellings, summed

LEAST_POSTS = 3
"""Posts of a clinic, copies of one another counted once, on which a sentence must stand to be
dropped. Source: with 2 the revisions of one post lost their text, with 3 they did not; on 14 posts
of a real clinic the likest pair fell from 0.49 to 0.19 of its triples (research on copies)."""
LEAST_SHARE = 0.02
"""Of the clinic's posts: a thousand posts say more than three times by chance what is theirs."""
FAMILY_SHARE = 0.6
"""Posts of a clinic that share so much of their sentences are one post to the count of repeats.
Source: revisions with 15 % of new sentences share 0.74, pages per city share all; posts of one
clinic that only share its closing lines stay below (benchmarks/copies.py)."""
LEAST_LEFT = 20
"""Words that must be left when repeated sentences are dropped; else nothing is dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text as masked words, and the sentences that they form."""

    words: Numbers
    sentences: Short
    """A number per sentence, in reading order; equal sentences have equal ones."""
    lengths: npt.NDArray[np.intp]
    """Words of each sentence."""


def wording(text: str, masks: Masks) -> Wording:
    """The masked words of a text."""
    spelled = spellings(text)
    told = masked(numbers(spelled), spelled, masks)
    is_word = told != END
    words = told[is_word]
    ends = np.flatnonzero(~is_word)
    bounds = np.unique(np.concatenate(([0], ends - np.arange(len(ends)), [len(words)])))
    starts, lengths = bounds[:-1], np.diff(bounds)
    sentences = short(summed(words, starts, lengths)) if len(words) else np.empty(0, np.int32)
    return Wording(words=words, sentences=sentences, lengths=lengths)


def repeated_sentences(posts: Iterable[Short]) -> Short:
    """The sentences that a clinic repeats over its posts, sorted.

    posts: the sentences of each, in any order. A family of posts that are copies of one another
    counts once: else every sentence of a page that was made once per city would be dropped.
    """
    families = _families(sorted({tuple(np.unique(post).tolist()) for post in posts}))
    enough = max(LEAST_POSTS, LEAST_SHARE * len(families))
    counts = Counter(chain.from_iterable(families))
    return np.array(sorted(s for s, count in counts.items() if count >= enough), np.int32)


def cleaned(post: Wording, repeated: Short) -> Numbers:
    """The words of a post without the sentences that its clinic repeats."""
    drop = np.isin(post.sentences, repeated)
    if not drop.any():
        return post.words
    left = post.words[~np.repeat(drop, post.lengths)]
    return left if len(left) >= LEAST_LEFT else post.words


def text_number(words: Numbers) -> int:
    """A number of 64 bits, signed: equal for texts that are equal word by word."""
    told = blake2b(words.tobytes(), digest_size=8).digest()
    return int.from_bytes(told, "big", signed=True)


def _families(posts: Sequence[tuple[int, ...]]) -> Collection[set[int]]:
    """All sentences of each family: of posts that are linked by pairs that share most of them.

    posts: sets of sentences. Only posts that share one of their rarest sentences are compared,
    so that the lines at the end of every post cost nothing; none is missed by it.
    Source: prefix filtering, Chaudhuri et al., A primitive operator for similarity joins, 2006.
    """
    count = Counter(chain.from_iterable(posts))
    sets = [frozenset(post) for post in posts]
    leaders = list(range(len(posts)))
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for at, post in enumerate(posts):
        rarest = sorted(post, key=lambda sentence: (count[sentence], sentence))
        for sentence in rarest[: len(post) - ceil(FAMILY_SHARE * len(post)) + 1]:
            for other in holders[sentence]:
                if _root(leaders, at) != _root(leaders, other) and _alike(sets[at], sets[other]):
                    leaders[_root(leaders, at)] = _root(leaders, other)
            holders[sentence].append(at)
    families: defaultdict[int, set[int]] = defaultdict(set)
    for at, post in enumerate(posts):
        families[_root(leaders, at)].update(post)
    return families.values()


def _root(leaders: list[int], at: int) -> int:
    while leaders[at] != at:
        leaders[at] = leaders[leaders[at]]
        at = leaders[at]
    return at


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    both = len(one & other)
    return both >= FAMILY_SHARE * (len(one) + len(other) - both)
