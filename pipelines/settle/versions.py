"""The texts that a post has had: a new version only where the text or the title differs.

Every older body is read with today's rules, so a better extractor or newly known boilerplate
never makes a version.

What changed between two texts of a post: how many words, and which facts.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from pipelines.enrich.describe import Description, describe
from pipelines.enrich.fact_tables import FactTables, packaged_tables
from pipelines.extract.render import text
from pipelines.items import Block, ClaimKind, ContactKind, Role, Version
from pipelines.items.settled import Reading
from pipelines.settle.boilerplate import mark_boilerplate
from pipelines.settle.site_level import without_name

MAX_WORDS = 20_000
"""Longer texts are compared as bags of words: the time for words in order grows with the square.
Source: two unlike texts of 20,000 words take 140 ms, of 50,000 words a second (measured)."""


def words_changed(before: str, after: str) -> tuple[int, int]:
    """How many words came in and went out, word by word in their order."""
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MAX_WORDS:
        same = (Counter(old) & Counter(new)).total()
    else:
        same = (len(old) + len(new) - Indel.distance(old, new)) // 2
    return len(new) - same, len(old) - same


def facts_changed(before: Description, after: Description) -> str | None:
    """The facts that differ, such as "claim added: cure; price changed"; None where none does.

    A claim that is only worded anew, with the same cue and number, is no change.
    """
    told = list(_changed_facts(before, after))
    return "; ".join(told) or None


def _changed_facts(before: Description, after: Description) -> Iterator[str]:
    if before.title != after.title:
        yield "title changed"
    yield from _came_and_went("claim", _claims(before), _claims(after))
    yield from _came_and_went("citation", _citations(before), _citations(after))
    for kind in ContactKind:
        old, new = _contacts(before, kind), _contacts(after, kind)
        if old != new:
            yield f"{kind.label} {'changed' if old and new else 'added' if new else 'removed'}"


def _came_and_went(
    name: str, old: Set[tuple[str, str]], new: Set[tuple[str, str]]
) -> Iterator[str]:
    for what, gone in (("added", new - old), ("removed", old - new)):
        for kind in sorted({kind for kind, _ in gone}):
            yield f"{name} {what}: {kind}"


def _claims(facts: Description) -> set[tuple[str, str]]:
    return {
        (claim.kind, f"{claim.cue.casefold()} {claim.figure} {claim.is_negated}")
        for claim in facts.claims
        if not _is_told_as_contact(claim.kind)
    }


def _is_told_as_contact(kind: str) -> bool:
    claim_kind = ClaimKind.of(kind)
    return claim_kind is not None and claim_kind.use.changes_as_contact


def _citations(facts: Description) -> set[tuple[str, str]]:
    return {(citation.kind, citation.identifier) for citation in facts.citations}


def _contacts(facts: Description, kind: ContactKind) -> set[tuple[str, str | None]]:
    return {(each.value, each.unit) for each in facts.contacts if each.kind is kind}


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredText:
    """What a body says, and since when."""

    fetched_at: str
    title: str | None
    blocks: Sequence[Block]
    text: str
    own_text: str
    """As the page alone gives it: what a witness says of the text is no change of the page."""


def versions(
    readings: Sequence[Reading],
    repeated: frozenset[str],
    names: frozenset[str],
    tables: FactTables | None = None,
) -> tuple[Version, ...]:
    """The versions of a post, oldest first, at least one.

    readings: what was read at each fetch, oldest first; one that was no post then (an error page
    that came with status 200) is left out. A text that came back is a version again.
    tables: what facts are recognised by; dripfeed's own if None.
    """
    found: list[_StoredText] = []
    for reading in (r for r in readings if r.extraction.is_post):
        told = _told(reading, repeated, names)
        if found and (found[-1].own_text, found[-1].title) == (told.own_text, told.title):
            found[-1] = replace(told, fetched_at=found[-1].fetched_at)
        else:
            found.append(told)
    return tuple(_numbered(found, tables or packaged_tables()))


def _told(reading: Reading, repeated: frozenset[str], names: frozenset[str]) -> _StoredText:
    read = reading.extraction.blocks
    blocks, alone = mark_boilerplate(read, repeated), _of_page_alone(read)
    told = text(blocks)
    return _StoredText(
        fetched_at=reading.fetched_at,
        title=without_name(reading.extraction.title.value, names),
        blocks=blocks,
        text=told,
        own_text=told if alone == read else text(mark_boilerplate(alone, repeated)),
    )


def _of_page_alone(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as they would be if no other source had the body."""
    return tuple(
        replace(block, role=Role.BODY) if block.role is Role.UNWITNESSED else block
        for block in blocks
        if block.witness is None or block.role is Role.UNWITNESSED
    )


def _numbered(found: Sequence[_StoredText], tables: FactTables) -> Iterator[Version]:
    before: _StoredText | None = None
    for number, told in enumerate(found, start=1):
        added, removed = words_changed(before.text if before else "", told.text)
        yield Version(
            version=number,
            fetched_at=told.fetched_at,
            title=told.title,
            text=told.text,
            words_added=added,
            words_removed=removed,
            changes=_changes(before, told, tables) if before else None,
        )
        before = told


def _changes(before: _StoredText, after: _StoredText, tables: FactTables) -> str | None:
    old, new = (describe(told.title, told.blocks, tables=tables) for told in (before, after))
    return facts_changed(old, new)
