"""What flows through the pipelines: a page's blocks and facts, then a settled post."""

from pipelines.items.author_kind import AuthorKind
from pipelines.items.block_kind import Kind
from pipelines.items.citation_kind import CitationKind
from pipelines.items.claim_kind import ClaimKind
from pipelines.items.contact_kind import ContactKind
from pipelines.items.copy_kind import CopyKind
from pipelines.items.date_source import DateSource
from pipelines.items.facts import Citation, Claim, Contact, Mention, Term
from pipelines.items.link_kind import LinkKind
from pipelines.items.page import (
    Agreement,
    Alternate,
    Block,
    Candidate,
    Extraction,
    Fact,
    Link,
    Picture,
)
from pipelines.items.post import Image, Post, PostLink, Version
from pipelines.items.role import Role

__all__ = [
    "Agreement",
    "Alternate",
    "AuthorKind",
    "Block",
    "Candidate",
    "Citation",
    "CitationKind",
    "Claim",
    "ClaimKind",
    "Contact",
    "ContactKind",
    "CopyKind",
    "DateSource",
    "Extraction",
    "Fact",
    "Image",
    "Kind",
    "Link",
    "LinkKind",
    "Mention",
    "Picture",
    "Post",
    "PostLink",
    "Role",
    "Term",
    "Version",
]
