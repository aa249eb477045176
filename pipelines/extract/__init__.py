"""Page -> Extraction: what one fetched body says. No network, no database, no exception."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.decode import decode
from pipelines.extract.document.parse import parse
from pipelines.extract.explanation import Explanation, trails_of
from pipelines.extract.extractor import EXTRACTOR, body_sha256, extract_document
from pipelines.items import Alternate, Extraction
from scrapers.items import Page, PageRef
from scrapers.reasons import Reason

__all__ = ["EXTRACTOR", "explain", "extract"]

_HTML = re.compile(
    r"<(?:!doctype|html|head|body|div|p|article|main|section|h[1-6]|meta|title)\b", re.IGNORECASE
)
_JSON = re.compile(r"\s*[\[{]")


def extract(
    page: Page, refs: Sequence[PageRef] = (), witnesses: Sequence[Alternate] = ()
) -> Extraction:
    """What a page says: is it a post, its blocks and its facts, each with its evidence.

    refs: what the routes that listed the page say of it; witnesses: the bodies that they give.
    Pure: the same page, refs and witnesses give the same extraction. A page that cannot be read
    is no post, with the reason.

    Raises: OSError if the machine is at fault and not the page: its disk is full, so that a library
    cannot write its temporary file.
    """
    extraction, _ = _read(page, refs, witnesses)
    return extraction


def explain(
    page: Page, refs: Sequence[PageRef] = (), witnesses: Sequence[Alternate] = ()
) -> Explanation:
    """What `extract` says, with every decision about every block of the page; raises the same."""
    extraction, blocks = _read(page, refs, witnesses)
    return Explanation(extraction=extraction, trails=trails_of(blocks))


_Read: TypeAlias = tuple[Extraction, Sequence[CandidateBlock]]


def _read(page: Page, refs: Sequence[PageRef], alternates: Sequence[Alternate]) -> _Read:
    try:
        return _read_html(page, refs, alternates)
    except OSError:
        raise
    except Exception as error:
        sentence = f"{type(error).__name__}: {error}"[:200]
        return _unread(page, Reason.EXTRACTION_FAILED, sentence), ()


def _read_html(page: Page, refs: Sequence[PageRef], alternates: Sequence[Alternate]) -> _Read:
    if not page.body.strip():
        return _unread(page, Reason.EMPTY_BODY, "the body has no bytes"), ()
    html = decode(page.body, page.headers)
    if _JSON.match(html) or not _HTML.search(html):
        return _unread(page, Reason.NOT_HTML, f"the body begins with {html[:40]!r}"), ()
    parsed = parse(html)
    if parsed is None:
        return _unread(page, Reason.NOT_HTML, "the body holds no element"), ()
    return extract_document(page, refs, parsed, alternates)


def _unread(page: Page, reason: Reason, sentence: str) -> Extraction:
    return Extraction(
        url=page.url,
        body_sha256=body_sha256(page),
        is_post=False,
        reason=reason,
        verdict=(sentence,),
        platform=page.platform,
        extractor=EXTRACTOR,
    )
