"""Two texts of a post word by word: what came in, what went out, what stayed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["kept", "added", "removed"]

WORD = re.compile(r"\s*\S+\s*|\s+")
FOLDED = 2
"""Unchanged paragraphs in a row that are shown; more of them are folded away."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row that fared alike."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of either text, in the order of the newer one."""

    pieces: tuple[Piece, ...]

    @property
    def is_kept(self) -> bool:
        """Whether nothing in it changed."""
        return all(piece.change == "kept" for piece in self.pieces)


def differences(before: str, after: str) -> list[Paragraph]:
    """The paragraphs of both texts, changed ones word by word."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[Paragraph] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Paragraph((Piece("kept", text),)) for text in new[j1:j2]]
        else:
            found += _rewritten(old[i1:i2], new[j1:j2])
    return found


def folded(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Groups of paragraphs in a row that are all kept, or all changed."""
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
    """Pairs of paragraphs word by word, in their order; those without a partner as a whole."""
    for before, after in zip(old, new, strict=False):
        yield Paragraph(tuple(_words(before, after)))
    for text in old[len(new) :]:
        yield Paragraph((Piece("removed", text),))
    for text in new[len(old) :]:
        yield Paragraph((Piece("added", text),))


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = WORD.findall(before), WORD.findall(after)
    ours, theirs = ([word.strip() for word in words] for words in (old, new))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("kept", "".join(new[j1:j2]))
            continue
        if i1 < i2:
            yield Piece("removed", "".join(old[i1:i2]))
        if j1 < j2:
            yield Piece("added", "".join(new[j1:j2]))
