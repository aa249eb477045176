"""How much of their text two posts share."""

from enum import StrEnum
from typing import Self


class CopyKind(StrEnum):
    """The kind of a copy, as `copies.kind` stores it."""

    text: str
    """What the two posts share, in words for readers."""

    def __new__(cls, code: str, text: str = "") -> Self:
        """One member: its code as stored and its words; a look-up needs the code only."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.text = text
        return member

    SAME = "same", "the same text"
    """All: nothing differs but case, typography, names, places, numbers and repeated sentences."""
    COPY = "copy", "a near copy"
    """Most."""
    PARTIAL = "partial", "a passage in common"
    """A passage, or all of the shorter one."""
