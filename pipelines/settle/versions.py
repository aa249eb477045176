"""The texts that a post has had: a new version only where the text or the title differs.

Every older body is read with today's rules, so a better extractor or newly known boilerplate
never makes a version.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipelines.extract.render import text
from pipelines.items import Block, Role, Version
from pipelines.settle.boilerplate import mark_boilerplate
from pipelines.settle.titles import without_name
from pipelines.store.extractions import Reading


def versions(
    readings: Sequence[Reading], repeated: frozenset[str], names: frozenset[str]
) -> tuple[Version, ...]:
    """The versions of a post, oldest first, at least one.

    readings: what was read of each body, oldest first; one that was no post then (an error page
    that came with status 200) is left out.
    """
    found: list[_Told] = []
    for reading in (r for r in readings if r.extraction.is_post):
        blocks = reading.extraction.blocks
        told = _Told(
            fetched_at=reading.fetched_at,
            title=without_name(reading.extraction.title.value, names),
            text=text(mark_boilerplate(blocks, repeated)),
            own_text=text(mark_boilerplate(_of_page_alone(blocks), repeated)),
        )
        if found and (found[-1].own_text, found[-1].title) == (told.own_text, told.title):
            found[-1] = replace(told, fetched_at=found[-1].fetched_at)
        else:
            found.append(told)
    return tuple(_numbered(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one body says."""

    fetched_at: str
    title: str | None
    text: str
    own_text: str
    """As the page alone gives it: what a witness says of the text is no change of the page."""


def _of_page_alone(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks as they would be if no other source had the body."""
    return tuple(
        replace(block, role=Role.BODY) if block.role is Role.UNWITNESSED else block
        for block in blocks
        if block.witness is None or block.role is Role.UNWITNESSED
    )


def _numbered(found: Sequence[_Told]) -> Iterator[Version]:
    before = ""
    for number, told in enumerate(found, start=1):
        added, removed = _difference(before, told.text)
        before = told.text
        yield Version(
            version=number,
            fetched_at=told.fetched_at,
            title=told.title,
            text=told.text,
            words_added=added,
            words_removed=removed,
        )


def _difference(before: str, after: str) -> tuple[int, int]:
    """How many words came in and went out, word by word."""
    old, new = before.split(), after.split()
    kept = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    same = sum(match.size for match in kept)
    return len(new) - same, len(old) - same
