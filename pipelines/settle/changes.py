"""What changed between two texts of a post: how many words, and which facts."""

from collections import Counter
from collections.abc import Iterator, Set

from rapidfuzz.distance import Indel

from pipelines.enrich.describe import Facts
from pipelines.items import ContactKind

MAX_WORDS = 20_000
"""Longer texts are compared as bags of words: the time for words in order grows with the square.
Source: two unlike texts of 20,000 words take 140 ms, of 50,000 words a second (measured)."""
TOLD_AS_CONTACTS = ("price",)
"""Kinds of claims that change with a contact, which says more."""
REACHING = {
    ContactKind.PHONE: "phone",
    ContactKind.EMAIL: "e-mail",
    ContactKind.BOOKING: "booking link",
    ContactKind.ADDRESS: "address",
    ContactKind.PRICE: "price",
}


def words_changed(before: str, after: str) -> tuple[int, int]:
    """How many words came in and went out, word by word in their order."""
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MAX_WORDS:
        same = (Counter(old) & Counter(new)).total()
    else:
        same = (len(old) + len(new) - Indel.distance(old, new)) // 2
    return len(new) - same, len(old) - same


def facts_changed(before: Facts, after: Facts) -> str | None:
    """The facts that differ, such as "claim added: cure; price changed"; None where none does.

    A claim that is only worded anew, with the same cue and number, is no change.
    """
    told = list(_changes(before, after))
    return "; ".join(told) or None


def _changes(before: Facts, after: Facts) -> Iterator[str]:
    if before.title != after.title:
        yield "title changed"
    yield from _came_and_went("claim", _claims(before), _claims(after))
    yield from _came_and_went("citation", _citations(before), _citations(after))
    for kind, name in REACHING.items():
        old, new = _contacts(before, kind), _contacts(after, kind)
        if old != new:
            yield f"{name} {'changed' if old and new else 'added' if new else 'removed'}"


def _came_and_went(
    name: str, old: Set[tuple[str, str]], new: Set[tuple[str, str]]
) -> Iterator[str]:
    for what, gone in (("added", new - old), ("removed", old - new)):
        for kind in sorted({kind for kind, _ in gone}):
            yield f"{name} {what}: {kind}"


def _claims(facts: Facts) -> set[tuple[str, str]]:
    return {
        (claim.kind, f"{claim.cue.casefold()} {claim.figure} {claim.is_negated}")
        for claim in facts.claims
        if claim.kind not in TOLD_AS_CONTACTS
    }


def _citations(facts: Facts) -> set[tuple[str, str]]:
    return {(citation.kind, citation.identifier) for citation in facts.citations}


def _contacts(facts: Facts, kind: ContactKind) -> set[tuple[str, str | None]]:
    return {(each.value, each.unit) for each in facts.contacts if each.kind is kind}
