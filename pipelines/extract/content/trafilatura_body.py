"""What trafilatura takes for the text of the page, and which blocks of the page that is.

The only call of trafilatura.
"""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from pipelines.extract.content.apply_passes import PageContext
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision
from pipelines.extract.document.text import words_of

_SHINGLE = 3
_KEPT_SHARE = 0.6
"""A block is kept where this share of its word triples is in trafilatura's text; the rest is white
space and line breaks that both sides cut differently."""
_KEPT = Decision.keep("keep_trafilatura_text", "trafilatura has it in the text")
_LEFT_OUT = Decision.drop("keep_trafilatura_text", "trafilatura left it out")


def keep_trafilatura_text(blocks: Sequence[CandidateBlock], page: PageContext) -> Iterator[Decided]:
    """Keep the blocks whose words are in trafilatura's text; each of its lines counts once.

    A page that broke a limit of `parse` is not given to trafilatura, which could take minutes.
    """
    if page.parsed.limits:
        return
    lines = [words for line in trafilatura_lines(page.parsed.tree) if (words := words_of(line))]
    whole = Counter(lines)
    shingles = Counter(_shingles([word for words in lines for word in words]))
    for block in blocks:
        if not block.words:
            continue
        if whole.get(block.words, 0) > 0:
            whole[block.words] -= 1
            shingles.subtract(_shingles(block.words))
            yield block, _KEPT
        else:
            yield block, _KEPT if _take(block.words, shingles) else _LEFT_OUT


def _take(words: Sequence[str], shingles: Counter[tuple[str, ...]]) -> bool:
    """Whether most of the words are in the text; their triples are then used up."""
    if len(words) < _SHINGLE + 1:
        return False
    own = Counter(_shingles(words))
    shared = sum(min(count, max(0, shingles.get(shingle, 0))) for shingle, count in own.items())
    if shared < _KEPT_SHARE * own.total():
        return False
    shingles.subtract(own)
    return True


def _shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(_SHINGLE)), strict=False))


logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

VERSION: str = trafilatura.__version__

_OPTIONS = Extractor(comments=False, output_format="python")
"""Comments hold patients' names; `dedup` would lose a page that is read a third time."""


def trafilatura_lines(tree: HtmlElement) -> list[str]:
    """Lines of the text as trafilatura extracts it, [] where it finds none.

    The tree is not changed. Raises nothing.
    """
    try:
        document = trafilatura.bare_extraction(tree, options=_OPTIONS)
    except Exception:
        return []
    if document is None or isinstance(document, dict):
        return []
    return (document.text or "").split("\n")
