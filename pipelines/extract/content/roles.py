"""What each draft is for: its zone, its section's label, its own wording.

Cards that announce other posts: `article` elements in a row, each headed by a link.

Sections that a page draws twice: once for wide and once for narrow screens.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import LINK_SHARE, ContentRoot, is_prose
from pipelines.extract.content.line_patterns import is_life_of, last_line_role, line_role
from pipelines.extract.content.section_headings import sections
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.text import words_of
from pipelines.items import Kind, Role

_TELLING = (Kind.PARAGRAPH, Kind.ANSWER)
_MIN_BLOCKS = 5
"""Fewer blocks may well be said twice. Source: 793 pages; of runs of five blocks or more with a
long sentence in them all 6 stand in the true texts once (Framer, Webflow), of shorter runs half."""


def repeated_sections(drafts: Sequence[CandidateBlock]) -> Iterator[CandidateBlock]:
    """Kept drafts of sections that stand in the body a second time, word for word."""
    seen: set[tuple[str, ...]] = set()
    run: list[CandidateBlock] = []
    for draft in drafts:
        if draft.is_kept and draft.words:
            if draft.words in seen:
                run.append(draft)
                continue
            yield from _if_section(run)
            run = []
            seen.add(draft.words)
    yield from _if_section(run)


def _if_section(run: Sequence[CandidateBlock]) -> Sequence[CandidateBlock]:
    prose = any(draft.kind in _TELLING and is_prose(draft) for draft in run)
    return run if prose and len(run) >= _MIN_BLOCKS else ()


_MIN_CARDS = 3
_MAX_WORDS = 120
"""A card with more words tells the story itself, such as an entry of a list of products."""
_MAX_SHARE = 0.5
"""Cards with more of the body's words than this are what the page is about."""


def teaser_cards(drafts: Sequence[CandidateBlock], frame: ContentRoot) -> list[CandidateBlock]:
    """Kept drafts inside three `article` elements or more of one parent, each headed by a link.

    An `article` inside a post is a piece of its own:
    https://html.spec.whatwg.org/multipage/sections.html#the-article-element. Other boxes with
    linked headings hold the entries of a list as often as teasers (of 40 such rows on 793 pages
    29 stand in the true texts).
    """
    held: dict[HtmlElement, list[CandidateBlock]] = {}
    for draft in drafts:
        box = next(draft.element.iterancestors("article"), None) if draft.is_kept else None
        if box is not None and box is not frame.element and frame.holds(box):
            held.setdefault(box, []).append(draft)
    rows: dict[HtmlElement | None, list[list[CandidateBlock]]] = {}
    for box, inside in held.items():
        if _is_card(inside):
            rows.setdefault(box.getparent(), []).append(inside)
    found = [draft for row in rows.values() if len(row) >= _MIN_CARDS for c in row for draft in c]
    return found if _words(found) <= _MAX_SHARE * frame.total else []


def _is_card(inside: Sequence[CandidateBlock]) -> bool:
    is_headed = any(d.kind is Kind.HEADING and d.link_share >= LINK_SHARE for d in inside)
    return is_headed and _words(inside) <= _MAX_WORDS


def _words(drafts: Sequence[CandidateBlock]) -> int:
    return sum(len(draft.words) for draft in drafts)


_LAST_SHARE = 0.85
"""The last blocks of a post are those behind this share of its words."""
_SECOND_PART = 0.6
"""Behind this share of the words a paragraph may tell of the author."""
_MIN_CONTENTS = 3
_CONTENTS_SHARE = 0.7
"""A list of which so many items are headings of the page is its table of contents."""
_ALL_LINK = 0.85
_MANY = {Kind.HEADING: 3, Kind.PARAGRAPH: 4}
"""So many lines in a row that are nothing but links list other posts. Source: 793 pages; of 169
headings in such rows none stands in the true texts, of 102 paragraphs 10."""


def assign_roles(drafts: Sequence[CandidateBlock], frame: ContentRoot, title: str | None) -> None:
    """Give every draft its role; only body drafts stay kept."""
    _label_title(drafts, title)
    _label_zones(drafts, frame)
    _label_contents(drafts)
    _label_sections(drafts, frame)
    _label_lines(drafts)
    _label_cards(drafts, frame)
    _label_rows_of_links(drafts)
    _label_echoes(drafts)
    _label_last(drafts)
    _label_orphans(drafts)


def label_author_box(drafts: Sequence[CandidateBlock], name: str | None) -> None:
    """Label the life of the post's author at its end: "Dana Reed is a nurse in Ohio"."""
    if name is None:
        return
    kept = [draft for draft in drafts if draft.is_kept]
    total, before = sum(len(draft.words) for draft in kept), 0
    for draft in kept:
        before += len(draft.words)
        if before > _SECOND_PART * total and is_life_of(name, draft):
            _label(draft, Role.AUTHOR_BOX, "tells of the author by name")
    _label_orphans(drafts)


def _label_zones(drafts: Sequence[CandidateBlock], frame: ContentRoot) -> None:
    for draft in drafts:
        zone = frame.zone(draft.element)
        if zone is not None and not (zone[0] is Role.CONTENTS and _is_told(draft)):
            _label(draft, *zone)


def _is_told(draft: CandidateBlock) -> bool:
    """True for prose and headings of the body: some pages name all of it after its contents."""
    return draft.is_kept and (draft.kind is Kind.HEADING or is_prose(draft))


def _label_contents(drafts: Sequence[CandidateBlock]) -> None:
    """Label lists that repeat the headings behind them."""
    headings = {draft.words for draft in drafts if draft.is_kept and draft.kind is Kind.HEADING}
    lines = [draft for draft in drafts if draft.is_kept and draft.words]
    for is_item, row in groupby(lines, key=lambda draft: draft.kind is Kind.LIST_ITEM):
        items = list(row)
        repeated = sum(item.words in headings for item in items)
        if is_item and repeated >= _MIN_CONTENTS and repeated >= _CONTENTS_SHARE * len(items):
            for item in items:
                _label(item, Role.CONTENTS, "a list of the headings of the page")


def _label_sections(drafts: Sequence[CandidateBlock], frame: ContentRoot) -> None:
    for role, words, section in list(sections(drafts, frame)):
        for draft in section:
            if draft.role is Role.BODY:
                _label(draft, role, f"under the heading {words!r}")


def _label_lines(drafts: Sequence[CandidateBlock]) -> None:
    for draft in drafts:
        if draft.role is Role.BODY and draft.words:
            role = line_role(draft)
            if role is not None:
                _label(draft, role, "by its wording")


def _label_cards(drafts: Sequence[CandidateBlock], frame: ContentRoot) -> None:
    for draft in teaser_cards(drafts, frame):
        draft.is_listing = True
        _label(draft, Role.TEASER, "an article of its own, one of several in a row")


def _label_rows_of_links(drafts: Sequence[CandidateBlock]) -> None:
    lines = [draft for draft in drafts if draft.is_kept and draft.words]
    for (kind, is_linked), row in groupby(lines, key=lambda d: (d.kind, d.link_share >= _ALL_LINK)):
        row_drafts = list(row)
        if is_linked and len(row_drafts) >= _MANY.get(kind, len(row_drafts) + 1):
            for draft in row_drafts:
                draft.is_listing = True
                _label(draft, Role.TEASER, "in a row of lines that are nothing but links")


def _label_echoes(drafts: Sequence[CandidateBlock]) -> None:
    for draft in list(repeated_sections(drafts)):
        _label(draft, Role.BOILERPLATE, "stands in the text already, word for word")


def _label_last(drafts: Sequence[CandidateBlock]) -> None:
    """Label disclaimers, the author's life and invitations at the end of the post."""
    kept = [draft for draft in drafts if draft.is_kept]
    total, before = sum(len(draft.words) for draft in kept), 0
    for draft in kept:
        before += len(draft.words)
        if before > _LAST_SHARE * total:
            role = last_line_role(draft)
            if role is not None:
                _label(draft, role, "by its wording at the end of the post")


def _label_orphans(drafts: Sequence[CandidateBlock]) -> None:
    """Give a heading whose whole section left the body the role of that section.

    A heading with nothing behind it at the end of the post is no text either.
    """
    role: Role | None = Role.BOILERPLATE
    has_text, level_below = False, 1
    for draft in reversed(drafts):
        if draft.is_kept and draft.kind is Kind.HEADING:
            level = draft.level or 6
            if role is not None and not has_text and level >= level_below:
                _label(draft, role, "a heading with no text of the post behind it")
                continue
            role, has_text, level_below = None, False, level
        elif draft.is_kept:
            has_text = True
        elif draft.words and draft.role is not Role.BODY and not has_text:
            role = draft.role


def _label_title(drafts: Sequence[CandidateBlock], title: str | None) -> None:
    wanted = words_of(title or "")
    for draft in drafts:
        if draft.words == wanted and draft.words and draft.kind is Kind.HEADING:
            if draft.role is Role.BODY:
                _label(draft, Role.TITLE, "repeats the title")
            if draft.is_kept:
                return


def _label(draft: CandidateBlock, role: Role, reason: str) -> None:
    draft.role, draft.reason, draft.is_kept = role, reason, False
