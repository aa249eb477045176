"""What stands around the text on the page, and no witness of the text has: it is no text.

Source: 21 posts of the corpus with a whole articleBody: on five the word F1 rose, by .12 where it
rose most (lives of authors, notes of the publisher), and on none it fell.
"""

from collections.abc import Sequence

from pipelines.extract.alternates.agreement import Side
from pipelines.extract.alternates.alternate import Heard
from pipelines.extract.document.candidate_block import Draft
from pipelines.items import Kind, Role

_WHOLE = 0.95
"""A witness is believed about where the text ends if this share of it stands in our text."""
_MAX_SHARE = 0.25
"""An edge with more of the words than this is a part of the text that the witness lacks."""


def cut_edges(drafts: Sequence[Draft], heard: Sequence[Heard]) -> None:
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


def _edges(body: Sequence[Draft], known: Sequence[bool]) -> list[Draft]:
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


def _is_beside(draft: Draft, known: Draft) -> bool:
    """Whether a draft stands in one of the boxes around a draft of the text, and in no other."""
    box = draft.element.getparent()
    return box is not None and any(step is box for step in known.element.iterancestors())


def _size(drafts: Sequence[Draft]) -> int:
    return sum(len(draft.words) for draft in drafts)
