"""Drafts -> the blocks of an extraction: the body, and the labelled rest worth keeping."""

from collections.abc import Sequence

from pipelines.extract.content.content_root import Frame
from pipelines.extract.document.candidate_block import Draft
from pipelines.items import Block, Kind, Role

_DROPPED = frozenset({Role.BOILERPLATE, Role.COMMENT})
"""Navigation and footers say nothing of the post; comments hold patients' names and diagnoses."""


def blocks_of(drafts: Sequence[Draft], frame: Frame) -> tuple[Block, ...]:
    """Body and labelled blocks in reading order; pictures and players only inside the body."""
    kept = [number for number, draft in enumerate(drafts) if draft.is_kept]
    if not kept:
        return ()
    first, last = kept[0], kept[-1]
    return tuple(
        _block(draft)
        for number, draft in enumerate(drafts)
        if _is_wanted(draft, is_between=first <= number <= last, frame=frame)
    )


def _is_wanted(draft: Draft, *, is_between: bool, frame: Frame) -> bool:
    if draft.kind in (Kind.IMAGE, Kind.VIDEO):
        return is_between and draft.role is Role.BODY and frame.holds(draft.element)
    if draft.role is Role.BODY:
        return draft.is_kept
    return draft.role not in _DROPPED


def _block(draft: Draft) -> Block:
    return Block(
        kind=draft.kind,
        text=draft.text,
        role=draft.role,
        reason=draft.reason,
        level=draft.level,
        ordered=draft.ordered,
        links=draft.links,
        picture=draft.picture,
        witness=draft.witness,
    )
