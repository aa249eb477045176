"""A parsed page -> its blocks in reading order, each with what it is for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.extract.alternates.alternate import AlternateBody, alternates_of, parse_alternate
from pipelines.extract.alternates.recall import Alternates, body_of_alternate
from pipelines.extract.content.apply_passes import PageContext, TextContext, apply_passes
from pipelines.extract.content.content_root import ContentRoot, find_content_root
from pipelines.extract.content.faq import structured_questions
from pipelines.extract.content.platform_rules import mark_platform_regions
from pipelines.extract.content.post_scope import find_post_scope, widen_to_siblings
from pipelines.extract.document.accordions import open_accordions
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.parse import ParsedDocument
from pipelines.extract.document.scripted_content import insert_scripted_post
from pipelines.extract.document.structured_data import Structured
from pipelines.extract.document.traverse import traverse
from pipelines.extract.document.typed_headings import retype_long_headings
from pipelines.extract.metadata.title import title_of
from pipelines.extract.metadata.visible_lines import around_title
from pipelines.extract.passes import PASSES
from pipelines.items import Alternate, Fact
from scrapers.items import Page, PageRef
from scrapers.platforms import Platform, by_name


@dataclass(frozen=True, slots=True, kw_only=True)
class MainContent:
    """The page in reading order, with its text found and the rest labelled."""

    blocks: Sequence[CandidateBlock]
    root: ContentRoot | None
    """The part of the page that holds the text; None where the page has no text."""
    title: Fact
    byline: Sequence[CandidateBlock]
    alternates: Alternates


def find_main_content(
    page: Page,
    refs: Sequence[PageRef],
    parsed: ParsedDocument,
    data: Structured,
    from_routes: Sequence[Alternate],
) -> MainContent:
    """Read the blocks of a page, find its text, put back what was lost and label the rest.

    from_routes: the bodies that the routes of the page give. Changes the tree: accordions are
    opened, and a text that the page lacks is put into it.
    """
    platform, base_url = by_name(page.platform), page.final_url or page.url
    blocks = _page_blocks(parsed, base_url, platform)
    apply_passes(blocks, PASSES.find_text, PageContext(parsed=parsed, platform=platform))
    bodies = _alternate_bodies(alternates_of(data, from_routes), base_url, platform)
    alternates = _compared(bodies, blocks, parsed)
    replacement = alternates.replacement
    blocks = [*blocks, *(replacement.blocks if replacement else ())]
    apply_passes(blocks, PASSES.recall, alternates)
    root = find_content_root(blocks)
    title = title_of(parsed.tree, data, blocks, refs, page.url)
    byline = around_title(blocks, root, title.value)
    if root is not None:
        root = replace(root, element=replacement.element) if replacement else root
        mark_platform_regions(parsed.tree, root, platform)
        scope = None if replacement else find_post_scope(parsed.tree, blocks, platform)
        root = replace(root, element=widen_to_siblings(root.element, scope, blocks))
        text = TextContext(root=root, scope=scope, title=title.value, url=base_url)
        apply_passes(blocks, (*PASSES.complete, *PASSES.roles), text)
        apply_passes(blocks, PASSES.trim, alternates)
        blocks = [*blocks, *structured_questions(data, blocks, parsed.tree, base_url)]
    return MainContent(blocks=blocks, root=root, title=title, byline=byline, alternates=alternates)


def _page_blocks(parsed: ParsedDocument, base_url: str, platform: Platform) -> list[CandidateBlock]:
    """All blocks of the page, with those that its scripts and accordions hide."""
    insert_scripted_post(parsed.tree, platform.body_data)
    retype_long_headings(parsed.tree)
    open_accordions(parsed.tree)
    return traverse(parsed.tree, base_url)


def _alternate_bodies(
    sources: Sequence[Alternate], base_url: str, platform: Platform
) -> list[AlternateBody]:
    bodies = [parse_alternate(source, base_url, platform, PASSES.roles) for source in sources]
    return [body for body in bodies if body is not None]


def _compared(
    bodies: Sequence[AlternateBody], blocks: Sequence[CandidateBlock], parsed: ParsedDocument
) -> Alternates:
    """The bodies, parted into the one that the page lacks, if any, and those to compare it with."""
    replacement = body_of_alternate(bodies, blocks, parsed.tree)
    others = [body for body in bodies if body is not replacement]
    return Alternates(others=others, replacement=replacement)
