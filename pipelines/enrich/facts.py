"""Everything that one text of a post asserts, cites and offers, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.enrich.citations import read_citations
from pipelines.enrich.claims import TermsIn, claims, no_terms
from pipelines.enrich.contacts import contacts
from pipelines.items import Block, Citation, Claim, Contact, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a text says."""

    title: str | None
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    contacts: tuple[Contact, ...]


def facts_of(title: str | None, blocks: Sequence[Block], terms_in: TermsIn = no_terms) -> Facts:
    """The facts of a post's blocks: claims and citations of its body, contacts of all of them."""
    body = [block for block in blocks if block.role is Role.BODY]
    cited = read_citations(body)
    return Facts(
        title=title,
        claims=claims(title, body, cited.positions, terms_in),
        citations=cited.citations,
        contacts=contacts(blocks),
    )
