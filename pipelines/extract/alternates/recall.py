"""What alternate sources of the body say about the page: what to put back, what to take out.

What a source and the page both have belongs to the text, whatever trafilatura made of it.
Source: the post's element of 167 WordPress pages of the corpus taken for REST's text: mean word F1
.9676 without, .9687 with it: three pages better (one by .20), one worse (by .005). Without the
limits below it was .9665: plugins put cards, prices and calls to buy into that text too.

What is around the text on the page, and in no source, is not text.
Source: 21 posts of the corpus with a whole articleBody: on five the word F1 rose, by .12 where it
rose most (lives of authors, notes of the publisher), and on none it fell.

Where a script writes the text, so that the page's HTML holds none, it is taken from a source.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lxml.html import HtmlElement

from pipelines.extract.alternates.agreement import Side, is_excerpt
from pipelines.extract.alternates.alternate import AlternateBody
from pipelines.extract.content.content_root import is_prose
from pipelines.extract.content.regions import region_of
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision
from pipelines.extract.document.text import triples_of
from pipelines.items import Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternates:
    """The alternate sources of a page's body."""

    others: Sequence[AlternateBody]
    """Those to compare the text with."""
    replacement: AlternateBody | None
    """The one that the text is taken from; None where the page has a text of its own."""


_SAME_TEXT = 0.5
"""A source is one of this text where this share of what is kept is in it."""
_IN_SOURCE = 0.9
"""Of a block's word triples, to be a passage of the source."""
_LINK_SHARE = 0.8
"""More text in links than this is navigation, or the site's other posts."""
_LARGE = 0.2
"""Prose before or behind what is kept is put back where it is this large compared with it: an
appeal or a note at the end is smaller, and is not text in the corpus."""


def restore_from_alternates(
    blocks: Sequence[CandidateBlock], alternates: Alternates
) -> Iterator[Decided]:
    """Keep the blocks of the page that a source of its text has in the body; invents nothing."""
    for alternate in alternates.others:
        rest = None if alternate.refused or not alternate.is_exact else _rest(alternate, blocks)
        if rest is not None:
            why = f"{alternate.source} has it in the text"
            decision = Decision.keep("restore_from_alternates", why, alternate=alternate.source)
            yield from ((block, decision) for block in _restored(blocks, rest))
            return


class _Rest:
    """What a source says, less what was found on the page."""

    def __init__(self, alternate: AlternateBody) -> None:
        self.lines = Counter(alternate.lines)
        self.triples = Counter(triples_of([word for line in alternate.lines for word in line]))

    def take(self, words: tuple[str, ...]) -> bool:
        """Whether the words are a passage of it; they are then accounted for."""
        own = Counter(triples_of(words))
        shared = sum(min(count, max(0, self.triples[run])) for run, count in own.items())
        is_passage = self.lines[words] > 0 or (bool(own) and shared >= _IN_SOURCE * own.total())
        if is_passage:
            self.lines[words] -= 1
            self.triples.subtract(own)
        return is_passage


def _rest(alternate: AlternateBody, blocks: Sequence[CandidateBlock]) -> _Rest | None:
    """What of a source is not kept yet; None for a source of another text."""
    rest, kept = _Rest(alternate), [block for block in blocks if block.is_kept and block.words]
    shared = sum(len(block.words) for block in kept if rest.take(block.words))
    total = sum(len(block.words) for block in kept)
    return rest if total and shared >= _SAME_TEXT * total else None


def _restored(blocks: Sequence[CandidateBlock], rest: _Rest) -> list[CandidateBlock]:
    """The dropped blocks between kept ones; where much was lost, those before and behind too."""
    kept = {block for block in blocks if block.is_kept}
    between = _between(blocks, kept, rest)
    kept.update(between)
    total = sum(len(block.words) for block in kept)
    prose = [block for block in blocks if is_prose(block) and _may_be_text(block, kept)]
    lost = [block for block in prose if rest.take(block.words)]
    if sum(len(block.words) for block in lost) < _LARGE * total:
        return between
    kept.update(lost)
    return [*between, *lost, *_between(blocks, kept, rest)]


def _between(
    blocks: Sequence[CandidateBlock], kept: set[CandidateBlock], rest: _Rest
) -> list[CandidateBlock]:
    places = [number for number, block in enumerate(blocks) if block in kept]
    return [
        block
        for block in blocks[places[0] : places[-1]]
        if _may_be_text(block, kept) and rest.take(block.words)
    ]


def _may_be_text(block: CandidateBlock, kept: set[CandidateBlock]) -> bool:
    if block in kept or not block.words or block.link_share >= _LINK_SHARE:
        return False
    if block.kind is Kind.PARAGRAPH and not is_prose(block):
        return False
    return all(region_of(step) is None for step in (block.element, *block.element.iterancestors()))


_WHOLE = 0.95
"""A source is believed about where the text ends if this share of it is in our text."""
_MAX_SHARE = 0.25
"""An edge with more of the words than this is a part of the text that the source lacks."""


def trim_edges(blocks: Sequence[CandidateBlock], alternates: Alternates) -> Iterator[Decided]:
    """Take out of the text what is before and behind it as a source has it.

    Only what is in a box of its own: a source may have lost the last paragraphs without saying so.
    """
    body = [block for block in blocks if block.is_kept and block.words]
    ours = Side.of_candidates(body)
    for alternate in alternates.others:
        theirs = Side.of_candidates(alternate.body)
        if alternate.refused or is_excerpt(theirs, ours):
            continue
        if theirs.share_in(ours) >= _WHOLE:
            why = f"before or after the text as {alternate.source} has it"
            decision = Decision.label(
                "trim_edges", Role.UNWITNESSED, why, alternate=alternate.source
            )
            yield from ((block, decision) for block in _edges(body, list(ours.known_to(theirs))))
            return


def _edges(body: Sequence[CandidateBlock], known: Sequence[bool]) -> list[CandidateBlock]:
    """The blocks before the first and behind the last that the source knows.

    An edge is one unbroken run: what is between two paragraphs of the text belongs to it.
    A section with a heading behind the text, such as questions and answers, belongs to the post
    and was written elsewhere.
    """
    if True not in known:
        return []
    first, last = known.index(True), len(known) - 1 - known[::-1].index(True)
    head = list(takewhile(lambda block: not _shares_box(block, body[first]), body[:first]))
    after = body[last + 1 :]
    tail = list(takewhile(lambda block: not _shares_box(block, body[last]), reversed(after)))
    if any(block.kind in (Kind.HEADING, Kind.QUESTION) for block in tail):
        tail = []
    total = _size(body)
    return [b for edge in (head, tail) if _size(edge) <= _MAX_SHARE * total for b in edge]


def _shares_box(block: CandidateBlock, known: CandidateBlock) -> bool:
    """Whether the box that a block is in also holds a block of the text."""
    box = block.element.getparent()
    return box is not None and any(step is box for step in known.element.iterancestors())


def _size(blocks: Sequence[CandidateBlock]) -> int:
    return sum(len(block.words) for block in blocks)


_TIMES = 3
"""How much longer than the text of the page it must be: JSON-LD is cut short on 8 to 25 % of pages
and is no better where both exist. Source: research, 139 pages with articleBody."""
_OWN_WORDS = 50
_OWN_SHARE = 0.5
"""A page with this many words of its own, of which fewer are in the source, is a short post that a
route confuses with another one."""


def body_of_alternate(
    alternates: Sequence[AlternateBody], blocks: Sequence[CandidateBlock], tree: HtmlElement
) -> AlternateBody | None:
    """The source that is the text because the page's own HTML holds none; None for most pages.

    Its elements are put at the end of the page; changes the tree.
    """
    for alternate in alternates:
        if not alternate.refused and _is_missing(alternate, blocks):
            body = tree.find("body")
            parent = tree if body is None else body
            parent.append(alternate.element)
            return alternate
    return None


def replace_by_alternate(
    blocks: Sequence[CandidateBlock], alternates: Alternates
) -> Iterator[Decided]:
    """Drop all blocks of the page itself where the text is taken from an alternate source."""
    replacement = alternates.replacement
    if replacement is None:
        return
    own = set(replacement.blocks)
    why = f"the page's own HTML lacks the text, which is taken from {replacement.source}"
    decision = Decision.drop("replace_by_alternate", why)
    yield from ((block, decision) for block in blocks if block.is_kept and block not in own)


def _is_missing(alternate: AlternateBody, blocks: Sequence[CandidateBlock]) -> bool:
    """Whether the page lacks what the source says, though it may be the page of that text."""
    on_page = [word for block in blocks if block.is_kept for word in block.words]
    if alternate.word_count <= _TIMES * len(on_page):
        return False
    theirs = {run for line in alternate.lines for run in triples_of(line)}
    own = triples_of(on_page)
    shared = sum(run in theirs for run in own)
    is_of_page = alternate.source == "jsonld"
    return is_of_page or len(on_page) < _OWN_WORDS or shared >= _OWN_SHARE * len(own)
