"""What a pass is, what it may know, and the fold that applies what passes decide."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.parse import ParsedDocument
from scrapers.platforms import Platform

Context = TypeVar("Context")

Pass: TypeAlias = Callable[[Sequence[CandidateBlock], Context], Iterable[Decided]]
"""Reads the blocks of a page and says what it decides about some of them; changes none of them.

Its name is the `rule` of its decisions. One that needs the blocks alone takes any context.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """What is known while the text is searched for: the page alone."""

    parsed: ParsedDocument
    platform: Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class TextContext:
    """What is known once the text has been found: where it is and what it is called."""

    root: ContentRoot
    scope: HtmlElement | None = None
    """The element that the page marks as the post; None where it marks none."""
    title: str | None
    """None where the page has no title, and for an alternate source, which has none of its own."""
    url: str
    """The page itself: links to its host lead to the site's own pages."""


def apply_passes(
    blocks: Sequence[CandidateBlock], passes: Iterable[Pass[Context]], context: Context
) -> None:
    """Apply what the passes decide, in their order.

    A pass sees the blocks as the passes before it left them: all that it decides is gathered
    before any of it is applied.
    """
    for decide in passes:
        for block, decision in tuple(decide(blocks, context)):
            block.apply(decision)
