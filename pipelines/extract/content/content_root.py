"""The part of the page that holds the body."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipelines.extract.content.regions import region_of
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.items import Role

_FRAME_SHARE = 0.9
"""The frame is the smallest element that holds this share of the body's words."""
_ZONE_SHARE = 0.3
"""An element with more of the body's words than this is no teaser, whatever its name says."""
LINK_SHARE = 0.8
"""More text in links than this is navigation."""
_RUN_WORDS = 12
"""A text run of this length is prose. Source: research, frame on evidence."""
_TOO_LITTLE = 0.4


@dataclass(slots=True, kw_only=True)
class ContentRoot:
    """Where the body of the page stands."""

    element: HtmlElement
    words: dict[HtmlElement, int]
    """Body words that each element holds."""
    total: int
    zones: dict[HtmlElement, tuple[Role, str] | None] = field(default_factory=dict)

    def zone(self, element: HtmlElement) -> tuple[Role, str] | None:
        """What the element is for by its own and its ancestors' names; the outermost says."""
        path: list[HtmlElement] = []
        at: HtmlElement | None = element
        while at is not None and at not in self.zones:
            path.append(at)
            at = at.getparent()
        zone = None if at is None else self.zones[at]
        for step in reversed(path):
            if zone is None and not self.is_large(step):
                zone = region_of(step)
            self.zones[step] = zone
        return zone

    def is_large(self, element: HtmlElement) -> bool:
        """True for an element with so much of the body that its name cannot make it a zone."""
        return self.words.get(element, 0) >= _ZONE_SHARE * self.total

    def holds(self, element: HtmlElement) -> bool:
        """True for an element inside the frame."""
        return any(step is self.element for step in _self_and_up(element))

    def steps(self, element: HtmlElement) -> int:
        """Steps up from an element to one that holds body text."""
        for count, step in enumerate(_self_and_up(element)):
            if self.words.get(step, 0):
                return count
        return 99


def _self_and_up(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def find_content_root(drafts: Sequence[CandidateBlock]) -> ContentRoot | None:
    """The smallest element around nearly all kept drafts; None where nothing is kept."""
    words: dict[HtmlElement, int] = {}
    total = 0
    for draft in drafts:
        if draft.is_kept:
            total += len(draft.words)
            for step in _self_and_up(draft.element):
                words[step] = words.get(step, 0) + len(draft.words)
    wide = [element for element, count in words.items() if count >= _FRAME_SHARE * total]
    if not total or not wide:
        return None
    return ContentRoot(element=max(wide, key=_depth), words=words, total=total)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def add_lost_prose(drafts: Sequence[CandidateBlock]) -> None:
    """Keep the prose of the page's densest part where trafilatura kept too little of it.

    It found another part of the page (a menu, a teaser) or nothing at all. Source: 18 of 793
    pages, on which the mean F1 rose from .30 to .55.
    """
    prose = [draft for draft in drafts if is_prose(draft)]
    kept = [draft.is_kept for draft in drafts]
    for draft in drafts:
        draft.is_kept = is_prose(draft)
    frame = find_content_root(drafts)
    for draft, was_kept in zip(drafts, kept, strict=True):
        draft.is_kept = was_kept
    if frame is None:
        return
    dense = [d for d in prose if frame.holds(d.element) and frame.zone(d.element) is None]
    found = sum(len(draft.words) for draft in dense if draft.is_kept)
    if found < _TOO_LITTLE * sum(len(draft.words) for draft in dense):
        for draft in dense:
            draft.is_kept = True


def is_prose(draft: CandidateBlock) -> bool:
    """True for a long run of words outside links."""
    return len(draft.words) >= _RUN_WORDS and draft.link_share < LINK_SHARE
