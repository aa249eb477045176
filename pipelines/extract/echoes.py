"""Sections that a page draws twice: once for wide and once for narrow screens."""

from collections.abc import Iterator, Sequence

from pipelines.extract.content.content_root import is_prose
from pipelines.extract.document.candidate_block import Draft
from pipelines.items import Kind

_TELLING = (Kind.PARAGRAPH, Kind.ANSWER)
_MIN_BLOCKS = 5
"""Fewer blocks may well be said twice. Source: 793 pages; of runs of five blocks or more with a
long sentence in them all 6 stand in the true texts once (Framer, Webflow), of shorter runs half."""


def echoes(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Kept drafts of sections that stand in the body a second time, word for word."""
    seen: set[tuple[str, ...]] = set()
    run: list[Draft] = []
    for draft in drafts:
        if draft.is_kept and draft.words:
            if draft.words in seen:
                run.append(draft)
                continue
            yield from _if_section(run)
            run = []
            seen.add(draft.words)
    yield from _if_section(run)


def _if_section(run: Sequence[Draft]) -> Sequence[Draft]:
    prose = any(draft.kind in _TELLING and is_prose(draft) for draft in run)
    return run if prose and len(run) >= _MIN_BLOCKS else ()
