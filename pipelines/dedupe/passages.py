"""Shared passages of two posts, side by side, with the words that were swapped inside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipelines.dedupe.greedy_tiling import Tile, tiles
from pipelines.dedupe.tokenize import Word, words_of

MAX_SWAP = 12
"""Words that may differ, on either side, inside one passage: a name, a city with its state, a
phone number, a date. Longer differences separate two passages."""
MIN_EQUAL = 2
"""Equal words between two changed ones that are shown as equal; one alone, such as the middle of
a phone number, belongs to the change around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A range of a text; may be empty where only the other text has words."""

    start: int
    """Offset of its first character: `text[start:end]` are its words."""
    end: int
    first_word: int
    """Index of its first word in the text."""
    word_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a passage that is the same in both posts, or was changed."""

    left: Span
    right: Span
    is_changed: bool
    """Whether the words differ, such as a name, a city or a phone number that was swapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that both posts contain in the same order, except for short swaps."""

    left: Span
    right: Span
    same_words: int
    """Words that are equal in both."""
    pieces: tuple[Piece, ...]
    """In reading order, without gaps between them; the first and the last are not changed."""


def passages(left_text: str, right_text: str) -> tuple[Passage, ...]:
    """Return the passages that two texts share, moved ones too, in the order of `left_text`.

    Each has at least eight equal words in a row; case, punctuation and quotes do not count. No
    word belongs to two passages. The time is linear in the length of the texts.
    """
    left, right = list(words_of(left_text)), list(words_of(right_text))
    left_words, right_words = [word.folded for word in left], [word.folded for word in right]
    shared = []
    for run_group in _joined(tiles(left_words, right_words)):
        pieces = tuple(
            Piece(
                left=_span(left, *left_range),
                right=_span(right, *right_range),
                is_changed=is_changed,
            )
            for left_range, right_range, is_changed in _steps(run_group, left_words, right_words)
        )
        shared.append(_passage(pieces, left, right))
    return tuple(shared)


Range = tuple[int, int]
Step = tuple[Range, Range, bool]


def _joined(runs: Sequence[Tile]) -> list[list[Tile]]:
    """Group the runs that follow one another in both texts with short gaps."""
    groups: list[list[Tile]] = []
    for run in runs:
        if groups and _follows(run, groups[-1][-1]):
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _follows(run: Tile, previous: Tile) -> bool:
    left_gap = run.left - previous.left - previous.length
    right_gap = run.right - previous.right - previous.length
    return 0 <= left_gap <= MAX_SWAP and 0 <= right_gap <= MAX_SWAP


def _steps(
    run_group: Sequence[Tile], left_words: Sequence[str], right_words: Sequence[str]
) -> Iterator[Step]:
    """Yield the runs of a passage and the gaps between them, as ranges of words."""
    previous: Tile | None = None
    for run in run_group:
        if previous is not None:
            left_gap = (previous.left + previous.length, run.left)
            right_gap = (previous.right + previous.length, run.right)
            yield from _compare_gap(left_gap, right_gap, left_words, right_words)
        yield (run.left, run.left + run.length), (run.right, run.right + run.length), False
        previous = run


def _compare_gap(
    left: Range, right: Range, left_words: Sequence[str], right_words: Sequence[str]
) -> Iterator[Step]:
    """Compare a gap word by word: between two neighbouring swaps there is no run of words."""
    matcher = SequenceMatcher(
        None, left_words[slice(*left)], right_words[slice(*right)], autojunk=False
    )
    at_left, at_right = left[0], right[0]
    for match in matcher.get_matching_blocks():
        if match.size < MIN_EQUAL:
            continue
        equal_left, equal_right = left[0] + match.a, right[0] + match.b
        if (at_left, at_right) != (equal_left, equal_right):
            yield (at_left, equal_left), (at_right, equal_right), True
        at_left, at_right = equal_left + match.size, equal_right + match.size
        yield (equal_left, at_left), (equal_right, at_right), False
    if (at_left, at_right) != (left[1], right[1]):
        yield (at_left, left[1]), (at_right, right[1]), True


def _span(words: Sequence[Word], first: int, last: int) -> Span:
    """Return the span of words[first:last]; an empty one is at the end of the word before it."""
    if first == last:
        at = words[first - 1].end
        return Span(start=at, end=at, first_word=first, word_count=0)
    return Span(
        start=words[first].start,
        end=words[last - 1].end,
        first_word=first,
        word_count=last - first,
    )


def _passage(pieces: tuple[Piece, ...], left: Sequence[Word], right: Sequence[Word]) -> Passage:
    first, last = pieces[0], pieces[-1]
    return Passage(
        left=_span(left, first.left.first_word, last.left.first_word + last.left.word_count),
        right=_span(right, first.right.first_word, last.right.first_word + last.right.word_count),
        same_words=sum(piece.left.word_count for piece in pieces if not piece.is_changed),
        pieces=pieces,
    )
