"""The drafts around the title: where date and author of a post stand.

Lines that say of a day that it is the day of publication, wherever they stand on the page.
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
    drafts: Sequence[CandidateBlock], frame: ContentRoot | None, title: str | None
) -> tuple[CandidateBlock, ...]:
    """Short lines around the title, else before the body; never those of teasers or comments."""
    at = _title_at(drafts, title)
    if at is None:
        return ()
    near = [*drafts[max(0, at - _BEFORE) : at], *_head(drafts[at + 1 :])]
    return tuple(draft for draft in near if draft.words and _is_line(draft, frame))


def _head(drafts: Sequence[CandidateBlock]) -> Iterator[CandidateBlock]:
    """The lines between the title and the text, with at most one paragraph among them."""
    paragraphs = 0
    for draft in drafts[:_BEHIND]:
        is_prose = draft.kind is Kind.PARAGRAPH and len(draft.words) >= _PROSE_WORDS
        paragraphs += is_prose and not any(dates_in(draft))
        if paragraphs > _INTRODUCTIONS:
            return
        yield draft


def article_footer(
    drafts: Sequence[CandidateBlock], frame: ContentRoot | None
) -> tuple[CandidateBlock, ...]:
    """Short lines of the footer of the `article` that holds the post, or hAtom mark-up below it.

    Such a footer tells who wrote it and when; that of the page speaks of the site.
    Source: https://html.spec.whatwg.org/multipage/sections.html#the-footer-element and
    https://microformats.org/wiki/hatom; the entry footers of WordPress's Twenty Fifteen, of
    Pelican's themes, of Shopify's and of Avada.
    """
    last = max((number for number, draft in enumerate(drafts) if draft.is_kept), default=0)
    return tuple(
        draft
        for number, draft in enumerate(drafts)
        if draft.words
        and len(draft.words) <= _MAX_WORDS
        and (
            is_in_footer(draft.element, frame)
            or (number >= last and _has_microformat(draft.element, frame))
        )
    )


def is_in_footer(element: HtmlElement, frame: ContentRoot | None) -> bool:
    """Whether an element is part of the footer of the article that holds the body."""
    inside = (element, *element.iterancestors())
    footer = next((step for step in inside if step.tag == "footer"), None)
    if frame is None or footer is None or not _is_in_article(footer, frame):
        return False
    regions = (region_of(step) for step in inside[: inside.index(footer)])
    return not any(region and region[0] in _FOREIGN for region in regions)


def _has_microformat(element: HtmlElement, frame: ContentRoot | None) -> bool:
    """Whether a line of the article has an element that hAtom calls the entry's author."""
    if frame is None or not _is_in_article(element, frame):
        return False
    regions = (region_of(step) for step in (element, *element.iterancestors()))
    names = {name for step in element.iter("span", "a", "p", "div", "address", "abbr")
             for name in (step.get("class") or "").split()}  # fmt: skip
    is_signed = bool(names & {"vcard", "fn", "published"})
    return is_signed and not any(region and region[0] in _FOREIGN for region in regions)


def _is_in_article(element: HtmlElement, frame: ContentRoot) -> bool:
    """Whether an element is inside an `article` that holds most of the body."""
    article = next(element.iterancestors("article"), None)
    return article is not None and frame.words.get(article, 0) >= _BODY_SHARE * frame.total


def _title_at(drafts: Sequence[CandidateBlock], title: str | None) -> int | None:
    """Number of the title's heading: of several the one next to the body; else of the body."""
    wanted = words_of(title or "")
    first = next((n for n, draft in enumerate(drafts) if draft.is_kept), None)
    same = [
        number
        for number, draft in enumerate(drafts)
        if draft.words == wanted and draft.kind is Kind.HEADING
    ]
    if not same:
        return first
    return same[0] if first is None else min(same, key=lambda number: abs(number - first))


def _is_line(draft: CandidateBlock, frame: ContentRoot | None) -> bool:
    zone = frame.region(draft.element) if frame else None
    is_foreign = bool(zone and zone[0] in _FOREIGN)
    return len(draft.words) <= _MAX_WORDS and not is_foreign and not _is_card(draft, frame)


def _is_card(draft: CandidateBlock, frame: ContentRoot | None) -> bool:
    """Whether a line is in one of several boxes that announce other posts.

    Such boxes are alike, and each has a link of several words: the title of what it announces.
    """
    for step in (draft.element, *draft.element.iterancestors()):
        parent = step.getparent()
        if parent is None or (frame is not None and frame.words.get(step, 0) > 0):
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
    drafts: Sequence[CandidateBlock], frame: ContentRoot | None
) -> Iterator[Candidate]:
    """The one day that the page says it was published on, outside teasers, comments and menus.

    Lines such as "Posted on April 13, 2023" below the text, or "Published" above a day. Nothing
    where two such lines name different days: then at least one is another post's.
    Source: of 793 pages it dates 9 that nothing else dates, 8 right; the ninth's truth has no date,
    while that of another copy of the same page has this one.
    """
    said = [text for draft, text in _labelled(drafts) if not _is_foreign(draft, frame)]
    if len({day_of(text) for text in said}) == 1:
        yield Candidate(raw=said[0], source=DateSource.POSTED)


def _labelled(drafts: Sequence[CandidateBlock]) -> Iterator[tuple[CandidateBlock, str]]:
    before = ""
    for draft in drafts:
        if draft.words and len(draft.words) <= _LABELLED_WORDS:
            label = _LABEL.search(draft.text)
            text = draft.text[label.start() :] if label else draft.text
            if (label or _LABEL_LINE.fullmatch(before)) and day_of(text):
                yield draft, text
        before = draft.text


def _is_foreign(draft: CandidateBlock, frame: ContentRoot | None) -> bool:
    zone = frame.region(draft.element) if frame else None
    return bool(zone and zone[0] in _NOT_OF_THE_POST)
