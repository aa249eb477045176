"""The texts that a post has had: a new version only where the text or the title differs.

Every older body is read with today's rules, so a better extractor or newly known boilerplate
never makes a version.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.enrich.describe import facts_of
from pipelines.enrich.fact_tables import FactTables, packaged_tables
from pipelines.extract.render import text
from pipelines.items import Block, Role, Version
from pipelines.settle.boilerplate import mark_boilerplate
from pipelines.settle.changes import facts_changed, words_changed
from pipelines.settle.titles import without_name
from pipelines.store.extractions import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
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
    found: list[_Told] = []
    for reading in (r for r in readings if r.extraction.is_post):
        told = _told(reading, repeated, names)
        if found and (found[-1].own_text, found[-1].title) == (told.own_text, told.title):
            found[-1] = replace(told, fetched_at=found[-1].fetched_at)
        else:
            found.append(told)
    return tuple(_numbered(found, tables or packaged_tables()))


def _told(reading: Reading, repeated: frozenset[str], names: frozenset[str]) -> _Told:
    read = reading.extraction.blocks
    blocks, alone = mark_boilerplate(read, repeated), _of_page_alone(read)
    told = text(blocks)
    return _Told(
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


def _numbered(found: Sequence[_Told], tables: FactTables) -> Iterator[Version]:
    before: _Told | None = None
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


def _changes(before: _Told, after: _Told, tables: FactTables) -> str | None:
    old, new = (facts_of(told.title, told.blocks, tables=tables) for told in (before, after))
    return facts_changed(old, new)
