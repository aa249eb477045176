"""The words of a post as they are compared: masked, and without what its clinic says everywhere."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from math import ceil

import numpy as np
import numpy.typing as npt

from pipelines.dedupe.entity_masks import Placeholders, with_placeholders
from pipelines.dedupe.word_hashes import (
    END,
    Numbers,
    Short,
    distinct,
    numbers,
    short,
    summed,
    without_case,
)

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
SMALL_CLINIC = 5
"""Posts up to which a sentence does not stand on most posts, whatever their number."""
LEAST_LEFT = 20
"""Words that must be left when repeated sentences are dropped; else nothing is dropped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalizedText:
    """A text as masked words, and the sentences that they form."""

    words: Numbers
    sentences: Short
    """A number per sentence, in reading order; equal sentences have equal ones."""
    lengths: npt.NDArray[np.intp]
    """Words of each sentence."""
    plain: int
    """A number of the text before anything is masked: equal for texts that say just the same."""


def normalize(text: str, masks: Placeholders) -> NormalizedText:
    """The masked words of a text."""
    spelled = numbers(text)
    plain = text_number(without_case(spelled[spelled != END]))
    told = with_placeholders(spelled, masks)
    is_word = told != END
    words = told[is_word]
    ends = np.flatnonzero(~is_word)
    bounds = np.concatenate((ends - np.arange(len(ends)), [len(words)]))  # in words, not in told
    lengths = np.diff(bounds, prepend=0)
    is_said = lengths > 0
    lengths = lengths[is_said]
    starts = bounds[is_said] - lengths
    sentences = short(summed(words, starts, lengths)) if len(words) else np.empty(0, np.int32)
    return NormalizedText(words=words, sentences=sentences, lengths=lengths, plain=plain)


def sentence_set(post: NormalizedText) -> Short:
    """The sentences of a post, each once, sorted."""
    return distinct(post.sentences)


def repeated_sentences(posts: Iterable[Short]) -> Short:
    """The sentences that a clinic repeats over its posts, sorted.

    posts: the `sentence_set` of each, in any order. A family of posts that are copies of one
    another counts once: else every sentence of a page that was made once per city would be dropped.
    """
    different = {post.tobytes(): post for post in posts if len(post)}
    if not different:
        return np.empty(0, np.int32)
    families = _families([different[key] for key in sorted(different)])
    values, counts = np.unique(np.concatenate(families), return_counts=True)
    return values[counts >= max(LEAST_POSTS, LEAST_SHARE * len(families))]


def cleaned(post: NormalizedText, repeated: Short) -> Numbers:
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


def _families(posts: list[Short]) -> list[Short]:
    """All sentences of each family: of posts that are linked by pairs that share most of them.

    Sentences that stand on most posts do not count: thin posts share little else.
    """
    _, places, counts = np.unique(np.concatenate(posts), return_inverse=True, return_counts=True)
    on_posts = counts[places]
    is_own = on_posts <= max(SMALL_CLINIC, len(posts) / 2)
    starts = np.cumsum([0, *map(len, posts)])
    own_count = np.add.reduceat(is_own.astype(np.intp), starts[:-1])
    once_count = np.add.reduceat((on_posts == 1).astype(np.intp), starts[:-1])
    has_family = once_count <= (1 - FAMILY_SHARE) * own_count  # no other post can have one
    related = np.flatnonzero(has_family).tolist()
    own = [posts[at][is_own[starts[at] : starts[at + 1]]] for at in related]
    together: dict[int, list[Short]] = {}
    leaders = _leaders([frozenset(post.tolist()) for post in own])
    for at, led_by in zip(related, leaders, strict=True):
        together.setdefault(led_by, []).append(posts[at])
    alone = (post for post, has in zip(posts, has_family, strict=True) if not has)
    return [*alone, *(distinct(np.concatenate(family)) for family in together.values())]


def _leaders(posts: Sequence[frozenset[int]]) -> list[int]:
    """For each post the number of one of its family, the same for all of a family.

    Only posts that share one of their rarest sentences are compared; none is missed by it.
    Source: prefix filtering, Chaudhuri et al., A primitive operator for similarity joins, 2006.
    """
    count = Counter(chain.from_iterable(posts))
    leaders = list(range(len(posts)))
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for at, post in enumerate(posts):
        rarest = sorted(post, key=lambda sentence: (count[sentence], sentence))
        for sentence in rarest[: len(post) - ceil(FAMILY_SHARE * len(post)) + 1]:
            for other in holders[sentence]:
                one, two = _root(leaders, at), _root(leaders, other)
                if one != two and _alike(post, posts[other]):
                    leaders[one] = two
            holders[sentence].append(at)
    return [_root(leaders, at) for at in range(len(posts))]


def _root(leaders: list[int], at: int) -> int:
    while leaders[at] != at:
        leaders[at] = leaders[leaders[at]]
        at = leaders[at]
    return at


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    both = len(one & other)
    return both > 0 and both >= FAMILY_SHARE * (len(one) + len(other) - both)
