"""A fact from what several sources offer: the first that holds wins, the others keep a reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipelines.items import Candidate, Fact

_MAX_RAW = 300
"""Characters of a source that are kept as evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What one source says, before anybody asks whether it can be true."""

    raw: str
    source: str


def choose_candidate(
    offers: Iterable[Offer],
    read: Callable[[str], str | None],
    lost: str = "a better source says it",
) -> Fact:
    """The first offer that `read` can make a value of, with all the others behind it."""
    winner: Candidate | None = None
    losers: list[Candidate] = []
    seen = set()
    for offer in offers:
        if (offer.raw, offer.source) in seen:
            continue
        seen.add((offer.raw, offer.source))
        value, raw = read(offer.raw), offer.raw[:_MAX_RAW]
        if value is not None and winner is None:
            winner = Candidate(value=value, raw=raw, source=offer.source)
            continue
        reason = _reason(value, winner, lost)
        losers.append(Candidate(value=value, raw=raw, source=offer.source, lost=reason))
    if winner is None:
        return Fact(candidates=tuple(losers))
    return Fact(
        value=winner.value, raw=winner.raw, source=winner.source, candidates=(winner, *losers)
    )


def _reason(value: str | None, winner: Candidate | None, lost: str) -> str:
    if value is None:
        return "not usable"
    return "says the same" if winner is not None and value == winner.value else lost
