"""How far an alternate source and the text agree: the shares of each that are in the other.

Linear in the words of both: runs of three words are counted, not aligned.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.extract.alternates.alternate import AlternateBody
from pipelines.extract.content.content_root import is_prose
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.text import triples_of, words_of
from pipelines.items import Agreement, Block, Role

_UNKNOWN_SHARE = 0.4
"""A passage is missing on the other side where no more than this share of its triples is there."""
_SHORTER = 0.5
_CONTAINED = 0.8
"""A source that is this much shorter than our text, and this much part of it, was cut short."""
_SUMMARY = 0.1
"""One that is this much shorter is a description, in whatever words. Source: articleBody on 25
posts of the corpus: three of 22 to 29 words, one of 395 for a text of 2,020."""
_BY_NAME = "label_regions"
_PASSAGES = 3
_SHOWN = 160
"""Passages that are shown of each side, and characters of each."""


class Side:
    """One of two texts: its passages and its runs of three words, across their borders."""

    def __init__(self, passages: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self.passages = [(text, words) for text, words in passages if words]
        self.triples = triples_of([word for _, words in self.passages for word in words])
        self.counted = Counter(self.triples)

    @classmethod
    def of_blocks(cls, blocks: Sequence[Block]) -> "Side":
        """The text that was read off the page."""
        return cls([(block.text, words_of(block.text)) for block in blocks])

    @classmethod
    def of_candidates(cls, blocks: Sequence[CandidateBlock]) -> "Side":
        """A text about whose blocks passes still decide."""
        return cls([(block.text, block.words) for block in blocks])

    def share_in(self, other: "Side") -> float:
        """How much of this text is in the other, 0 to 1."""
        return (self.counted & other.counted).total() / max(1, len(self.triples))

    def known_to(self, other: "Side") -> Iterator[bool]:
        """For each passage, in reading order, whether it is in the other text."""
        at = 0
        for _, words in self.passages:
            own = self.triples[at : at + max(1, len(words) - 2)]
            at += len(words)
            shared = sum(triple in other.counted for triple in own)
            yield not own or shared > _UNKNOWN_SHARE * len(own)


def agreements(
    alternates: Sequence[AlternateBody],
    blocks: Sequence[Block],
    replacement: AlternateBody | None,
) -> tuple[Agreement, ...]:
    """How far each alternate source agrees with the blocks; () for a page without any text.

    replacement: the source that the blocks were taken from, None where they are the page's own.
    """
    if not any(block.text for block in blocks):
        return ()
    compared = [agreement_with(alternate, blocks) for alternate in alternates]
    if replacement is not None:
        is_text = "it is the text: the page's own HTML has none"
        compared.append(Agreement(source=replacement.source, at=replacement.at, refused=is_text))
    return tuple(compared)


def agreement_with(alternate: AlternateBody, blocks: Sequence[Block]) -> Agreement:
    """How far one alternate source agrees with the blocks that were read off the page.

    What one side holds as labelled data (a share line, a teaser) does not make them disagree,
    whether the other side has it in its text or not at all. Paragraphs that left the source by the
    name of an element do count: the page is read by the same names, which may be wrong in both.
    """
    if alternate.refused:
        return Agreement(source=alternate.source, at=alternate.at, refused=alternate.refused)
    labelled = {words_of(block.text) for block in blocks if block.role is not Role.BODY}
    set_aside = {
        block.words
        for block in alternate.blocks
        if not block.is_kept and not _is_named_prose(block)
    }
    ours = Side.of_blocks([block for block in blocks if block.role is Role.BODY])
    theirs = [
        (block.text, block.words)
        for block in alternate.blocks
        if _is_named_prose(block) or (block.is_kept and block.words not in labelled)
    ]
    return _compare(
        alternate,
        Side(theirs),
        Side([(text, words) for text, words in ours.passages if words not in set_aside]),
    )


def _is_named_prose(block: CandidateBlock) -> bool:
    """True for a paragraph that the name of an element alone took out of the text."""
    return block.role is not Role.BODY and block.trail[-1].rule == _BY_NAME and is_prose(block)


def _compare(alternate: AlternateBody, theirs: Side, ours: Side) -> Agreement:
    agreement = Agreement(source=alternate.source, at=alternate.at)
    in_text, in_alternate = theirs.share_in(ours), ours.share_in(theirs)
    if is_excerpt(theirs, ours):
        return replace(agreement, refused="an excerpt: much shorter than the text")
    both = in_text + in_alternate
    return replace(
        agreement,
        confidence=round(2 * in_text * in_alternate / both, 3) if both else 0.0,
        in_text=round(in_text, 3),
        in_witness=round(in_alternate, 3),
        only_witness=_first_unknown(theirs, ours),
        only_text=_first_unknown(ours, theirs),
    )


def is_excerpt(theirs: Side, ours: Side) -> bool:
    """Whether a source holds only a part of our text, so that it cannot say what is missing."""
    size = len(theirs.triples) / max(1, len(ours.triples))
    return size < _SUMMARY or (size < _SHORTER and theirs.share_in(ours) >= _CONTAINED)


def _first_unknown(side: Side, other: Side) -> tuple[str, ...]:
    passages = zip(side.passages, side.known_to(other), strict=True)
    unknown = [text for (text, _), is_known in passages if not is_known]
    return tuple(t if len(t) <= _SHOWN else t[: _SHOWN - 1] + "…" for t in unknown[:_PASSAGES])
