"""What a witness and the page both have belongs to the body, whatever trafilatura made of it.

Source: the post's element of 167 WordPress pages of the corpus taken for REST's text: mean word F1
.9676 without, .9687 with it: three pages better (one by .20), one worse (by .005). Without the
limits below it was .9665: plugins put cards, prices and calls to buy into that text too.

What stands around the text on the page, and no witness of the text has: it is no text.

Source: 21 posts of the corpus with a whole articleBody: on five the word F1 rose, by .12 where it
rose most (lives of authors, notes of the publisher), and on none it fell.

The body out of a witness, for pages whose HTML holds none because a script writes it.
"""

from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines.extract.alternates.agreement import Side
from pipelines.extract.alternates.alternate import AlternateBody
from pipelines.extract.content.content_root import is_prose
from pipelines.extract.content.regions import region_of
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.text import triples_of
from pipelines.items import Kind, Role

_SAME_TEXT = 0.5
"""A witness is one of this text where this share of what is kept stands in it."""
_STANDS = 0.9
"""Of a draft's word triples, to be a passage of the witness."""
_LINK_SHARE = 0.8
"""More text in links than this is navigation, or the site's other posts."""
_LARGE = 0.2
"""Prose before or behind what is kept is put back where it is this large beside it: an appeal or
a note at the end is smaller, and is no text in the corpus."""


def restore_from_alternates(
    drafts: Sequence[CandidateBlock], heard: Sequence[AlternateBody]
) -> None:
    """Keep the drafts of the page that a witness of its text has in the body; invents nothing."""
    for witness in heard:
        rest = None if witness.refused or not witness.is_exact else _unaccounted(witness, drafts)
        if rest is not None:
            _keep_between(drafts, rest)
            _keep_around(drafts, rest)
            return


class _Rest:
    """What a witness says, less what was found on the page."""

    def __init__(self, witness: AlternateBody) -> None:
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


def _unaccounted(witness: AlternateBody, drafts: Sequence[CandidateBlock]) -> _Rest | None:
    """What of a witness is not kept yet; None for a witness of another text."""
    rest, kept = _Rest(witness), [draft for draft in drafts if draft.is_kept and draft.words]
    found = sum(len(draft.words) for draft in kept if rest.take(draft.words))
    total = sum(len(draft.words) for draft in kept)
    return rest if total and found >= _SAME_TEXT * total else None


def _keep_between(drafts: Sequence[CandidateBlock], rest: _Rest) -> None:
    kept = [number for number, draft in enumerate(drafts) if draft.is_kept]
    for draft in drafts[kept[0] : kept[-1]]:
        if _may_be_text(draft) and rest.take(draft.words):
            draft.is_kept, draft.witness = True, rest.source


def _keep_around(drafts: Sequence[CandidateBlock], rest: _Rest) -> None:
    """Keep prose before the first and behind the last kept draft where a large part was lost."""
    total = sum(len(draft.words) for draft in drafts if draft.is_kept)
    prose = [draft for draft in drafts if is_prose(draft) and _may_be_text(draft)]
    lost = [draft for draft in prose if rest.take(draft.words)]
    if sum(len(draft.words) for draft in lost) >= _LARGE * total:
        for draft in lost:
            draft.is_kept, draft.witness = True, rest.source
        _keep_between(drafts, rest)


def _may_be_text(draft: CandidateBlock) -> bool:
    if draft.is_kept or not draft.words or draft.link_share >= _LINK_SHARE:
        return False
    if draft.kind is Kind.PARAGRAPH and not is_prose(draft):
        return False
    return all(region_of(step) is None for step in (draft.element, *draft.element.iterancestors()))


_WHOLE = 0.95
"""A witness is believed about where the text ends if this share of it stands in our text."""
_MAX_SHARE = 0.25
"""An edge with more of the words than this is a part of the text that the witness lacks."""


def trim_edges(drafts: Sequence[CandidateBlock], heard: Sequence[AlternateBody]) -> None:
    """Take out of the text what stands before and behind it as a witness has it.

    Only what stands in a box of its own: a witness may have lost the last paragraphs without
    saying so.
    """
    body = [draft for draft in drafts if draft.is_kept and draft.words]
    ours = Side.of_drafts(body)
    for witness in heard:
        theirs = Side.of_drafts(witness.body)
        if not witness.refused and theirs.share_in(ours) >= _WHOLE:
            for draft in _edges(body, list(ours.known_to(theirs))):
                draft.is_kept, draft.role, draft.witness = False, Role.UNWITNESSED, witness.source
                draft.reason = f"around the text as the witness {witness.source} has it"
            return


def _edges(body: Sequence[CandidateBlock], known: Sequence[bool]) -> list[CandidateBlock]:
    """The drafts before the first and behind the last that the witness knows.

    A section with a heading behind the text, such as questions and answers, belongs to the post
    and was written elsewhere.
    """
    if True not in known:
        return []
    first, last = known.index(True), len(known) - 1 - known[::-1].index(True)
    head = [draft for draft in body[:first] if not _is_beside(draft, body[first])]
    tail = [draft for draft in body[last + 1 :] if not _is_beside(draft, body[last])]
    if any(draft.kind in (Kind.HEADING, Kind.QUESTION) for draft in tail):
        tail = []
    total = _size(body)
    return [d for edge in (head, tail) if _size(edge) <= _MAX_SHARE * total for d in edge]


def _is_beside(draft: CandidateBlock, known: CandidateBlock) -> bool:
    """Whether a draft stands in one of the boxes around a draft of the text, and in no other."""
    box = draft.element.getparent()
    return box is not None and any(step is box for step in known.element.iterancestors())


def _size(drafts: Sequence[CandidateBlock]) -> int:
    return sum(len(draft.words) for draft in drafts)


_TIMES = 3
"""How much longer than the body of the page it must be: JSON-LD is cut short on 8 to 25 % of pages
and is no better where both exist. Source: research, 139 pages with articleBody."""
_OWN_WORDS = 50
_OWN_SHARE = 0.5
"""A page with this many words of its own, of which fewer stand in the witness, is a short post
that a route confuses with another one."""


def body_of_alternate(
    heard: Sequence[AlternateBody], drafts: Sequence[CandidateBlock], tree: HtmlElement
) -> AlternateBody | None:
    """The witness that is the body because the page's own HTML holds none; None for most pages.

    Its elements are put at the end of the page; changes the tree.
    """
    for witness in heard:
        if not witness.refused and _is_missing(witness, drafts):
            body = tree.find("body")
            home = tree if body is None else body
            home.append(witness.element)
            return witness
    return None


def in_place_of(drafts: Sequence[CandidateBlock], hidden: AlternateBody) -> list[CandidateBlock]:
    """The drafts of the page, none of them kept, and behind them those of the witness."""
    for draft in drafts:
        draft.is_kept = False
    return [*drafts, *hidden.drafts]


def _is_missing(witness: AlternateBody, drafts: Sequence[CandidateBlock]) -> bool:
    """Whether the page lacks what the witness says, though it may be the page of that text."""
    on_page = [word for draft in drafts if draft.is_kept for word in draft.words]
    if witness.word_count <= _TIMES * len(on_page):
        return False
    told = {run for line in witness.lines for run in triples_of(line)}
    own = triples_of(on_page)
    shared = sum(run in told for run in own)
    is_of_page = witness.source == "jsonld"
    return is_of_page or len(on_page) < _OWN_WORDS or shared >= _OWN_SHARE * len(own)
