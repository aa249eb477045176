"""The page in reading order, with its body marked and everything else labelled."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extract.alternates.alternate import AlternateBody, alternates_of, parse_alternate
from pipelines.extract.alternates.recall import (
    body_of_alternate,
    in_place_of,
    restore_from_alternates,
    trim_edges,
)
from pipelines.extract.content.content_root import ContentRoot, add_lost_prose, find_content_root
from pipelines.extract.content.faq import pair_questions, structured_questions
from pipelines.extract.content.platform_rules import keep_within_body, mark_cut
from pipelines.extract.content.restore import restore_dropped
from pipelines.extract.content.roles import assign_roles
from pipelines.extract.content.trafilatura_body import body_lines, mark_kept
from pipelines.extract.document.accordions import open_accordions
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.footnotes import mark_notes
from pipelines.extract.document.parse import ParsedDocument
from pipelines.extract.document.scripted_content import insert_scripted_post
from pipelines.extract.document.structured_data import Structured
from pipelines.extract.document.traverse import traverse
from pipelines.extract.metadata.title import title_of
from pipelines.extract.metadata.visible_lines import around_title
from pipelines.items import Alternate, Fact
from scrapers.items import Page, PageRef
from scrapers.platforms import Platform, by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class MainContent:
    """The page in order, with its body marked."""

    drafts: Sequence[CandidateBlock]
    frame: ContentRoot | None
    """Where the body stands; None where the page has none."""
    title: Fact
    byline: Sequence[CandidateBlock]
    heard: Sequence[AlternateBody]
    """The witnesses to hold the body against."""
    hidden: AlternateBody | None
    """The witness that is the body itself; None where the page has one."""


def find_main_content(
    page: Page,
    refs: Sequence[PageRef],
    parsed: ParsedDocument,
    data: Structured,
    told: Sequence[Alternate],
) -> MainContent:
    """Walk the page, find its body, put back what was lost and label the rest.

    told: the bodies that the routes of the page give. Changes the tree: accordions are opened.
    """
    platform, base_url = by_name(page.platform), page.final_url or page.url
    drafts = _found(parsed, base_url, platform)
    witnesses = [parse_alternate(one, base_url, platform) for one in alternates_of(data, told)]
    heard = [one for one in witnesses if one is not None]
    hidden = body_of_alternate(heard, drafts, parsed.tree)
    if hidden:
        drafts = in_place_of(drafts, hidden)
        heard = [one for one in heard if one is not hidden]
    restore_from_alternates(drafts, heard)
    frame = find_content_root(drafts)
    title = title_of(parsed.tree, data, drafts, refs, page.url)
    byline = around_title(drafts, frame, title.value)
    if frame is not None:
        frame.element = hidden.element if hidden else frame.element
        mark_cut(parsed.tree, frame, platform)
        _label(drafts, frame, title, heard)
        drafts = [*drafts, *structured_questions(data, drafts, parsed.tree, base_url)]
    return MainContent(
        drafts=drafts, frame=frame, title=title, byline=byline, heard=heard, hidden=hidden
    )


def _found(parsed: ParsedDocument, base_url: str, platform: Platform) -> list[CandidateBlock]:
    """The drafts of the page, those marked that trafilatura and the builder say are body."""
    insert_scripted_post(parsed.tree, platform.body_data)
    open_accordions(parsed.tree)
    drafts = traverse(parsed.tree, base_url)
    if not parsed.limits:
        mark_kept(drafts, body_lines(parsed.tree))
    keep_within_body(parsed.tree, drafts, platform)
    add_lost_prose(drafts)
    return drafts


def _label(
    drafts: Sequence[CandidateBlock],
    frame: ContentRoot,
    title: Fact,
    heard: Sequence[AlternateBody],
) -> None:
    """Questions, notes and what was lost inside the body; then a role for all that is none."""
    pair_questions(drafts)
    mark_notes(drafts)
    restore_dropped(drafts, frame)
    assign_roles(drafts, frame, title.value)
    trim_edges(drafts, heard)
