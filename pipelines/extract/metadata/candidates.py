"""A fact out of its candidates: the first that can be true wins, the others keep a reason."""

from collections.abc import Callable, Iterable

from pipelines.items import Candidate, Fact

_MAX_RAW = 300
"""Characters of a source that are kept as evidence."""


def choose_candidate(
    candidates: Iterable[Candidate],
    normalize: Callable[[str], str | None],
    lost: str = "a better source says it",
) -> Fact:
    """The first candidate that `normalize` can make a value of, with all the others behind it."""
    winner: Candidate | None = None
    losers: list[Candidate] = []
    seen = set()
    for candidate in candidates:
        if (candidate.raw, candidate.source) in seen:
            continue
        seen.add((candidate.raw, candidate.source))
        value, raw = normalize(candidate.raw), candidate.raw[:_MAX_RAW]
        if value is not None and winner is None:
            winner = Candidate(value=value, raw=raw, source=candidate.source)
            continue
        reason = _reason(value, winner, lost)
        losers.append(Candidate(value=value, raw=raw, source=candidate.source, lost=reason))
    if winner is None:
        return Fact(candidates=tuple(losers))
    return Fact(
        value=winner.value, raw=winner.raw, source=winner.source, candidates=(winner, *losers)
    )


def _reason(value: str | None, winner: Candidate | None, lost: str) -> str:
    if value is None:
        return "not usable"
    return "says the same" if winner is not None and value == winner.value else lost
