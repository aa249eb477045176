"""The part of the page that holds the text of the post."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipelines.extract.content.regions import region_of
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.items import Role

_ROOT_SHARE = 0.9
"""The content root is the smallest element that holds this share of the text's words."""
_REGION_SHARE = 0.3
"""An element with more of the text's words than this is no teaser, whatever its name says."""
LINK_SHARE = 0.8
"""More text in links than this is navigation."""
_RUN_WORDS = 12
"""A run of words of this length is prose. Source: research, frame on evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRoot:
    """The smallest element around the text of the post, and the regions of the page by name."""

    element: HtmlElement
    words: dict[HtmlElement, int]
    """Words of the text that each element holds."""
    total: int
    """Words of the text."""
    regions: dict[HtmlElement, tuple[Role, str] | None] = field(default_factory=dict)
    """What elements are for, as far as it was asked or is known of the platform."""

    def region(self, element: HtmlElement) -> tuple[Role, str] | None:
        """What the element is for by its own and its ancestors' names; the outermost decides."""
        path: list[HtmlElement] = []
        at: HtmlElement | None = element
        while at is not None and at not in self.regions:
            path.append(at)
            at = at.getparent()
        region = None if at is None else self.regions[at]
        for step in reversed(path):
            if region is None and not self.is_large(step):
                region = region_of(step)
            self.regions[step] = region
        return region

    def is_large(self, element: HtmlElement) -> bool:
        """True for an element with so much of the text that its name cannot make it a region."""
        return self.words.get(element, 0) >= _REGION_SHARE * self.total

    def holds(self, element: HtmlElement) -> bool:
        """True for the root itself and for what is inside it."""
        return is_within(element, self.element)

    def steps(self, element: HtmlElement) -> int:
        """Steps up from an element to one that holds text of the post."""
        for count, step in enumerate(_self_and_up(element)):
            if self.words.get(step, 0):
                return count
        return 99


def _self_and_up(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def is_within(element: HtmlElement, container: HtmlElement) -> bool:
    """True for the container itself and for what is inside it."""
    return any(step is container for step in _self_and_up(element))


def _is_kept(block: CandidateBlock) -> bool:
    return block.is_kept


def find_content_root(
    blocks: Sequence[CandidateBlock], is_body: Callable[[CandidateBlock], bool] = _is_kept
) -> ContentRoot | None:
    """The smallest element around nearly all blocks of the text; None where there is no text.

    is_body: which blocks count as text; those that the passes have kept so far, if not given.
    """
    words: dict[HtmlElement, int] = {}
    total = 0
    for block in blocks:
        if is_body(block):
            total += len(block.words)
            for step in _self_and_up(block.element):
                words[step] = words.get(step, 0) + len(block.words)
    wide = [element for element, count in words.items() if count >= _ROOT_SHARE * total]
    if not total or not wide:
        return None
    return ContentRoot(element=max(wide, key=_depth), words=words, total=total)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def is_prose(block: CandidateBlock) -> bool:
    """True for a long run of words outside links."""
    return len(block.words) >= _RUN_WORDS and block.link_share < LINK_SHARE
