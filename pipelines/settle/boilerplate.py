"""Boilerplate removal across posts: blocks that many posts of a clinic repeat leave the text.

They are kept as labelled data. This finds what no rule about a single page foresaw: notices,
offers, disclaimers, closing lines.

Why k = MIN_POSTS = 3 and n = MIN_SHARE = 0.3: words cut rightly, cut wrongly, and left although
they are boilerplate, on the 25 imitation clinics (260 posts) and on the 22 sites of the corpus with
two or three posts (47 posts), by `python -m benchmarks.boilerplate`:

    k    n          imitations           corpus
                right wrong left     right wrong
    2    0.1, 0.3  101    15   18       46   117
    2    0.5, 0.8   62     9   57       46   117
    3    0.1, 0.3  101    15   18        0     0
    3    0.5, 0.8   62     9   57        0     0
    4    any        62     9   57        0     0

Two posts are too few: most of what they share is text. With four, or with half of the posts, a
notice that a clinic put up last year is missed. Between 0.1 and 0.3 the result is the same there;
the larger share keeps a dosage sentence that a fifth of the posts of a large blog contain.

Texts that are equal except for their numbers were tried: on the imitation clinics that finds
nothing but true headings ("What we saw in week 3"), so only equal texts count.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from pipelines.items import Block, Kind, Role
from pipelines.settle.frequency import MIN_POSTS, on_many_posts

MIN_SHARE = 0.3
"""Share of the clinic's posts. A sentence in one post of five recurs; a banner is on most posts."""
MIN_WORDS = 8
"""Shorter lines, such as "Common questions", are cut only next to a block that is cut.
Source: without this rule section headings that posts share disappeared (measured)."""
MAX_CUT = 0.5
"""No post loses more than half of its words: two versions of one post are not boilerplate."""


def repeated_texts(
    pages: Sequence[Sequence[Block]],
    *,
    min_posts: int = MIN_POSTS,
    min_share: float = MIN_SHARE,
) -> frozenset[str]:
    """Return the texts, folded, that many of a clinic's posts repeat.

    pages: the blocks of each post, in any order of posts. Posts with the same text count once:
    otherwise a post that is served twice would lose all of its text. Other values of min_posts and
    min_share are for `benchmarks.boilerplate`.
    """
    distinct_posts = {tuple(_texts(blocks)) for blocks in pages}
    return on_many_posts(distinct_posts, min_share=min_share, min_posts=min_posts)


def mark_boilerplate(blocks: Sequence[Block], repeated: frozenset[str]) -> tuple[Block, ...]:
    """Return the blocks of a post, with the role BOILERPLATE where its clinic repeats them."""
    body = [index for index, block in enumerate(blocks) if block.role is Role.BODY]
    repeats = {index for index in body if _folded(blocks[index]) in repeated}
    if not repeats:
        return tuple(blocks)
    cut = {index for index in repeats if _word_count(blocks[index]) >= MIN_WORDS}
    cut |= _short_lines_at_edges(body, repeats)
    cut |= _short_lines_next_to(blocks, body, repeats, cut)
    total = sum(_word_count(blocks[index]) for index in body)
    if sum(_word_count(blocks[index]) for index in cut) > MAX_CUT * total:
        return tuple(blocks)
    return tuple(
        replace(block, role=Role.BOILERPLATE, reason="repeated on several posts of the clinic")
        if index in cut
        else block
        for index, block in enumerate(blocks)
    )


def _texts(blocks: Iterable[Block]) -> list[str]:
    return [_folded(block) for block in blocks if block.role is Role.BODY and block.text]


def _folded(block: Block) -> str:
    return block.text.casefold()


def _short_lines_at_edges(body: Sequence[int], repeats: Set[int]) -> set[int]:
    """Return the repeated lines at the very start and end of the text, however short."""
    lines: set[int] = set()
    for direction in (body, body[::-1]):
        for index in direction:
            if index not in repeats:
                break
            lines.add(index)
    return lines


def _short_lines_next_to(
    blocks: Sequence[Block], body: Sequence[int], repeats: Set[int], cut: Set[int]
) -> set[int]:
    """Return the blocks that are cut, and the repeated lines next to them or in a row with them."""
    lines: set[int] = set()
    for direction in (body, body[::-1]):
        is_adjacent = False
        for index in direction:
            is_adjacent = index in cut or (is_adjacent and index in repeats)
            if is_adjacent and blocks[index].kind is not Kind.IMAGE:
                lines.add(index)
    return lines


def _word_count(block: Block) -> int:
    return len(block.text.split())
