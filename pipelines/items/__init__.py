"""What flows through the pipelines: a page's blocks and facts, then a settled post."""

from pipelines.items.copy_kind import CopyKind
from pipelines.items.date_source import DateSource
from pipelines.items.facts import Citation, Claim, Contact, ContactKind, Mention, Term
from pipelines.items.page import (
    Agreement,
    Alternate,
    AuthorKind,
    Block,
    Candidate,
    Extraction,
    Fact,
    Kind,
    Link,
    Picture,
    Role,
)
from pipelines.items.post import Image, LinkKind, Post, PostLink, Version

__all__ = [
    "Agreement",
    "Alternate",
    "AuthorKind",
    "Block",
    "Candidate",
    "Citation",
    "Claim",
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
