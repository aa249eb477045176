"""The texts that a post has had: a new version only where the text or the title differs.

Every older body is read with today's rules, so a better extractor or newly known boilerplate
never makes a version.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from pipelines.extract.render import text
from pipelines.items import Version
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
    found: list[Version] = []
    for reading in (r for r in readings if r.extraction.is_post):
        body = text(mark_boilerplate(reading.extraction.blocks, repeated))
        title = without_name(reading.extraction.title.value, names)
        if found and (found[-1].text, found[-1].title) == (body, title):
            continue
        added, removed = _difference(found[-1].text if found else "", body)
        found.append(
            Version(
                version=len(found) + 1,
                fetched_at=reading.fetched_at,
                title=title,
                text=body,
                words_added=added,
                words_removed=removed,
            )
        )
    return tuple(found)


def _difference(before: str, after: str) -> tuple[int, int]:
    """How many words came in and went out, word by word."""
    old, new = before.split(), after.split()
    kept = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    same = sum(match.size for match in kept)
    return len(new) - same, len(old) - same
