"""What two posts share."""

from dataclasses import dataclass
from enum import StrEnum


class CopyKind(StrEnum):
    """How much of their text two posts share."""

    SAME = "same"
    """All: nothing differs but case, typography, names, places, numbers and repeated sentences."""
    COPY = "copy"
    """Most."""
    PARTIAL = "partial"
    """A passage, or all of the shorter one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What two posts share, whoever wrote it first; shares are of their words, three in a row."""

    kind: CopyKind
    containment: float
    """Share of the first post that stands in the other, 0 to 1."""
    other_containment: float
    """Share of the other that stands in the first, 0 to 1."""
    jaccard: float
    """What both share, of what either says, 0 to 1."""
    shared_words: int
    """Words of the first post in runs of at least eight that stand in the other too."""
    longest_run: int
    """Words of the longest of these runs."""
