"""Blocks that stand on many posts of a clinic: kept as labelled data, out of the text.

Finds what no rule about one page foresaw: notices, offers, disclaimers, closing lines.

Why k = MIN_POSTS = 3 and n = MIN_SHARE = 0.3: words cut rightly, cut wrongly and left although they
are no text, on the 25 imitation clinics (260 posts) and on the 22 sites of the corpus with two or
three posts (47 posts), by `python -m benchmarks.boilerplate`:

    k    n          imitations           corpus
                right wrong left     right wrong
    2    0.1, 0.3  101    15   18       46   117
    2    0.5, 0.8   62     9   57       46   117
    3    0.1, 0.3  101    15   18        0     0
    3    0.5, 0.8   62     9   57        0     0
    4    any        62     9   57        0     0

Two posts are too few: of what they share more is text than not. With four, or with half of the
posts, a notice that a clinic put up last year stays. Between 0.1 and 0.3 nothing differs there;
the larger share keeps a dosage sentence that stands in a fifth of a large blog.

Texts that are equal but for their numbers were tried: on the imitation clinics that finds nothing
but true headings ("What we saw in week 3"), so only equal texts count.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from pipelines.items import Block, Kind, Role

MIN_POSTS = 3
"""A text on two posts may be a definition or a sentence that the clinic likes; see above."""
MIN_SHARE = 0.3
"""Of the clinic's posts. A sentence in one post of five recurs; a banner stands on most pages."""
MIN_WORDS = 8
"""Shorter lines, such as "Common questions", are cut only beside a block that is cut.
Source: without this rule section headings that posts share disappeared (measured)."""
MAX_CUT = 0.5
"""No post loses more than half of its words: two versions of one post are no boilerplate."""


def repeated_texts(
    pages: Sequence[Sequence[Block]],
    *,
    min_posts: int = MIN_POSTS,
    min_share: float = MIN_SHARE,
) -> frozenset[str]:
    """The texts, folded, that stand on many of a clinic's posts.

    pages: the blocks of each post, in any order of posts. Posts with the same text count once:
    a post that stands there twice would else lose all of it. Other values of min_posts and
    min_share are for `benchmarks.boilerplate`.
    """
    distinct = {tuple(_texts(blocks)) for blocks in pages}
    on_posts = Counter(text for texts in distinct for text in set(texts))
    enough = max(min_posts, min_share * len(distinct))
    return frozenset(text for text, count in on_posts.items() if count >= enough)


def mark_boilerplate(blocks: Sequence[Block], repeated: frozenset[str]) -> tuple[Block, ...]:
    """The blocks of a post, those that repeat over its clinic's posts with another role."""
    body = [index for index, block in enumerate(blocks) if block.role is Role.BODY]
    repeats = {index for index in body if _folded(blocks[index]) in repeated}
    if not repeats:
        return tuple(blocks)
    cut = {index for index in repeats if _words(blocks[index]) >= MIN_WORDS}
    cut |= _edges(body, repeats)
    cut |= _neighbours(blocks, body, repeats, cut)
    total = sum(_words(blocks[i]) for i in body)
    if sum(_words(blocks[i]) for i in cut) > MAX_CUT * total:
        return tuple(blocks)
    return tuple(
        replace(block, role=Role.BOILERPLATE, reason="stands on several posts of the clinic")
        if index in cut
        else block
        for index, block in enumerate(blocks)
    )


def _texts(blocks: Iterable[Block]) -> list[str]:
    return [_folded(block) for block in blocks if block.role is Role.BODY and block.text]


def _folded(block: Block) -> str:
    return block.text.casefold()


def _edges(body: Sequence[int], repeats: Set[int]) -> set[int]:
    """Short repeated lines at the very start and end of the text."""
    cut: set[int] = set()
    for run in (body, body[::-1]):
        for index in run:
            if index not in repeats:
                break
            cut.add(index)
    return cut


def _neighbours(
    blocks: Sequence[Block], body: Sequence[int], repeats: Set[int], cut: Set[int]
) -> set[int]:
    """Short repeated lines beside a block that is cut, and theirs in turn."""
    found: set[int] = set()
    for run in (body, body[::-1]):
        beside = False
        for index in run:
            beside = index in cut or (beside and index in repeats)
            if beside and blocks[index].kind is not Kind.IMAGE:
                found.add(index)
    return found


def _words(block: Block) -> int:
    return len(block.text.split())
