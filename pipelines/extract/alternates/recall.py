"""What a witness and the page both have belongs to the body, whatever trafilatura made of it.

Source: the post's element of 167 WordPress pages of the corpus taken for REST's text: mean word F1
.9676 without, .9687 with it: three pages better (one by .20), one worse (by .005). Without the
limits below it was .9665: plugins put cards, prices and calls to buy into that text too.
"""

from collections import Counter
from collections.abc import Sequence

from pipelines.extract.alternates.alternate import Heard
from pipelines.extract.content.content_root import is_prose
from pipelines.extract.content.regions import zone_of
from pipelines.extract.document.candidate_block import Draft
from pipelines.extract.document.text import triples_of
from pipelines.items import Kind

_SAME_TEXT = 0.5
"""A witness is one of this text where this share of what is kept stands in it."""
_STANDS = 0.9
"""Of a draft's word triples, to be a passage of the witness."""
_LINK_SHARE = 0.8
"""More text in links than this is navigation, or the site's other posts."""
_LARGE = 0.2
"""Prose before or behind what is kept is put back where it is this large beside it: an appeal or
a note at the end is smaller, and is no text in the corpus."""


def put_back(drafts: Sequence[Draft], heard: Sequence[Heard]) -> None:
    """Keep the drafts of the page that a witness of its text has in the body; invents nothing."""
    for witness in heard:
        rest = None if witness.refused or not witness.is_exact else _unaccounted(witness, drafts)
        if rest is not None:
            _keep_between(drafts, rest)
            _keep_around(drafts, rest)
            return


class _Rest:
    """What a witness says, less what was found on the page."""

    def __init__(self, witness: Heard) -> None:
        self.source = witness.source
        self.lines = Counter(witness.lines)
        self.triples = Counter(triples_of([word for line in witness.lines for word in line]))

    def take(self, words: tuple[str, ...]) -> bool:
        """Whether the words are a passage of it; they are then accounted for."""
        own = Counter(triples_of(words))
        found = sum(min(count, max(0, self.triples[run])) for run, count in own.items())
        stands = self.lines[words] > 0 or (bool(own) and found >= _STANDS * own.total())
        if stands:
            self.lines[words] -= 1
            self.triples.subtract(own)
        return stands


def _unaccounted(witness: Heard, drafts: Sequence[Draft]) -> _Rest | None:
    """What of a witness is not kept yet; None for a witness of another text."""
    rest, kept = _Rest(witness), [draft for draft in drafts if draft.is_kept and draft.words]
    found = sum(len(draft.words) for draft in kept if rest.take(draft.words))
    total = sum(len(draft.words) for draft in kept)
    return rest if total and found >= _SAME_TEXT * total else None


def _keep_between(drafts: Sequence[Draft], rest: _Rest) -> None:
    kept = [number for number, draft in enumerate(drafts) if draft.is_kept]
    for draft in drafts[kept[0] : kept[-1]]:
        if _may_be_text(draft) and rest.take(draft.words):
            draft.is_kept, draft.witness = True, rest.source


def _keep_around(drafts: Sequence[Draft], rest: _Rest) -> None:
    """Keep prose before the first and behind the last kept draft where a large part was lost."""
    total = sum(len(draft.words) for draft in drafts if draft.is_kept)
    prose = [draft for draft in drafts if is_prose(draft) and _may_be_text(draft)]
    lost = [draft for draft in prose if rest.take(draft.words)]
    if sum(len(draft.words) for draft in lost) >= _LARGE * total:
        for draft in lost:
            draft.is_kept, draft.witness = True, rest.source
        _keep_between(drafts, rest)


def _may_be_text(draft: Draft) -> bool:
    if draft.is_kept or not draft.words or draft.link_share >= _LINK_SHARE:
        return False
    if draft.kind is Kind.PARAGRAPH and not is_prose(draft):
        return False
    return all(zone_of(step) is None for step in (draft.element, *draft.element.iterancestors()))
