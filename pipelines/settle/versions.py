"""The texts that a post has had: a new version only where the text or the title differs.

Every older body is read with today's rules, so a better extractor or newly known boilerplate
never makes a version.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.enrich.facts import facts_of
from pipelines.extract.render import text
from pipelines.items import Block, Version
from pipelines.settle.boilerplate import mark_boilerplate
from pipelines.settle.changes import facts_changed, words_changed
from pipelines.settle.titles import without_name
from pipelines.store.extractions import Reading


class _Told(NamedTuple):
    """A text of the post, and since when."""

    fetched_at: str
    title: str | None
    text: str
    blocks: Sequence[Block]


def versions(
    readings: Sequence[Reading], repeated: frozenset[str], names: frozenset[str]
) -> tuple[Version, ...]:
    """The versions of a post, oldest first, at least one.

    readings: what was read at each fetch, oldest first; one that was no post then (an error page
    that came with status 200) is left out. A text that came back is a version again.
    """
    found: list[Version] = []
    before: _Told | None = None
    for told in _texts(readings, repeated, names):
        if before and (before.text, before.title) == (told.text, told.title):
            continue
        added, removed = words_changed(before.text if before else "", told.text)
        found.append(
            Version(
                version=len(found) + 1,
                fetched_at=told.fetched_at,
                title=told.title,
                text=told.text,
                words_added=added,
                words_removed=removed,
                changes=_changes(before, told) if before else None,
            )
        )
        before = told
    return tuple(found)


def _texts(
    readings: Sequence[Reading], repeated: frozenset[str], names: frozenset[str]
) -> Iterator[_Told]:
    for reading in (r for r in readings if r.extraction.is_post):
        blocks = mark_boilerplate(reading.extraction.blocks, repeated)
        title = without_name(reading.extraction.title.value, names)
        yield _Told(reading.fetched_at, title, text(blocks), blocks)


def _changes(before: _Told, after: _Told) -> str | None:
    old, new = (facts_of(told.title, told.blocks) for told in (before, after))
    return facts_changed(old, new)
