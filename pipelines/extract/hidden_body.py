"""The body out of a witness, for pages whose HTML holds none because a script writes it."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines.extract.alternates.alternate import Heard
from pipelines.extract.document.candidate_block import Draft
from pipelines.extract.document.text import triples_of

_TIMES = 3
"""How much longer than the body of the page it must be: JSON-LD is cut short on 8 to 25 % of pages
and is no better where both exist. Source: research, 139 pages with articleBody."""
_OWN_WORDS = 50
_OWN_SHARE = 0.5
"""A page with this many words of its own, of which fewer stand in the witness, is a short post
that a route confuses with another one."""


def hidden_body(heard: Sequence[Heard], drafts: Sequence[Draft], tree: HtmlElement) -> Heard | None:
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


def in_place_of(drafts: Sequence[Draft], hidden: Heard) -> list[Draft]:
    """The drafts of the page, none of them kept, and behind them those of the witness."""
    for draft in drafts:
        draft.is_kept = False
    return [*drafts, *hidden.drafts]


def _is_missing(witness: Heard, drafts: Sequence[Draft]) -> bool:
    """Whether the page lacks what the witness says, though it may be the page of that text."""
    on_page = [word for draft in drafts if draft.is_kept for word in draft.words]
    if witness.word_count <= _TIMES * len(on_page):
        return False
    told = {run for line in witness.lines for run in triples_of(line)}
    own = triples_of(on_page)
    shared = sum(run in told for run in own)
    is_of_page = witness.source == "jsonld"
    return is_of_page or len(on_page) < _OWN_WORDS or shared >= _OWN_SHARE * len(own)
