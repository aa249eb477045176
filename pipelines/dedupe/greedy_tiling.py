"""Runs of words that stand in both of two texts: longest first, wherever they were moved to.

Greedy string tiling. Difference algorithms find one half only of a post whose halves were
swapped, and paint chance words of unrelated posts; tiles do neither (research on copies: cover
of a reordered post 1.00 against 0.61, of an unrelated one 0.01 against 0.09 to 0.17).
Source: Wise, String similarity via greedy string tiling and running Karp-Rabin matching, 1993.
"""

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush, nlargest
from typing import NamedTuple

SEED = 5
"""Words in a row that begin a run."""
SHORTEST = 8
"""Words of the shortest run that counts. Source: of unrelated posts 0.01 is covered then."""
MOST_PLACES = 16
"""Places of one seed where runs begin, and runs followed at a time: a text that says the same
over and over takes time in proportion to its length. Runs that go on are never cut by it."""

Seed = tuple[str, ...]


class Tile(NamedTuple):
    """Words that stand in both texts in the same order."""

    one: int
    """Number of its first word in one text, from 0."""
    other: int
    length: int


def tiles(one: Sequence[str], other: Sequence[str]) -> list[Tile]:
    """The longest runs that both texts share, no word in two of them, by their place in `one`."""
    waiting = [(-run.length, run.one, run.other) for run in _runs(one, other)]
    heapify(waiting)
    taken_one, taken_other = bytearray(len(one)), bytearray(len(other))
    found: list[Tile] = []
    while waiting:
        negative, at, beside = heappop(waiting)
        run = Tile(at, beside, -negative)
        free = list(_free(run, taken_one, taken_other))
        if free == [run]:
            found.append(run)
            taken_one[at : at + run.length] = b"\1" * run.length
            taken_other[beside : beside + run.length] = b"\1" * run.length
        else:
            for part in free:
                heappush(waiting, (-part.length, part.one, part.other))
    return sorted(found)


def _runs(one: Sequence[str], other: Sequence[str]) -> Iterator[Tile]:
    """Every run that cannot be made longer, found by walking through `one` once."""
    theirs = _seeds(other)
    places: dict[Seed, list[int]] = {}
    for place, seed in enumerate(theirs):
        places.setdefault(seed, []).append(place)
    growing: dict[int, int] = {}  # place of the last seed in `other`: seeds so far
    for at, seed in enumerate(_seeds(one)):
        here = places.get(seed, [])[:MOST_PLACES]
        grown = {place: growing.get(place - 1, 0) + 1 for place in here}
        for place, count in growing.items():
            if place + 1 < len(theirs) and theirs[place + 1] == seed:
                grown[place + 1] = count + 1
            else:
                yield from _ended(at - 1, place, count)
        growing = _longest(grown)
    for place, count in growing.items():
        yield from _ended(len(one) - SEED, place, count)


def _seeds(words: Sequence[str]) -> list[Seed]:
    return list(zip(*(words[shift:] for shift in range(SEED)), strict=False))


def _ended(last_one: int, last_other: int, seeds: int) -> Iterator[Tile]:
    """The run whose last seeds stand there, if it is long enough."""
    length = seeds + SEED - 1
    if length >= SHORTEST:
        yield Tile(last_one - seeds + 1, last_other - seeds + 1, length)


def _longest(runs: dict[int, int]) -> dict[int, int]:
    if len(runs) <= MOST_PLACES:
        return runs
    return dict(nlargest(MOST_PLACES, runs.items(), key=lambda run: run[1]))


def _free(run: Tile, taken_one: bytearray, taken_other: bytearray) -> Iterator[Tile]:
    """The parts of a run whose words no longer run has taken, in either text."""
    ours = taken_one[run.one : run.one + run.length]
    theirs = taken_other[run.other : run.other + run.length]
    if 1 not in ours and 1 not in theirs:
        yield run
        return
    both = (int.from_bytes(ours, "big") | int.from_bytes(theirs, "big")).to_bytes(run.length, "big")
    at = 0
    for gap in both.split(b"\1"):
        if len(gap) >= SHORTEST:
            yield Tile(run.one + at, run.other + at, len(gap))
        at += len(gap) + 1
