"""Sections that a page holds twice, and rows of cards that announce other posts."""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import LINK_SHARE, ContentRoot, is_prose
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.items import Kind

_PROSE_KINDS = (Kind.PARAGRAPH, Kind.ANSWER)
_MIN_BLOCKS = 5
"""Fewer blocks may well be said twice. Source: 793 pages; of runs of five blocks or more with a
long sentence in them all 6 are in the true texts once (Framer, Webflow), of shorter runs half."""


def repeated_sections(blocks: Sequence[CandidateBlock]) -> Iterator[CandidateBlock]:
    """Blocks of sections that are in the text a second time, word for word.

    A page writes them once for wide and once for narrow screens, with their headings. The same
    steps under a heading of their own are no second drawing.
    """
    seen: set[tuple[str, ...]] = set()
    run: list[CandidateBlock] = []
    before: CandidateBlock | None = None
    for block in blocks:
        if block.is_kept and block.words:
            if block.words in seen:
                run.append(block)
                continue
            yield from _if_section(run, before)
            run, before = [], block
            seen.add(block.words)
    yield from _if_section(run, before)


def _if_section(
    run: Sequence[CandidateBlock], before: CandidateBlock | None
) -> Sequence[CandidateBlock]:
    if before is not None and before.kind is Kind.HEADING:
        return ()
    has_prose = any(block.kind in _PROSE_KINDS and is_prose(block) for block in run)
    return run if has_prose and len(run) >= _MIN_BLOCKS else ()


_SCREEN = re.compile(
    r"(?:^|\s)(?:"
    r"elementor-hidden-\w+|ssr-variant|(?:w-)?hidden-(?:xs|sm|md|lg|xl|main|medium|small|tiny)"
    r"|hidden-[0-9a-z]{5,8}|(?:[\w-]+-)?(?:desktop|mobile|phone|tablet)(?:-only|-view|-version)?"
    r"|(?:hide|show|hidden|visible)-(?:on|for)-\w+|(?:hide|show)-(?:desktop|mobile|tablet|phone)"
    r"|d-(?:sm-|md-|lg-|xl-)?none|et_pb_\w*_(?:phone|tablet|desktop)|(?:sm|md|lg|xl):hidden"
    r")(?=\s|$)",
    re.IGNORECASE,
)
"""Classes that show an element on screens of some sizes only: Elementor (elementor-hidden-mobile),
Framer (ssr-variant hidden-1a2b3c), Webflow (hidden-medium), Bootstrap (d-none, d-md-none),
Foundation (hide-for-small), Tailwind (md:hidden). Source: their documentation; two of 793 real
posts."""


def screen_variants(blocks: Sequence[CandidateBlock]) -> Iterator[CandidateBlock]:
    """Blocks that an element for some screens has and another one for other screens had before."""
    seen: dict[tuple[str, ...], HtmlElement] = {}
    for block in blocks:
        if not (block.is_kept and block.words):
            continue
        screen = _screen_of(block)
        if screen is None:
            continue
        first = seen.setdefault(block.words, screen)
        if first is not screen and first.get("class") != screen.get("class"):
            yield block


def _screen_of(block: CandidateBlock) -> HtmlElement | None:
    """The nearest element around the block that some screens do not show."""
    path = (block.element, *block.element.iterancestors())
    return next((step for step in path if _SCREEN.search(step.get("class", ""))), None)


_MIN_CARDS = 3
_MAX_WORDS = 120
"""A card with more words is the text itself, such as an entry of a list of products."""
_MAX_SHARE = 0.5
"""Cards with more of the text's words than this are what the page is about."""


def teaser_cards(blocks: Sequence[CandidateBlock], root: ContentRoot) -> list[CandidateBlock]:
    """Kept blocks inside three `article` elements or more of one parent, each headed by a link.

    An `article` inside a post is a piece of its own:
    https://html.spec.whatwg.org/multipage/sections.html#the-article-element. Other boxes with
    linked headings hold the entries of a list as often as teasers (of 40 such rows on 793 pages
    29 are in the true texts).
    """
    by_article: dict[HtmlElement, list[CandidateBlock]] = {}
    for block in blocks:
        article = next(block.element.iterancestors("article"), None) if block.is_kept else None
        if article is not None and article is not root.element and root.holds(article):
            by_article.setdefault(article, []).append(block)
    rows: dict[HtmlElement | None, list[list[CandidateBlock]]] = {}
    for article, inside in by_article.items():
        if _is_card(inside):
            rows.setdefault(article.getparent(), []).append(inside)
    cards = [card for row in rows.values() if len(row) >= _MIN_CARDS for card in row]
    in_cards = [block for card in cards for block in card]
    return in_cards if _words(in_cards) <= _MAX_SHARE * root.total else []


def _is_card(inside: Sequence[CandidateBlock]) -> bool:
    has_linked_heading = any(b.kind is Kind.HEADING and b.link_share >= LINK_SHARE for b in inside)
    return has_linked_heading and _words(inside) <= _MAX_WORDS


def _words(blocks: Sequence[CandidateBlock]) -> int:
    return sum(len(block.words) for block in blocks)
