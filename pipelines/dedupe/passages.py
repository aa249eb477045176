"""What two posts share, ready to be shown side by side: passages, and what was swapped in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipelines.dedupe.greedy_tiling import Tile, tiles
from pipelines.dedupe.tokenize import Word, words_of

WIDEST_SWAP = 12
"""Words that may differ, on either side, inside one passage: a name, a city with its state, a
phone number, a date. Longer differences part two passages."""
ISLAND = 2
"""Equal words between two changed ones that are shown as equal; one alone, such as the middle of
a phone number, belongs to the change around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text; may be empty where the other text says more."""

    start: int
    """Characters before it: `text[start:end]` is what it says."""
    end: int
    first_word: int
    """Number of its first word in the text, from 0."""
    word_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a passage that is the same in both posts, or was changed."""

    one: Span
    other: Span
    is_changed: bool
    """Whether the words differ, such as a name, a city or a phone number that was swapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that stand in both posts in the same order, but for short swaps."""

    one: Span
    other: Span
    same_words: int
    """Words that are equal in both."""
    pieces: tuple[Piece, ...]
    """In reading order, without gaps between them; the first and the last are not changed."""


def passages(one_text: str, other_text: str) -> tuple[Passage, ...]:
    """The passages that two texts share, in the order of `one_text`, moved ones too.

    Each has at least eight equal words in a row; case, punctuation and quotes do not count. No
    word stands in two passages. Takes time in proportion to the texts, whatever they say.
    """
    one, other = list(words_of(one_text)), list(words_of(other_text))
    ours, theirs = [word.folded for word in one], [word.folded for word in other]
    found = []
    for group in _joined(tiles(ours, theirs)):
        steps = list(_steps(group, ours, theirs))
        pieces = tuple(
            Piece(
                one=_span(one, ones[0], ones[1]),
                other=_span(other, others[0], others[1]),
                is_changed=is_changed,
            )
            for ones, others, is_changed in steps
        )
        found.append(_passage(pieces, one, other))
    return tuple(found)


Range = tuple[int, int]
Step = tuple[Range, Range, bool]


def _joined(runs: Sequence[Tile]) -> list[list[Tile]]:
    """Runs that follow one another in both texts with short gaps, group by group."""
    groups: list[list[Tile]] = []
    for run in runs:
        if groups and _follows(run, groups[-1][-1]):
            groups[-1].append(run)
        else:
            groups.append([run])
    return groups


def _follows(run: Tile, before: Tile) -> bool:
    gaps = (run.one - before.one - before.length, run.other - before.other - before.length)
    return all(0 <= gap <= WIDEST_SWAP for gap in gaps)


def _steps(group: Sequence[Tile], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[Step]:
    """The runs of a passage and what lies between them, as ranges of words."""
    before: Tile | None = None
    for run in group:
        if before is not None:
            gap_one = (before.one + before.length, run.one)
            gap_other = (before.other + before.length, run.other)
            yield from _compared(gap_one, gap_other, ours, theirs)
        yield (run.one, run.one + run.length), (run.other, run.other + run.length), False
        before = run


def _compared(
    one: Range, other: Range, ours: Sequence[str], theirs: Sequence[str]
) -> Iterator[Step]:
    """A gap word by word: two swaps close together leave no run of words between them."""
    matcher = SequenceMatcher(None, ours[slice(*one)], theirs[slice(*other)], autojunk=False)
    equal = [match for match in matcher.get_matching_blocks() if match.size >= ISLAND]
    at_one, at_other = one[0], other[0]
    for match in equal:
        same_one, same_other = one[0] + match.a, other[0] + match.b
        if (at_one, at_other) != (same_one, same_other):
            yield (at_one, same_one), (at_other, same_other), True
        at_one, at_other = same_one + match.size, same_other + match.size
        yield (same_one, at_one), (same_other, at_other), False
    if (at_one, at_other) != (one[1], other[1]):
        yield (at_one, one[1]), (at_other, other[1]), True


def _span(words: Sequence[Word], first: int, last: int) -> Span:
    """The words from first to before last; an empty span stands behind the word before it."""
    if first == last:
        at = words[first - 1].end
        return Span(start=at, end=at, first_word=first, word_count=0)
    return Span(
        start=words[first].start,
        end=words[last - 1].end,
        first_word=first,
        word_count=last - first,
    )


def _passage(pieces: tuple[Piece, ...], one: Sequence[Word], other: Sequence[Word]) -> Passage:
    first, last = pieces[0], pieces[-1]
    return Passage(
        one=_span(one, first.one.first_word, last.one.first_word + last.one.word_count),
        other=_span(other, first.other.first_word, last.other.first_word + last.other.word_count),
        same_words=sum(piece.one.word_count for piece in pieces if not piece.is_changed),
        pieces=pieces,
    )
