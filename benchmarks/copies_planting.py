"""Plants copies in the corpus: which posts are made from which, and which pairs are not copies."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from benchmarks.copies_corpus import POSTS_OF_A_CLINIC, Corpus, Plan

PAIRS = (
    "repost",
    "typographic",
    "swap",
    "swap_intro",
    "insert",
    "update",
    "reorder",
    "sents10",
    "sents30",
    "words10",
    "excerpt",
    "quote",
    "same_title",
    "same_topic",
)
"""One in a hundred posts is made in each of these ways; the last two are not copies."""
NO_COPIES = frozenset({"same_title", "same_topic"})
VERBATIM = frozenset({"repost", "typographic"})
FAMILY = 8
SITES = 300
"""Clinics that publish the syndicated post, if there are so many."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A corpus with its planted copies."""

    corpus: Corpus
    pairs: dict[tuple[int, int], str]
    """Original and copy, the lower number first, with the way the copy was made."""
    families: dict[int, tuple[str, int]]
    """Kind and number of the family of a post: chains of revisions, pages per city, syndication.
    Any two posts of one family may be found."""

    def may_be_found(self, pair: tuple[int, int]) -> bool:
        """Whether two posts truly share text."""
        family, other_family = (self.families.get(post) for post in pair)
        way = self.pairs.get(pair)
        return (family is not None and family == other_family) or (
            way is not None and way not in NO_COPIES
        )

    def share_ending(self, pair: tuple[int, int]) -> bool:
        """Whether one post is a verbatim copy with a notice that the other has too."""
        texts = [self.corpus.text(post) for post in pair]
        is_verbatim = any(self.pairs_kind(post) in VERBATIM for post in pair)
        folded = [text.casefold() for text in texts]
        calls = (call.partition("today. ")[2] for call in self.corpus.calls)
        notices = [notice.casefold() for notice in (*self.corpus.disclaimers, *calls)]
        return is_verbatim and any(all(n in text for text in folded) for n in notices)

    def pairs_kind(self, post: int) -> str:
        """How a post was made."""
        plan = self.corpus.plans.get(post)
        return plan.kind if plan else "own"


def planted(posts: int, seed: int = 7) -> Planted:
    """A corpus of `posts` posts; per 10,000 a hundred of each of PAIRS, and nine families."""
    corpus = Corpus(posts=posts, seed=seed)
    random = Random(f"{seed}:plan")
    free = set(range(posts))
    pairs: dict[tuple[int, int], str] = {}
    families: dict[int, tuple[str, int]] = {}
    per_ten_thousand = max(1, posts // 10_000)
    grown = (
        *(("syndicate", _sites(corpus, random, free)) for _ in range(per_ten_thousand)),
        *(("chain", _clinic(corpus, random, free)) for _ in range(4 * per_ten_thousand)),
        *(("doorway", _clinic(corpus, random, free)) for _ in range(4 * per_ten_thousand)),
    )
    for number, (kind, members) in enumerate(grown):
        for previous, post in pairwise(members):
            source = previous if kind == "chain" else members[0]
            corpus.plans[post] = Plan(kind, source)
        families.update((post, (kind, number)) for post in members)
    for kind in PAIRS:
        for _ in range(max(1, posts // 100)):
            source, post = _two(random, free, within=kind == "update")
            corpus.plans[post] = Plan(kind, source)
            pairs[_pair(source, post)] = kind
    return Planted(corpus, pairs, families)


def _pair(post: int, other: int) -> tuple[int, int]:
    return min(post, other), max(post, other)


def _sites(corpus: Corpus, random: Random, free: set[int]) -> list[int]:
    """One post of each of many clinics."""
    clinics = random.sample(range(corpus.clinics), k=min(SITES, corpus.clinics))
    return list(_taken(random, free, clinics, corpus))


def _taken(random: Random, free: set[int], clinics: list[int], corpus: Corpus) -> Iterator[int]:
    for clinic in clinics:
        remaining = sorted(free.intersection(corpus.members(clinic)))
        if remaining:
            post = random.choice(remaining)
            free.discard(post)
            yield post


def _clinic(corpus: Corpus, random: Random, free: set[int]) -> list[int]:
    """Posts of one clinic, oldest first."""
    clinic = random.randrange(corpus.clinics)
    members = list(_taken(random, free, [clinic] * FAMILY, corpus))
    return sorted(members)


def _two(random: Random, free: set[int], *, within: bool) -> tuple[int, int]:
    """Two free posts, of the same clinic or of two clinics."""
    while True:
        source, post = random.sample(sorted(free), k=2) if len(free) < 500 else _drawn(random, free)
        if within:
            first = source - source % POSTS_OF_A_CLINIC
            post = random.choice(sorted(free.intersection(range(first, first + 60))))
        same = source // POSTS_OF_A_CLINIC == post // POSTS_OF_A_CLINIC
        if source != post and same == within:
            free -= {source, post}
            return source, post


def _drawn(random: Random, free: set[int]) -> tuple[int, int]:
    """Two members of a large set, without sorting it."""
    most = max(free)
    drawn = (random.randint(0, most) for _ in iter(int, 1))
    members = (n for n in drawn if n in free)
    return next(members), next(members)
