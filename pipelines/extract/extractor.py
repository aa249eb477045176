"""One parsed page, read: its body in order, its facts, the verdict."""

import hashlib
from collections.abc import Sequence
from typing import TypeAlias

from pipelines.extract.alternates.agreement import agreements
from pipelines.extract.classify.classifier import classify
from pipelines.extract.classify.features import ClassifierInput
from pipelines.extract.content.roles import label_author_box
from pipelines.extract.content.trafilatura_body import VERSION
from pipelines.extract.document.parse import ParsedDocument
from pipelines.extract.document.structured_data import read_structured
from pipelines.extract.main_content import find_main_content
from pipelines.extract.metadata.author import author_kind_of, author_of, credential_of
from pipelines.extract.metadata.dates import modified, published
from pipelines.extract.metadata.description import canonical_of, description_of, image_of
from pipelines.extract.metadata.language import language_of
from pipelines.extract.metadata.reviewer import reviewer_of
from pipelines.extract.metadata.tags import tags_of
from pipelines.extract.metadata.visible_lines import publication_lines
from pipelines.extract.render import blocks_of, text
from pipelines.items import Alternate, Extraction
from scrapers import __version__
from scrapers.items import Page, PageRef

Witnesses: TypeAlias = Sequence[Alternate]
"""The bodies that the routes of a page give."""
EXTRACTOR = f"dripfeed {__version__}, trafilatura {VERSION}"


def extract_document(
    page: Page, refs: Sequence[PageRef], parsed: ParsedDocument, told: Witnesses
) -> Extraction:
    """What a parsed page says. Changes the tree: closed accordions are opened."""
    tree, data = parsed.tree, read_structured(parsed.tree)
    body = find_main_content(page, refs, parsed, data, told)
    date = published(page, data, refs, body.byline, publication_lines(body.drafts, body.frame))
    reviewer = reviewer_of(data, body.drafts, body.frame)
    author = author_of(page, tree, data, refs, body.byline, body.frame, reviewer)
    label_author_box(body.drafts, author.value)
    seen = ClassifierInput(
        page=page, refs=refs, tree=tree, data=data, drafts=body.drafts,
        published=date, author=author, title=body.title,
    )  # fmt: skip
    verdict = classify(seen)
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


def body_sha256(page: Page) -> str:
    """Fingerprint of the bytes that were read."""
    return hashlib.sha256(page.body).hexdigest()


def _image_hint(refs: Sequence[PageRef]) -> str | None:
    return next((ref.hints.image_url for ref in refs if ref.hints.image_url), None)
