"""One parsed page, read in order: body, title, roles, facts, verdict, blocks."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lxml.html import HtmlElement

from pipelines.extract.accordions import open_accordions
from pipelines.extract.agreement import agreements
from pipelines.extract.align import mark_kept
from pipelines.extract.author import author_kind_of, author_of, credential_of
from pipelines.extract.blocks import blocks_of
from pipelines.extract.body import VERSION, body_lines
from pipelines.extract.builder import keep_within_body, mark_cut
from pipelines.extract.byline import around_title
from pipelines.extract.dates import modified, published
from pipelines.extract.draft import Draft
from pipelines.extract.drawn_post import draw_post
from pipelines.extract.edges import cut_edges
from pipelines.extract.faq_data import untold_questions
from pipelines.extract.frame import Frame, add_lost_prose, frame_of
from pipelines.extract.gate import Verdict, judge
from pipelines.extract.hidden_body import hidden_body, in_place_of
from pipelines.extract.language import language_of
from pipelines.extract.notes import mark_notes
from pipelines.extract.page_facts import canonical_of, description_of, image_of
from pipelines.extract.parse import Parsed
from pipelines.extract.posted import posted
from pipelines.extract.questions import pair
from pipelines.extract.recall import put_back
from pipelines.extract.render import text
from pipelines.extract.restore import restore
from pipelines.extract.reviewer import reviewer_of
from pipelines.extract.roles import assign, label_author_box
from pipelines.extract.signs import Seen
from pipelines.extract.structured import Structured, read_structured
from pipelines.extract.tags import tags_of
from pipelines.extract.title import title_of
from pipelines.extract.walk import walk
from pipelines.extract.witness import Heard, hear, witnesses_of
from pipelines.items import Extraction, Fact, Witness
from scrapers import __version__
from scrapers.items import Page, PageRef
from scrapers.platforms import by_name

Witnesses: TypeAlias = Sequence[Witness]
"""The bodies that the routes of a page give."""
EXTRACTOR = f"dripfeed {__version__}, trafilatura {VERSION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """The page in order, with its body marked."""

    data: Structured
    drafts: Sequence[Draft]
    frame: Frame | None
    title: Fact
    byline: Sequence[Draft]
    heard: Sequence[Heard]
    """The witnesses to hold the body against."""
    hidden: Heard | None
    """The witness that is the body itself; None where the page has one."""


def read(page: Page, refs: Sequence[PageRef], parsed: Parsed, told: Witnesses) -> Extraction:
    """What a parsed page says. Changes the tree: closed accordions are opened."""
    tree, data = parsed.tree, read_structured(parsed.tree)
    body = _body(page, refs, parsed, data, _heard(page, witnesses_of(data, told)))
    date = published(page, data, refs, body.byline, posted(body.drafts, body.frame))
    reviewer = reviewer_of(data, body.drafts, body.frame)
    author = author_of(page, tree, data, refs, body.byline, body.frame, reviewer)
    label_author_box(body.drafts, author.value)
    verdict = _verdict(page, refs, tree, body, date, author)
    blocks = blocks_of(body.drafts, body.frame) if body.frame else ()
    base_url = page.final_url or page.url
    return Extraction(
        url=page.url,
        body_sha256=body_sha256(page),
        is_post=verdict.reason is None,
        reason=verdict.reason,
        verdict=(*parsed.limits, *verdict.signs),
        blocks=blocks,
        title=body.title,
        author=author,
        author_kind=author_kind_of(author),
        author_credential=credential_of(author),
        reviewer=reviewer,
        published=date,
        modified=modified(page, data, refs, body.byline),
        language=language_of(tree, data, text(blocks)),
        description=description_of(data),
        image=image_of(data, base_url, _image_hint(refs)),
        canonical=canonical_of(tree, data, base_url),
        tags=tags_of(tree, data, refs, body.frame),
        agreements=agreements(body.heard, blocks, body.hidden),
        platform=page.platform,
        json_ld_types=data.type_names(),
        extractor=EXTRACTOR,
    )


def _heard(page: Page, witnesses: Witnesses) -> list[Heard]:
    platform = by_name(page.platform)
    heard = (hear(witness, page.final_url or page.url, platform) for witness in witnesses)
    return [witness for witness in heard if witness is not None]


def _verdict(
    page: Page,
    refs: Sequence[PageRef],
    tree: HtmlElement,
    body: _Body,
    date: Fact,
    author: Fact,
) -> Verdict:
    return judge(
        Seen(
            page=page,
            refs=refs,
            tree=tree,
            data=body.data,
            drafts=body.drafts,
            published=date,
            author=author,
            title=body.title,
        )
    )


def _body(
    page: Page,
    refs: Sequence[PageRef],
    parsed: Parsed,
    data: Structured,
    heard: Sequence[Heard],
) -> _Body:
    """Walk the page, let trafilatura say what is body, repair what it lost and label the rest."""
    draw_post(parsed.tree, by_name(page.platform).body_data)
    open_accordions(parsed.tree)
    drafts = walk(parsed.tree, page.final_url or page.url)
    if not parsed.limits:
        mark_kept(drafts, body_lines(parsed.tree))
    platform = by_name(page.platform)
    keep_within_body(parsed.tree, drafts, platform)
    add_lost_prose(drafts)
    hidden = hidden_body(heard, drafts, parsed.tree)
    if hidden:
        drafts = in_place_of(drafts, hidden)
    heard = [witness for witness in heard if witness is not hidden]
    put_back(drafts, heard)
    frame = frame_of(drafts)
    title = title_of(parsed.tree, data, drafts, refs, page.url)
    byline = around_title(drafts, frame, title.value)
    if frame is not None:
        frame.element = hidden.element if hidden else frame.element
        mark_cut(parsed.tree, frame, platform)
        pair(drafts)
        mark_notes(drafts)
        restore(drafts, frame)
        assign(drafts, frame, title.value)
        cut_edges(drafts, heard)
        drafts = [*drafts, *untold_questions(data, drafts, parsed.tree, page.final_url or page.url)]
    return _Body(
        data=data,
        drafts=drafts,
        frame=frame,
        title=title,
        byline=byline,
        heard=heard,
        hidden=hidden,
    )


def body_sha256(page: Page) -> str:
    """Fingerprint of the bytes that were read."""
    return hashlib.sha256(page.body).hexdigest()


def _image_hint(refs: Sequence[PageRef]) -> str | None:
    return next((ref.hints.image_url for ref in refs if ref.hints.image_url), None)
