"""Builds a settled post from its page's extractions and its clinic's site-level context."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from pipelines.enrich.citations.citations import is_evidence
from pipelines.enrich.citations.evidence import Evidence
from pipelines.enrich.describe import describe
from pipelines.enrich.fact_tables import FactTables
from pipelines.enrich.readability import readability, shape
from pipelines.enrich.terms.matcher import Vocabulary
from pipelines.extract.render import markdown, text
from pipelines.items import Block, Image, LinkKind, Post, PostLink, Role
from pipelines.items.settled import History
from pipelines.settle.boilerplate import mark_boilerplate
from pipelines.settle.site_level import without_name
from pipelines.settle.versions import versions
from scrapers.urls import same_site

EXCERPT_WORDS = 40
"""About three lines in a list of posts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """What the posts of a clinic have in common, and the tables they are read with."""

    repeated: frozenset[str]
    """The texts, folded, that many of its posts repeat."""
    names: frozenset[str]
    """The clinic's names, folded, that its titles begin or end with."""
    vocabulary: Vocabulary
    """The terms to search for."""
    tables: FactTables
    """What claims, citations and contacts are recognised by."""


def build_post(clinic: str, history: History, context: SiteContext) -> Post:
    """Return the post as readers see it."""
    page = history.now
    blocks = mark_boilerplate(page.blocks, context.repeated)
    body = [block for block in blocks if block.role is Role.BODY]
    post_text = text(body)
    post_versions = versions(history.readings, context.repeated, context.names, context.tables)
    agreement = page.agreement
    post = Post(
        url=history.url,
        clinic=clinic,
        title=without_name(page.title.value, context.names),
        title_source=page.title.source,
        author=page.author.value,
        author_raw=page.author.raw,
        author_kind=page.author_kind,
        author_credential=page.author_credential,
        reviewer=page.reviewer.value,
        published_on=page.published.value,
        published_raw=page.published.raw,
        published_source=page.published.source,
        modified_on=page.modified.value,
        first_seen_at=history.first_seen_at,
        changed_at=post_versions[-1].fetched_at,
        language=page.language.value,
        description=page.description.value,
        text=post_text,
        markdown=markdown(body),
        excerpt=_excerpt(post_text),
        word_count=len(post_text.split()),
        text_sha256=sha256(post_text.encode()).hexdigest(),
        text_confidence=agreement.confidence if agreement else None,
        text_witness=agreement.source if agreement else None,
        image_url=page.image.value,
        tags=page.tags,
        images=_images(body),
        links=_links(blocks, history.url, context.tables.evidence),
        versions=post_versions,
        json_ld_types=" ".join(page.json_ld_types) or None,
    )
    return _with_measures(_with_facts(post, blocks, context), body)


def _with_facts(post: Post, blocks: Sequence[Block], context: SiteContext) -> Post:
    """Return the post with its terms, claims, citations and contacts."""
    description = describe(post.title, blocks, context.vocabulary, context.tables)
    return replace(
        post,
        mentions=description.mentions,
        claims=description.claims,
        citations=description.citations,
        contacts=description.contacts,
    )


def _with_measures(post: Post, body: Sequence[Block]) -> Post:
    """Return the post with its readability and its counts of headings, links and images."""
    scores, counts = readability(body, post.language), shape(body)
    link_kinds = Counter(link.kind for link in post.links)
    return replace(
        post,
        sentence_count=scores.sentence_count,
        reading_ease=scores.ease,
        reading_grade=scores.grade,
        heading_count=counts.heading_count,
        internal_link_count=link_kinds[LinkKind.INTERNAL],
        external_link_count=link_kinds[LinkKind.EXTERNAL] + link_kinds[LinkKind.CITATION],
        image_count=counts.image_count,
        image_without_alt_count=counts.image_without_alt_count,
        title_length=len(post.title) if post.title is not None else None,
        description_length=len(post.description) if post.description is not None else None,
    )


def _excerpt(post_text: str) -> str:
    words = post_text.split(maxsplit=EXCERPT_WORDS)
    return " ".join(words[:EXCERPT_WORDS]) + ("…" if len(words) > EXCERPT_WORDS else "")


def _images(body: Iterable[Block]) -> tuple[Image, ...]:
    pictures = (block.picture for block in body if block.picture)
    return tuple(
        Image(url=picture.url, alt=picture.alt, caption=picture.caption) for picture in pictures
    )


def _links(blocks: Iterable[Block], url: str, evidence: Evidence) -> tuple[PostLink, ...]:
    return tuple(
        PostLink(url=link.url, kind=kind, anchor=link.anchor)
        for block in blocks
        for link in block.links
        if (kind := _link_kind(block, link.url, url, evidence)) is not None
    )


def _link_kind(block: Block, link: str, url: str, evidence: Evidence) -> LinkKind | None:
    """Return the kind of a link; None for one outside text and teasers: share buttons, menus."""
    if block.role is Role.TEASER:
        return LinkKind.RELATED
    if block.role is not Role.BODY:
        return None
    if is_evidence(link, evidence):
        return LinkKind.CITATION
    return LinkKind.INTERNAL if same_site(link, url) else LinkKind.EXTERNAL
