"""A parsed page -> what it says: its blocks, its facts, and whether it is a post."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.alternates.agreement import agreements
from pipelines.extract.classify.classifier import classify
from pipelines.extract.classify.classifier_input import ClassifierInput
from pipelines.extract.content.apply_passes import apply_passes
from pipelines.extract.content.trafilatura_body import VERSION
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.parse import ParsedDocument
from pipelines.extract.document.structured_data import Structured, read_structured
from pipelines.extract.main_content import MainContent, find_main_content
from pipelines.extract.metadata.dates import modified, published
from pipelines.extract.metadata.description import canonical_of, description_of, image_of
from pipelines.extract.metadata.language import language_of
from pipelines.extract.metadata.people.author import author_kind_of, author_of, credential_of
from pipelines.extract.metadata.people.reviewer import reviewer_of
from pipelines.extract.metadata.tags import tags_of
from pipelines.extract.metadata.visible_lines import article_footer, publication_lines
from pipelines.extract.passes import PASSES
from pipelines.extract.render import blocks_of, text
from pipelines.items import Alternate, Block, Extraction, Fact
from scrapers import __version__
from scrapers.items import Page, PageRef

EXTRACTOR = f"dripfeed {__version__}, trafilatura {VERSION}"


def extract_document(
    page: Page, refs: Sequence[PageRef], parsed: ParsedDocument, from_routes: Sequence[Alternate]
) -> tuple[Extraction, Sequence[CandidateBlock]]:
    """What a parsed page says, and all its blocks with the decisions about them.

    from_routes: the bodies that the routes of the page give. Changes the tree: closed accordions
    are opened.
    """
    tree, data = parsed.tree, read_structured(parsed.tree)
    content = find_main_content(page, refs, parsed, data, from_routes)
    facts = _dated_and_signed(page, refs, tree, data, content)
    seen = ClassifierInput(
        page=page, refs=refs, tree=tree, data=data, drafts=content.blocks,
        published=facts.published, author=facts.author, title=content.title,
    )  # fmt: skip
    verdict = classify(seen)
    alternates = content.alternates
    base_url = page.final_url or page.url
    extraction = Extraction(
        url=page.url,
        body_sha256=body_sha256(page),
        is_post=verdict.reason is None,
        reason=verdict.reason,
        verdict=(*parsed.limits, *verdict.sentences),
        blocks=facts.blocks,
        title=content.title,
        author=facts.author,
        author_kind=author_kind_of(facts.author),
        author_credential=credential_of(facts.author),
        reviewer=facts.reviewer,
        published=facts.published,
        modified=facts.modified,
        language=facts.language,
        description=description_of(data),
        image=image_of(data, base_url, _image_hint(refs)),
        canonical=canonical_of(tree, data, base_url),
        tags=tags_of(tree, data, refs, content.root),
        agreements=agreements(alternates.others, facts.blocks, alternates.replacement),
        platform=page.platform,
        json_ld_types=data.type_names(),
        extractor=EXTRACTOR,
    )
    return extraction, content.blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class _DatedAndSigned:
    """The facts that need one another: the author's life leaves the text, which tells the language,
    which tells how days in figures are read."""

    author: Fact
    reviewer: Fact
    blocks: tuple[Block, ...]
    language: Fact
    published: Fact
    modified: Fact


def _dated_and_signed(
    page: Page,
    refs: Sequence[PageRef],
    tree: HtmlElement,
    data: Structured,
    content: MainContent,
) -> _DatedAndSigned:
    root = content.root
    lines = (*content.byline, *article_footer(content.blocks, root))
    reviewer = reviewer_of(data, content.blocks, root)
    author = author_of(page, tree, data, refs, lines, content.blocks, root, reviewer)
    if author.value is not None:
        apply_passes(content.blocks, PASSES.author, author.value)
    blocks = blocks_of(content.blocks, root) if root else ()
    language = language_of(tree, data, text(blocks))
    posted = publication_lines(content.blocks, root)
    return _DatedAndSigned(
        author=author,
        reviewer=reviewer,
        blocks=blocks,
        language=language,
        published=published(page, data, refs, lines, posted, language),
        modified=modified(page, data, refs, lines, language),
    )


def body_sha256(page: Page) -> str:
    """Fingerprint of the bytes that were read."""
    return hashlib.sha256(page.body).hexdigest()


def _image_hint(refs: Sequence[PageRef]) -> str | None:
    return next((ref.hints.image_url for ref in refs if ref.hints.image_url), None)
