"""Compares two texts of a post word by word: added, removed and kept words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["kept", "added", "removed"]

WORD = re.compile(r"\s*\S+\s*|\s+")
SHOWN_UNCHANGED = 2
"""Unchanged paragraphs in a row that are shown; longer runs are collapsed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive words with the same change."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of either text, in the order of the newer text."""

    pieces: tuple[Piece, ...]

    @property
    def is_kept(self) -> bool:
        """Whether nothing in the paragraph changed."""
        return all(piece.change == "kept" for piece in self.pieces)


def differences(before: str, after: str) -> list[Paragraph]:
    """The paragraphs of both texts; changed ones are compared word by word."""
    old, new = _paragraphs(before), _paragraphs(after)
    paragraphs: list[Paragraph] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            paragraphs += [Paragraph((Piece("kept", text),)) for text in new[j1:j2]]
        else:
            paragraphs += _rewritten(old[i1:i2], new[j1:j2])
    return paragraphs


def runs(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Groups of consecutive paragraphs that are all kept or all changed."""
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if groups and groups[-1][-1].is_kept == paragraph.is_kept:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return groups


def _paragraphs(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _rewritten(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Pairs of paragraphs word by word, in their order; unpaired ones as a whole."""
    for before, after in zip(old, new, strict=False):
        yield Paragraph(tuple(_words(before, after)))
    for text in old[len(new) :]:
        yield Paragraph((Piece("removed", text),))
    for text in new[len(old) :]:
        yield Paragraph((Piece("added", text),))


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    old_words, new_words = ([word.strip() for word in words] for words in (old, new))
    for kind, i1, i2, j1, j2 in SequenceMatcher(
        None, old_words, new_words, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            yield Piece("kept", "".join(new[j1:j2]))
            continue
        if i1 < i2:
            yield Piece("removed", "".join(old[i1:i2]))
        if j1 < j2:
            yield Piece("added", "".join(new[j1:j2]))
