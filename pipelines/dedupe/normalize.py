"""Normalized text for near-duplicate detection: entity placeholders in, repeated sentences out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from math import ceil

import numpy as np
import numpy.typing as npt

from pipelines.dedupe.entity_placeholders import Placeholders, with_placeholders
from pipelines.dedupe.word_hashes import (
    SENTENCE_END,
    Hashes,
    ShortHashes,
    distinct,
    hash_runs,
    hash_words,
    shorten,
    without_case,
)

MIN_POSTS = 3
"""Posts of a clinic, families counted once, that must contain a sentence before it is dropped.
Source: with 2 the revisions of one post lost their text, with 3 they did not; on 14 posts of a real
clinic the most similar pair fell from 0.49 to 0.19 of its triples (research on copies)."""
MIN_SHARE = 0.02
"""Share of the clinic's posts: in a thousand posts a sentence may occur three times by chance."""
FAMILY_SHARE = 0.6
"""Jaccard index of their sentences from which two posts of a clinic are one family and count once.
Source: revisions with 15 % of new sentences share 0.74, pages per city share all; posts of one
clinic that only share its closing lines stay below (benchmarks/copies.py)."""
SMALL_CLINIC = 5
"""Posts that may all contain a sentence before it counts as common, however few posts there are."""
MIN_WORDS_LEFT = 20
"""Words that must be left when repeated sentences are dropped; otherwise all are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalizedText:
    """A text as words with placeholders, and the sentences that they form."""

    words: Hashes
    sentences: ShortHashes
    """A hash per sentence, in reading order."""
    lengths: npt.NDArray[np.intp]
    """Words of each sentence."""
    plain_number: int
    """Hash of all words before placeholders: equal for texts that differ in typography only."""


def normalize(text: str, placeholders: Placeholders) -> NormalizedText:
    """Return the words of a text with placeholders for its named entities."""
    tokens = hash_words(text)
    plain_number = hash_text(without_case(tokens[tokens != SENTENCE_END]))
    tokens = with_placeholders(tokens, placeholders)
    is_word = tokens != SENTENCE_END
    words = tokens[is_word]
    ends = np.flatnonzero(~is_word)
    bounds = np.concatenate((ends - np.arange(len(ends)), [len(words)]))  # as indexes of words
    lengths = np.diff(bounds, prepend=0)
    has_words = lengths > 0
    lengths = lengths[has_words]
    starts = bounds[has_words] - lengths
    sentences = shorten(hash_runs(words, starts, lengths)) if len(words) else np.empty(0, np.int32)
    return NormalizedText(
        words=words, sentences=sentences, lengths=lengths, plain_number=plain_number
    )


def sentence_set(post: NormalizedText) -> ShortHashes:
    """Return the distinct sentences of a post, sorted."""
    return distinct(post.sentences)


def repeated_sentences(posts: Iterable[ShortHashes]) -> ShortHashes:
    """Return the sentences that a clinic repeats over its posts, sorted.

    posts: the `sentence_set` of each, in any order. A family of near-duplicates counts once:
    otherwise every sentence of a page that was made once per city would be dropped.
    """
    distinct_posts = {post.tobytes(): post for post in posts if len(post)}
    if not distinct_posts:
        return np.empty(0, np.int32)
    families = _families([distinct_posts[key] for key in sorted(distinct_posts)])
    values, counts = np.unique(np.concatenate(families), return_counts=True)
    return values[counts >= max(MIN_POSTS, MIN_SHARE * len(families))]


def drop_repeated(post: NormalizedText, repeated: ShortHashes) -> Hashes:
    """Return the words of a post without the sentences that its clinic repeats."""
    drop = np.isin(post.sentences, repeated)
    if not drop.any():
        return post.words
    left = post.words[~np.repeat(drop, post.lengths)]
    return left if len(left) >= MIN_WORDS_LEFT else post.words


def hash_text(words: Hashes) -> int:
    """Return a signed 64-bit hash of a whole text."""
    digest = blake2b(words.tobytes(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _families(posts: list[ShortHashes]) -> list[ShortHashes]:
    """Return all sentences of each family: connected components of posts that share most sentences.

    Sentences on most of a clinic's posts do not count: thin posts share little else.
    """
    _, inverse, counts = np.unique(np.concatenate(posts), return_inverse=True, return_counts=True)
    post_counts = counts[inverse]
    is_specific = post_counts <= max(SMALL_CLINIC, len(posts) / 2)
    starts = np.cumsum([0, *map(len, posts)])
    specific_count = np.add.reduceat(is_specific.astype(np.intp), starts[:-1])
    unique_count = np.add.reduceat((post_counts == 1).astype(np.intp), starts[:-1])
    may_have_family = unique_count <= (1 - FAMILY_SHARE) * specific_count
    related = np.flatnonzero(may_have_family).tolist()
    specific = [posts[at][is_specific[starts[at] : starts[at + 1]]] for at in related]
    families: dict[int, list[ShortHashes]] = {}
    roots = _family_roots([frozenset(post.tolist()) for post in specific])
    for at, root in zip(related, roots, strict=True):
        families.setdefault(root, []).append(posts[at])
    alone = (post for post, may_have in zip(posts, may_have_family, strict=True) if not may_have)
    return [*alone, *(distinct(np.concatenate(family)) for family in families.values())]


def _family_roots(posts: Sequence[frozenset[int]]) -> list[int]:
    """Return for each post the index of its family's root (union-find).

    Only posts that share one of their rarest sentences are compared; no pair is missed by it.
    Source: prefix filtering, Chaudhuri et al., A primitive operator for similarity joins, 2006.
    """
    count = Counter(chain.from_iterable(posts))
    parents = list(range(len(posts)))
    inverted_index: defaultdict[int, list[int]] = defaultdict(list)
    for at, post in enumerate(posts):
        rarest_first = sorted(post, key=lambda sentence: (count[sentence], sentence))
        for sentence in rarest_first[: len(post) - ceil(FAMILY_SHARE * len(post)) + 1]:
            for other in inverted_index[sentence]:
                root, other_root = _root(parents, at), _root(parents, other)
                if root != other_root and _share_most(post, posts[other]):
                    parents[root] = other_root
            inverted_index[sentence].append(at)
    return [_root(parents, at) for at in range(len(posts))]


def _root(parents: list[int], at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at


def _share_most(sentences: frozenset[int], others: frozenset[int]) -> bool:
    shared = len(sentences & others)
    return shared > 0 and shared >= FAMILY_SHARE * (len(sentences) + len(others) - shared)
