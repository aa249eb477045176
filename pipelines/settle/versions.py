"""The version history of a post: a new version only where its text or title changed.

All older bodies are read by the current rules, so a better extractor or newly found boilerplate
never makes a version. Each version has the difference to the one before: words added and removed,
and the facts that changed.
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
"""Longer texts are compared as bags of words: comparing in order takes quadratic time.
Source: two different texts of 20,000 words take 140 ms, of 50,000 words a second (measured)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredText:
    """The text of one body, and when it was fetched first."""

    fetched_at: str
    title: str | None
    blocks: Sequence[Block]
    text: str
    page_text: str
    """The text by the page alone: a change in an alternate source is not a change of the page."""


def versions(
    readings: Sequence[Reading],
    repeated: frozenset[str],
    names: frozenset[str],
    tables: FactTables | None = None,
) -> tuple[Version, ...]:
    """Return the versions of a post, oldest first, at least one.

    readings: one per fetch, oldest first; those that were not a post at the time (an error page
    with status 200) are left out. A text that comes back is a new version. tables: what facts are
    recognised by; dripfeed's own if None.
    """
    texts: list[_StoredText] = []
    for reading in readings:
        if not reading.extraction.is_post:
            continue
        text_now = _stored_text(reading, repeated, names)
        if texts and (texts[-1].page_text, texts[-1].title) == (text_now.page_text, text_now.title):
            texts[-1] = replace(text_now, fetched_at=texts[-1].fetched_at)
        else:
            texts.append(text_now)
    return tuple(_numbered(texts, tables or packaged_tables()))


def words_changed(old_text: str, new_text: str) -> tuple[int, int]:
    """Return how many words were added and removed, compared word by word in order."""
    old, new = old_text.split(), new_text.split()
    if max(len(old), len(new)) > MAX_WORDS:
        equal = (Counter(old) & Counter(new)).total()
    else:
        equal = (len(old) + len(new) - Indel.distance(old, new)) // 2
    return len(new) - equal, len(old) - equal


def facts_changed(old: Description, new: Description) -> str | None:
    """Return the facts that differ, such as "claim added: cure; price changed"; None for none.

    A claim that is only reworded, with the same cue and number, is not a change.
    """
    return "; ".join(_changed_facts(old, new)) or None


def _stored_text(reading: Reading, repeated: frozenset[str], names: frozenset[str]) -> _StoredText:
    all_blocks = reading.extraction.blocks
    page_blocks = _without_alternates(all_blocks)
    blocks = mark_boilerplate(all_blocks, repeated)
    full_text = text(blocks)
    return _StoredText(
        fetched_at=reading.fetched_at,
        title=without_name(reading.extraction.title.value, names),
        blocks=blocks,
        text=full_text,
        page_text=full_text
        if page_blocks == all_blocks
        else text(mark_boilerplate(page_blocks, repeated)),
    )


def _without_alternates(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks as they would be if no alternate source had the body."""
    return tuple(
        replace(block, role=Role.BODY) if block.role is Role.UNWITNESSED else block
        for block in blocks
        if block.witness is None or block.role is Role.UNWITNESSED
    )


def _numbered(texts: Sequence[_StoredText], tables: FactTables) -> Iterator[Version]:
    previous: _StoredText | None = None
    for number, current in enumerate(texts, start=1):
        added, removed = words_changed(previous.text if previous else "", current.text)
        yield Version(
            version=number,
            fetched_at=current.fetched_at,
            title=current.title,
            text=current.text,
            words_added=added,
            words_removed=removed,
            changes=_changes(previous, current, tables) if previous else None,
        )
        previous = current


def _changes(old: _StoredText, new: _StoredText, tables: FactTables) -> str | None:
    return facts_changed(
        describe(old.title, old.blocks, tables=tables),
        describe(new.title, new.blocks, tables=tables),
    )


def _changed_facts(old: Description, new: Description) -> Iterator[str]:
    if old.title != new.title:
        yield "title changed"
    yield from _added_and_removed("claim", _claims(old), _claims(new))
    yield from _added_and_removed("citation", _citations(old), _citations(new))
    for kind in ContactKind:
        old_contacts, new_contacts = _contacts(old, kind), _contacts(new, kind)
        if old_contacts != new_contacts:
            yield f"{kind.label} {_verb(old_contacts, new_contacts)}"


def _verb(old: Set[object], new: Set[object]) -> str:
    if old and new:
        return "changed"
    return "added" if new else "removed"


def _added_and_removed(
    name: str, old: Set[tuple[str, str]], new: Set[tuple[str, str]]
) -> Iterator[str]:
    for verb, facts in (("added", new - old), ("removed", old - new)):
        for kind in sorted({kind for kind, _ in facts}):
            yield f"{name} {verb}: {kind}"


def _claims(description: Description) -> set[tuple[str, str]]:
    return {
        (claim.kind, f"{claim.cue.casefold()} {claim.figure} {claim.is_negated}")
        for claim in description.claims
        if not _is_covered_by_contacts(claim.kind)
    }


def _is_covered_by_contacts(code: str) -> bool:
    kind = ClaimKind.of(code)
    return kind is not None and kind.use.changes_as_contact


def _citations(description: Description) -> set[tuple[str, str]]:
    return {(citation.kind, citation.identifier) for citation in description.citations}


def _contacts(description: Description, kind: ContactKind) -> set[tuple[str, str | None]]:
    return {
        (contact.value, contact.unit) for contact in description.contacts if contact.kind is kind
    }
