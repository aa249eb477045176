"""What every code that the database stores has: its words for readers."""

from enum import StrEnum
from typing import Self


class StoredCode(StrEnum):
    """A code as the database stores it; each kind of code is an enum of its own.

    A member is its code, its label, its sentence and what else its enum's `__init__` takes. A
    look-up needs the code only: `Reason("robots") is Reason.ROBOTS`.
    """

    label: str
    """In a few words, as lists and tables show it."""
    sentence: str
    """What it means, for the pages that explain the data."""

    def __new__(cls, code: str, *_: object) -> Self:
        """A member that is equal to its code."""
        member = str.__new__(cls, code)
        member._value_ = code
        return member

    def __init__(self, code: str, label: str = "", sentence: str = "") -> None:
        """The words are optional for type checkers only, which take look-ups for calls of this.

        Raises: TypeError for a member without words, as soon as its module is imported.
        """
        if not label or not sentence:
            raise TypeError(f"{type(self).__name__} {code!r} needs a label and a sentence")
        self.label = label
        self.sentence = sentence

    @classmethod
    def of(cls, code: str | None) -> Self | None:
        """The member with a code; None for None and for a code of another version of dripfeed."""
        try:
            return cls(code or "")
        except ValueError:
            return None
