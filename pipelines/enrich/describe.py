"""Describes one text of a post: the terms it mentions, its claims, citations and contacts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from pipelines.enrich.citations.citations import read_citations
from pipelines.enrich.claims.claims import claims
from pipelines.enrich.contacts.contacts import contacts
from pipelines.enrich.fact_tables import FactTables, packaged_tables
from pipelines.enrich.terms.matcher import NO_TERMS, Vocabulary
from pipelines.enrich.terms.mentions import mentions, terms_in
from pipelines.items import Block, Citation, Claim, Contact, Mention, Role

MAX_CHARACTERS = 20_000
"""Characters of a block that are read: of 132,000 blocks on 993 real pages three are longer. It
bounds the time for a block made to be slow: 1.4 s at most, where 300,000 characters took 16 s
(measured)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The facts of a text."""

    title: str | None
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    contacts: tuple[Contact, ...]


def describe(
    title: str | None,
    blocks: Sequence[Block],
    vocabulary: Vocabulary = NO_TERMS,
    tables: FactTables | None = None,
) -> Description:
    """Return the facts of a post's blocks: contacts of all of them, the others of its body.

    vocabulary: the terms to search for. tables: dripfeed's own if None.
    """
    tables = tables or packaged_tables()
    body = [block for block in blocks if block.role is Role.BODY]
    term_mentions = mentions(title, body, vocabulary)
    known = {(mention.kind, mention.label) for mention in term_mentions}
    short_body = [_shortened(block) for block in body]
    cited = read_citations(short_body, tables.evidence)
    return Description(
        title=title,
        mentions=term_mentions,
        claims=claims(
            title,
            short_body,
            cited.positions,
            partial(terms_in, vocabulary=vocabulary, known=known),
            tables.cues,
        ),
        citations=cited.citations,
        contacts=contacts([_shortened(block) for block in blocks], tables.cues, tables.booking),
    )


def _shortened(block: Block) -> Block:
    is_long = len(block.text) > MAX_CHARACTERS
    return replace(block, text=block.text[:MAX_CHARACTERS]) if is_long else block
