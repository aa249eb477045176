"""One parsed page, read in order: body, title, roles, facts, verdict, blocks."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.accordions import open_accordions
from pipelines.extract.align import mark_kept
from pipelines.extract.article_body import hidden_body
from pipelines.extract.author import author_of
from pipelines.extract.blocks import blocks_of
from pipelines.extract.body import VERSION, body_lines
from pipelines.extract.builder import keep_within_body, mark_cut
from pipelines.extract.byline import around_title
from pipelines.extract.dates import modified, published
from pipelines.extract.draft import Draft
from pipelines.extract.drawn_post import draw_post
from pipelines.extract.frame import Frame, add_lost_prose, frame_of, restore
from pipelines.extract.gate import judge
from pipelines.extract.language import language_of
from pipelines.extract.names import kind_of
from pipelines.extract.page_facts import canonical_of, description_of, image_of
from pipelines.extract.parse import Parsed
from pipelines.extract.questions import pair
from pipelines.extract.render import text
from pipelines.extract.roles import assign
from pipelines.extract.signs import Seen
from pipelines.extract.structured import Structured, read_structured
from pipelines.extract.tags import tags_of
from pipelines.extract.title import title_of
from pipelines.extract.walk import walk
from pipelines.items import Extraction, Fact
from scrapers import __version__
from scrapers.items import Page, PageRef
from scrapers.platforms import by_name

EXTRACTOR = f"dripfeed {__version__}, trafilatura {VERSION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """The page in order, with its body marked."""

    data: Structured
    drafts: Sequence[Draft]
    frame: Frame | None
    title: Fact
    byline: Sequence[Draft]


def read(page: Page, refs: Sequence[PageRef], parsed: Parsed) -> Extraction:
    """What a parsed page says. Changes the tree: closed accordions are opened."""
    tree, data = parsed.tree, read_structured(parsed.tree)
    body = _body(page, refs, parsed, data)
    date = published(page, data, refs, body.byline)
    author = author_of(page, tree, data, refs, body.byline, body.frame)
    verdict = judge(
        Seen(
            page=page,
            refs=refs,
            tree=tree,
            data=data,
            drafts=body.drafts,
            published=date,
            author=author,
            title=body.title,
        )
    )
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
        author_kind=kind_of(author.value),
        published=date,
        modified=modified(page, data, refs, body.byline),
        language=language_of(tree, data, text(blocks)),
        description=description_of(data),
        image=image_of(data, base_url, _image_hint(refs)),
        canonical=canonical_of(tree, data, base_url),
        tags=tags_of(tree, data, refs, body.frame),
        platform=page.platform,
        json_ld_types=data.type_names(),
        extractor=EXTRACTOR,
    )


def _body(page: Page, refs: Sequence[PageRef], parsed: Parsed, data: Structured) -> _Body:
    """Walk the page, let trafilatura say what is body, repair what it lost and label the rest."""
    draw_post(parsed.tree, by_name(page.platform).body_data)
    open_accordions(parsed.tree)
    drafts = walk(parsed.tree, page.final_url or page.url)
    if not parsed.limits:
        mark_kept(drafts, body_lines(parsed.tree))
    platform = by_name(page.platform)
    keep_within_body(parsed.tree, drafts, platform)
    add_lost_prose(drafts)
    hidden = hidden_body(data, drafts, parsed.tree)
    if hidden:
        for draft in drafts:
            draft.is_kept = False
        drafts = [*drafts, *hidden]
    frame = frame_of(drafts)
    title = title_of(parsed.tree, data, drafts, _title_hint(refs), page.url)
    byline = around_title(drafts, frame, title.value)
    if frame is not None:
        mark_cut(parsed.tree, frame, platform)
        restore(drafts, frame)
        pair(drafts)
        assign(drafts, frame, title.value)
    return _Body(data=data, drafts=drafts, frame=frame, title=title, byline=byline)


def body_sha256(page: Page) -> str:
    """Fingerprint of the bytes that were read."""
    return hashlib.sha256(page.body).hexdigest()


def _title_hint(refs: Sequence[PageRef]) -> str | None:
    return next((ref.hints.title for ref in refs if ref.hints.title), None)


def _image_hint(refs: Sequence[PageRef]) -> str | None:
    return next((ref.hints.image_url for ref in refs if ref.hints.image_url), None)
