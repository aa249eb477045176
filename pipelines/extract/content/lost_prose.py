"""Finds the text of a page where trafilatura took another part of it, or nothing."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.content.apply_passes import PageContext
from pipelines.extract.content.content_root import find_content_root, is_prose
from pipelines.extract.content.post_scope import find_post_scope, is_short, is_short_post
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision
from pipelines.items import Kind

_TOO_LITTLE = 0.4
"""Of the words of the densest part: below it trafilatura took another part of the page."""
_MIN_SHOWN = 100
"""Words of prose that a reader sees at once; a page with fewer is shown by a script."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ONE_URL = re.compile(r"\S*(?:://|www\.)\S*")
_HIDDEN = Decision.drop("drop_hidden", "in an element that the page hides")
_LOST = Decision.keep(
    "add_lost_prose", "prose in the densest part of the page, of which trafilatura kept too little"
)


def add_lost_prose(blocks: Sequence[CandidateBlock], page: PageContext) -> Iterator[Decided]:
    """Keep the prose of the page's densest part where trafilatura kept too little of it.

    It found another part of the page (a menu, a teaser) or nothing at all. What the page marks as
    a short post is one; where the prose right after each title heading is kept already, as much
    as a short post has, the text was found and the rest of the page, however long, is the site's.
    Source: 18 of 793 pages, on which the mean F1 rose from .30 to .55; where a post was shorter
    than 40 % of the page's prose, the same pass took testimonials and services for text.
    """
    scope = find_post_scope(page.parsed.tree, blocks, page.platform)
    if scope is not None and is_short_post(scope, blocks):
        return
    prose = {block for block in blocks if _is_shown_prose(block)}
    root = find_content_root(blocks, is_body=prose.__contains__)
    if root is None:
        return
    inside = [block for block in blocks if block in prose and root.holds(block.element)]
    dense = [block for block in inside if root.region(block.element) is None]
    kept_words = sum(len(block.words) for block in dense if block.is_kept)
    share = kept_words / max(1, sum(len(block.words) for block in dense))
    is_found = is_short(kept_words, share) and _title_has_text(blocks, prose)
    if share < _TOO_LITTLE and not is_found:
        yield from ((block, _LOST) for block in dense if not block.is_kept)


def _is_shown_prose(block: CandidateBlock) -> bool:
    """Prose that a reader sees: not hidden, and more than one URL that splits into words."""
    return is_prose(block) and not _ONE_URL.fullmatch(block.text) and not _is_hidden(block.element)


def drop_hidden(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Drop what was kept in elements that the page hides, such as a pop-up beside the post.

    Not where little else is text: there a script shows what the page hides at first.
    """
    hidden = [block for block in blocks if block.is_kept and _is_hidden(block.element)]
    shown = sum(len(b.words) for b in blocks if b.is_kept and is_prose(b) and b not in hidden)
    if shown >= _MIN_SHOWN:
        yield from ((block, _HIDDEN) for block in hidden)


def _is_hidden(element: HtmlElement) -> bool:
    return any(
        step.get("hidden") is not None or _HIDDEN_STYLE.search(step.get("style") or "")
        for step in (element, *element.iterancestors())
    )


def _title_has_text(blocks: Sequence[CandidateBlock], prose: set[CandidateBlock]) -> bool:
    """Whether the first prose after each h1 is kept; False on a page without an h1."""
    after_titles: list[bool] = []
    is_after_title = False
    for block in blocks:
        if block.kind is Kind.HEADING and block.level == 1:
            is_after_title = True
        elif is_after_title and block in prose:
            after_titles.append(block.is_kept)
            is_after_title = False
    return bool(after_titles) and all(after_titles)
