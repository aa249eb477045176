"""Which drafts of the page trafilatura kept, found by their words.

The only call of trafilatura: what it takes for the body of the page.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.text import words_of

_SHINGLE = 3
_KEPT_SHARE = 0.6
"""A draft is kept where this share of its word triples stands in the body; the rest is white
space and line breaks that both sides cut differently."""


def mark_kept(drafts: Sequence[CandidateBlock], lines: Iterable[str]) -> None:
    """Set `is_kept` on the drafts whose words stand in trafilatura's body."""
    line_words = [words for line in lines if (words := words_of(line))]
    whole = Counter(line_words)
    shingles = Counter(_shingles([word for words in line_words for word in words]))
    for draft in drafts:
        if not draft.words:
            continue
        if whole.get(draft.words, 0) > 0:
            whole[draft.words] -= 1
            draft.is_kept = True
            shingles.subtract(_shingles(draft.words))
        else:
            draft.is_kept = _stands_in(draft.words, shingles)


def _stands_in(words: Sequence[str], shingles: Counter[tuple[str, ...]]) -> bool:
    if len(words) < _SHINGLE + 1:
        return False
    own = Counter(_shingles(words))
    found = sum(min(count, max(0, shingles.get(shingle, 0))) for shingle, count in own.items())
    if found < _KEPT_SHARE * own.total():
        return False
    shingles.subtract(own)
    return True


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(_SHINGLE)), strict=False))


logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

VERSION: str = trafilatura.__version__

_OPTIONS = Extractor(comments=False, output_format="python")
"""Comments hold patients' names; `dedup` would lose a page that is read a third time."""


def body_lines(tree: HtmlElement) -> list[str]:
    """Lines of the body as trafilatura reads it, [] where it finds none.

    The tree is not changed. Raises nothing.
    """
    try:
        document = trafilatura.bare_extraction(tree, options=_OPTIONS)
    except Exception:
        return []
    if document is None or isinstance(document, dict):
        return []
    return (document.text or "").split("\n")
