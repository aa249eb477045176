"""The page in reading order, with its body marked and everything else labelled."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.alternates.alternate import Heard, hear, witnesses_of
from pipelines.extract.alternates.recall import cut_edges, hidden_body, in_place_of, put_back
from pipelines.extract.content.content_root import Frame, add_lost_prose, frame_of
from pipelines.extract.content.faq import pair, untold_questions
from pipelines.extract.content.platform_rules import keep_within_body, mark_cut
from pipelines.extract.content.restore import restore
from pipelines.extract.content.roles import assign
from pipelines.extract.content.trafilatura_body import body_lines, mark_kept
from pipelines.extract.document.accordions import open_accordions
from pipelines.extract.document.candidate_block import Draft
from pipelines.extract.document.footnotes import mark_notes
from pipelines.extract.document.parse import Parsed
from pipelines.extract.document.scripted_content import draw_post
from pipelines.extract.document.structured_data import Structured
from pipelines.extract.document.traverse import walk
from pipelines.extract.metadata.title import title_of
from pipelines.extract.metadata.visible_lines import around_title
from pipelines.items import Fact, Witness
from scrapers.items import Page, PageRef
from scrapers.platforms import Platform, by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBody:
    """The page in order, with its body marked."""

    drafts: Sequence[Draft]
    frame: Frame | None
    """Where the body stands; None where the page has none."""
    title: Fact
    byline: Sequence[Draft]
    heard: Sequence[Heard]
    """The witnesses to hold the body against."""
    hidden: Heard | None
    """The witness that is the body itself; None where the page has one."""


def page_body(
    page: Page,
    refs: Sequence[PageRef],
    parsed: Parsed,
    data: Structured,
    told: Sequence[Witness],
) -> PageBody:
    """Walk the page, find its body, put back what was lost and label the rest.

    told: the bodies that the routes of the page give. Changes the tree: accordions are opened.
    """
    platform, base_url = by_name(page.platform), page.final_url or page.url
    drafts = _found(parsed, base_url, platform)
    witnesses = [hear(one, base_url, platform) for one in witnesses_of(data, told)]
    heard = [one for one in witnesses if one is not None]
    hidden = hidden_body(heard, drafts, parsed.tree)
    if hidden:
        drafts = in_place_of(drafts, hidden)
        heard = [one for one in heard if one is not hidden]
    put_back(drafts, heard)
    frame = frame_of(drafts)
    title = title_of(parsed.tree, data, drafts, refs, page.url)
    byline = around_title(drafts, frame, title.value)
    if frame is not None:
        frame.element = hidden.element if hidden else frame.element
        mark_cut(parsed.tree, frame, platform)
        _label(drafts, frame, title, heard)
        drafts = [*drafts, *untold_questions(data, drafts, parsed.tree, base_url)]
    return PageBody(
        drafts=drafts, frame=frame, title=title, byline=byline, heard=heard, hidden=hidden
    )


def _found(parsed: Parsed, base_url: str, platform: Platform) -> list[Draft]:
    """The drafts of the page, those marked that trafilatura and the builder say are body."""
    draw_post(parsed.tree, platform.body_data)
    open_accordions(parsed.tree)
    drafts = walk(parsed.tree, base_url)
    if not parsed.limits:
        mark_kept(drafts, body_lines(parsed.tree))
    keep_within_body(parsed.tree, drafts, platform)
    add_lost_prose(drafts)
    return drafts


def _label(drafts: Sequence[Draft], frame: Frame, title: Fact, heard: Sequence[Heard]) -> None:
    """Questions, notes and what was lost inside the body; then a role for all that is none."""
    pair(drafts)
    mark_notes(drafts)
    restore(drafts, frame)
    assign(drafts, frame, title.value)
    cut_edges(drafts, heard)
