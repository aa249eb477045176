"""Lines that say of a day that it is the day of publication, wherever they stand on the page."""

import re
from collections.abc import Iterator, Sequence

from pipelines.extract.content.content_root import Frame
from pipelines.extract.document.candidate_block import Draft
from pipelines.extract.metadata.candidates import Offer
from pipelines.extract.metadata.date_parsing import day_of
from pipelines.items import DateSource, Role

_LABEL = re.compile(
    r"\b(?:published|posted|publication date|publish date|date published|date posted)"
    r"(?:\s+(?:on|at))?\s*[:–-]?\s*(?:the\s+)?(?=(?:[a-z]{3,9}\.?,?\s+)?(?:[a-z]{3,9}\.?\s+)?\d)",
    re.IGNORECASE,
)
_LABEL_LINE = re.compile(
    r"(?:published|posted|publication date|publish date|date published|date posted)(?: on)?:?",
    re.IGNORECASE,
)
_MAX_WORDS = 25
_FOREIGN = frozenset(Role) - {Role.BODY, Role.TITLE, Role.BYLINE, Role.AUTHOR_BOX, Role.SHARE}


def posted(drafts: Sequence[Draft], frame: Frame | None) -> Iterator[Offer]:
    """The one day that the page says it was published on, outside teasers, comments and menus.

    Lines such as "Posted on April 13, 2023" below the text, or "Published" above a day. Nothing
    where two such lines name different days: then at least one is another post's.
    Source: of 793 pages it dates 9 that nothing else dates, 8 right; the ninth's truth has no date,
    while that of another copy of the same page has this one.
    """
    said = [text for draft, text in _labelled(drafts) if not _is_foreign(draft, frame)]
    if len({day_of(text) for text in said}) == 1:
        yield Offer(raw=said[0], source=DateSource.POSTED)


def _labelled(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, str]]:
    before = ""
    for draft in drafts:
        if draft.words and len(draft.words) <= _MAX_WORDS:
            label = _LABEL.search(draft.text)
            text = draft.text[label.start() :] if label else draft.text
            if (label or _LABEL_LINE.fullmatch(before)) and day_of(text):
                yield draft, text
        before = draft.text


def _is_foreign(draft: Draft, frame: Frame | None) -> bool:
    zone = frame.zone(draft.element) if frame else None
    return bool(zone and zone[0] in _FOREIGN)
