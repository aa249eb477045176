"""A post from what its page said and what its siblings told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from pipelines.enrich.citations.citations import is_evidence
from pipelines.enrich.citations.evidence import Evidence
from pipelines.enrich.describe import describe
from pipelines.enrich.fact_tables import FactTables
from pipelines.enrich.readability import readability, shape
from pipelines.enrich.terms.matcher import Vocabulary
from pipelines.enrich.terms.mentions import mentions, terms_in
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
    """What the posts of a clinic share."""

    repeated: frozenset[str]
    """The texts, folded, that stand on many of its posts."""
    names: frozenset[str]
    """What its titles begin or end with."""
    vocabulary: Vocabulary
    """The terms to look for."""
    tables: FactTables
    """What claims, citations and contacts are recognised by."""


def build_post(clinic: str, history: History, shared: SiteContext) -> Post:
    """The post as readers see it."""
    page = history.now
    blocks = mark_boilerplate(page.blocks, shared.repeated)
    body = [block for block in blocks if block.role is Role.BODY]
    post_text = text(body)
    told = versions(history.readings, shared.repeated, shared.names, shared.tables)
    agreement = page.agreement
    post = Post(
        url=history.url,
        clinic=clinic,
        title=without_name(page.title.value, shared.names),
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
        changed_at=told[-1].fetched_at,
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
        links=_links(blocks, history.url, shared.tables.evidence),
        versions=told,
        json_ld_types=" ".join(page.json_ld_types) or None,
    )
    return _measured(_with_facts(post, blocks, body, shared), body)


def _with_facts(
    post: Post, blocks: Sequence[Block], body: Sequence[Block], shared: SiteContext
) -> Post:
    """The post with what it is about, asserts, cites and offers."""
    found = mentions(post.title, body, shared.vocabulary)
    known = {(mention.kind, mention.label) for mention in found}
    find = partial(terms_in, vocabulary=shared.vocabulary, known=known)
    facts = describe(post.title, blocks, find, shared.tables)
    return replace(
        post,
        mentions=found,
        claims=facts.claims,
        citations=facts.citations,
        contacts=facts.contacts,
    )


def _measured(post: Post, body: Sequence[Block]) -> Post:
    """The post with its readability and shape."""
    read, form = readability(body, post.language), shape(body)
    kinds = Counter(link.kind for link in post.links)
    return replace(
        post,
        sentence_count=read.sentence_count,
        reading_ease=read.ease,
        reading_grade=read.grade,
        heading_count=form.heading_count,
        internal_link_count=kinds[LinkKind.INTERNAL],
        external_link_count=kinds[LinkKind.EXTERNAL] + kinds[LinkKind.CITATION],
        image_count=form.image_count,
        image_without_alt_count=form.image_without_alt_count,
        title_length=len(post.title) if post.title is not None else None,
        description_length=len(post.description) if post.description is not None else None,
    )


def _excerpt(post_text: str) -> str:
    words = post_text.split(maxsplit=EXCERPT_WORDS)
    return " ".join(words[:EXCERPT_WORDS]) + ("…" if len(words) > EXCERPT_WORDS else "")


def _images(body: Iterable[Block]) -> tuple[Image, ...]:
    pictures = (block.picture for block in body if block.picture)
    return tuple(Image(url=p.url, alt=p.alt, caption=p.caption) for p in pictures)


def _links(blocks: Iterable[Block], url: str, evidence: Evidence) -> tuple[PostLink, ...]:
    return tuple(
        PostLink(url=link.url, kind=kind, anchor=link.anchor)
        for block in blocks
        for link in block.links
        if (kind := _link_kind(block, link.url, url, evidence)) is not None
    )


def _link_kind(block: Block, link: str, url: str, evidence: Evidence) -> LinkKind | None:
    """None for a link that is neither in the text nor a teaser: share buttons, menus."""
    if block.role is Role.TEASER:
        return LinkKind.RELATED
    if block.role is not Role.BODY:
        return None
    if is_evidence(link, evidence):
        return LinkKind.CITATION
    return LinkKind.INTERNAL if same_site(link, url) else LinkKind.EXTERNAL
