"""Why each block of a page is text or not, for people who want to check it."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.items import Extraction, Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one pass decided about a block."""

    rule: str
    """The name of the pass."""
    outcome: str
    """kept, dropped, a role, or another kind of block."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockTrail:
    """A block of the page, kept or not, with all decisions about it."""

    kind: Kind
    text: str | None
    """None for comments, which hold patients' names and are shown nowhere."""
    role: Role
    is_kept: bool
    """Whether it ended as text of the post."""
    steps: tuple[Step, ...]
    """In the order of the passes; () where no pass had a say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a page says, and how that was decided."""

    extraction: Extraction
    trails: tuple[BlockTrail, ...] = ()
    """Of every block of the page in reading order; () for a page that could not be read."""


def trails_of(blocks: Iterable[CandidateBlock]) -> tuple[BlockTrail, ...]:
    """The trails of blocks that have words; pictures and players follow the text around them."""
    return tuple(_trail(block) for block in blocks if block.words)


def _trail(block: CandidateBlock) -> BlockTrail:
    return BlockTrail(
        kind=block.kind,
        text=None if block.role is Role.COMMENT else block.text,
        role=block.role,
        is_kept=block.is_kept,
        steps=tuple(
            Step(rule=decision.rule, outcome=decision.outcome, why=decision.why)
            for decision in block.trail
        ),
    )
