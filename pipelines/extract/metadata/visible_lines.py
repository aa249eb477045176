"""The lines of a post in which its date and author are: around the title, in its footer.

Lines anywhere on the page that call a day the day of publication.
"""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.content.regions import region_of
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.text import words_of
from pipelines.extract.metadata.date_lines import dates_in
from pipelines.extract.metadata.date_parsing import day_of
from pipelines.items import Candidate, DateSource, Kind, Role

_BEFORE = 4
_BEHIND = 6
"""Lines before and behind the title in which builders put date and author."""
_MAX_WORDS = 40
"""A longer line is prose, whatever day it tells of."""
_PROSE_WORDS = 12
_INTRODUCTIONS = 1
"""Paragraphs between title and byline: a subtitle. The byline is never behind the second."""
_BODY_SHARE = 0.5
_TITLE_WORDS = 3
_FOREIGN = (Role.TEASER, Role.COMMENT, Role.BOILERPLATE, Role.COOKIE, Role.BANNER, Role.TESTIMONIAL)


def around_title(
    blocks: Sequence[CandidateBlock], root: ContentRoot | None, title: str | None
) -> tuple[CandidateBlock, ...]:
    """Short lines around the title, else before the body; never those of teasers or comments."""
    at = _title_at(blocks, title)
    if at is None:
        return ()
    near = [*blocks[max(0, at - _BEFORE) : at], *_head(blocks[at + 1 :])]
    return tuple(block for block in near if block.words and _is_line(block, root))


def _head(blocks: Sequence[CandidateBlock]) -> Iterator[CandidateBlock]:
    """The lines between the title and the text, with at most one paragraph among them."""
    paragraphs = 0
    for block in blocks[:_BEHIND]:
        is_prose = block.kind is Kind.PARAGRAPH and len(block.words) >= _PROSE_WORDS
        paragraphs += is_prose and not any(dates_in(block))
        if paragraphs > _INTRODUCTIONS:
            return
        yield block


def article_footer(
    blocks: Sequence[CandidateBlock], root: ContentRoot | None
) -> tuple[CandidateBlock, ...]:
    """Short lines of the footer of the `article` that holds the post, or hAtom mark-up below it.

    Such a footer tells who wrote it and when; that of the page speaks of the site.
    Source: https://html.spec.whatwg.org/multipage/sections.html#the-footer-element and
    https://microformats.org/wiki/hatom; the entry footers of WordPress's Twenty Fifteen, of
    Pelican's themes, of Shopify's and of Avada.
    """
    last = max((number for number, block in enumerate(blocks) if block.is_kept), default=0)
    return tuple(
        block
        for number, block in enumerate(blocks)
        if block.words
        and len(block.words) <= _MAX_WORDS
        and (
            is_in_footer(block.element, root)
            or (number >= last and _has_microformat(block.element, root))
        )
    )


def is_in_footer(element: HtmlElement, root: ContentRoot | None) -> bool:
    """Whether an element is part of the footer of the article that holds the body."""
    inside = (element, *element.iterancestors())
    footer = next((step for step in inside if step.tag == "footer"), None)
    if root is None or footer is None or not _is_in_article(footer, root):
        return False
    regions = (region_of(step) for step in inside[: inside.index(footer)])
    return not any(region and region[0] in _FOREIGN for region in regions)


def _has_microformat(element: HtmlElement, root: ContentRoot | None) -> bool:
    """Whether a line of the article has an element that hAtom calls the entry's author."""
    if root is None or not _is_in_article(element, root):
        return False
    regions = (region_of(step) for step in (element, *element.iterancestors()))
    names = {name for step in element.iter("span", "a", "p", "div", "address", "abbr")
             for name in (step.get("class") or "").split()}  # fmt: skip
    is_signed = bool(names & {"vcard", "fn", "published"})
    return is_signed and not any(region and region[0] in _FOREIGN for region in regions)


def _is_in_article(element: HtmlElement, root: ContentRoot) -> bool:
    """Whether an element is inside an `article` that holds most of the body."""
    article = next(element.iterancestors("article"), None)
    return article is not None and root.words.get(article, 0) >= _BODY_SHARE * root.total


def _title_at(blocks: Sequence[CandidateBlock], title: str | None) -> int | None:
    """Number of the title's heading: of several the one next to the body; else of the body."""
    wanted = words_of(title or "")
    first = next((n for n, block in enumerate(blocks) if block.is_kept), None)
    same = [
        number
        for number, block in enumerate(blocks)
        if block.words == wanted and block.kind is Kind.HEADING
    ]
    if not same:
        return first
    return same[0] if first is None else min(same, key=lambda number: abs(number - first))


def _is_line(block: CandidateBlock, root: ContentRoot | None) -> bool:
    region = root.region(block.element) if root else None
    is_foreign = bool(region and region[0] in _FOREIGN)
    return len(block.words) <= _MAX_WORDS and not is_foreign and not _is_card(block, root)


def _is_card(block: CandidateBlock, root: ContentRoot | None) -> bool:
    """Whether a line is in one of several boxes that announce other posts.

    Such boxes are alike, and each has a link of several words: the title of what it announces.
    """
    for step in (block.element, *block.element.iterancestors()):
        parent = step.getparent()
        if parent is None or (root is not None and root.words.get(step, 0) > 0):
            return False
        alike = [other for other in parent if _shape(other) == _shape(step)]
        if _has_title_link(step) and sum(map(_has_title_link, alike)) > 1:
            return True
    return False


def _shape(element: HtmlElement) -> tuple[object, str | None]:
    return element.tag, element.get("class")


def _has_title_link(element: HtmlElement) -> bool:
    links = (words_of(link.text_content()) for link in element.iter("a"))
    return any(len(words) >= _TITLE_WORDS for words in links)


_LABEL = re.compile(
    r"\b(?:published|posted|publication date|publish date|date published|date posted)"
    r"(?:\s+(?:on|at))?\s*[:–-]?\s*(?:the\s+)?(?=(?:[a-z]{3,9}\.?,?\s+)?(?:[a-z]{3,9}\.?\s+)?\d)",
    re.IGNORECASE,
)
_LABEL_LINE = re.compile(
    r"(?:published|posted|publication date|publish date|date published|date posted)(?: on)?:?",
    re.IGNORECASE,
)
_LABELLED_WORDS = 25
_NOT_OF_THE_POST = frozenset(Role) - {
    Role.BODY,
    Role.TITLE,
    Role.BYLINE,
    Role.AUTHOR_BOX,
    Role.SHARE,
}


def publication_lines(
    blocks: Sequence[CandidateBlock], root: ContentRoot | None
) -> Iterator[Candidate]:
    """The one day that the page says it was published on, outside teasers, comments and menus.

    Lines such as "Posted on April 13, 2023" below the text, or "Published" above a day. Nothing
    where two such lines name different days: then at least one is another post's.
    Source: of 793 pages it dates 9 that nothing else dates, 8 right; the ninth's truth has no date,
    while that of another copy of the same page has this one.
    """
    days = [text for block, text in _labelled(blocks) if not _is_foreign(block, root)]
    if len({day_of(text) for text in days}) == 1:
        yield Candidate(raw=days[0], source=DateSource.POSTED)


def _labelled(blocks: Sequence[CandidateBlock]) -> Iterator[tuple[CandidateBlock, str]]:
    before = ""
    for block in blocks:
        if block.words and len(block.words) <= _LABELLED_WORDS:
            label = _LABEL.search(block.text)
            text = block.text[label.start() :] if label else block.text
            if (label or _LABEL_LINE.fullmatch(before)) and day_of(text):
                yield block, text
        before = block.text


def _is_foreign(block: CandidateBlock, root: ContentRoot | None) -> bool:
    region = root.region(block.element) if root else None
    return bool(region and region[0] in _NOT_OF_THE_POST)
