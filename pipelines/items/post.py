"""A settled post with all that belongs to it."""

from dataclasses import dataclass, field

from pipelines.items.author_kind import AuthorKind
from pipelines.items.facts import Citation, Claim, Contact, Mention
from pipelines.items.link_kind import LinkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image of a settled post."""

    url: str
    alt: str | None
    caption: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLink:
    """A link of a settled post."""

    url: str
    kind: LinkKind
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A version of a post's text."""

    version: int
    """Counted from 1, oldest first."""
    fetched_at: str
    title: str | None
    text: str = field(repr=False)
    words_added: int
    """Compared with the previous version; all words for version 1."""
    words_removed: int
    changes: str | None = None
    """The facts that changed, such as "claim added; price changed"; None if none did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A settled post as readers, SQL and comparisons see it. None: the page does not say."""

    url: str
    clinic: str
    title: str | None
    title_source: str | None
    author: str | None
    author_raw: str | None
    author_kind: AuthorKind | None
    author_credential: str | None
    reviewer: str | None
    published_on: str | None
    published_raw: str | None
    published_source: str | None
    modified_on: str | None
    first_seen_at: str
    changed_at: str
    """When the current version was fetched."""
    language: str | None
    description: str | None
    text: str = field(repr=False)
    markdown: str = field(repr=False)
    excerpt: str
    word_count: int
    text_sha256: str
    text_confidence: float | None
    """How far an alternate source of the body agrees with the text, 0 to 1; None without one."""
    text_witness: str | None
    """The alternate source: wordpress, feed or jsonld; None without one."""
    image_url: str | None
    tags: tuple[str, ...]
    images: tuple[Image, ...]
    links: tuple[PostLink, ...]
    versions: tuple[Version, ...]
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    contacts: tuple[Contact, ...] = ()
    sentence_count: int | None = None
    reading_ease: float | None = None
    """Flesch reading ease: 100 very easy, 0 very hard; None if the text is too short."""
    reading_grade: float | None = None
    """Flesch-Kincaid grade: school years that a reader needs; None if the text is too short."""
    heading_count: int = 0
    internal_link_count: int = 0
    external_link_count: int = 0
    image_count: int = 0
    image_without_alt_count: int = 0
    title_length: int | None = None
    """Characters of the title; None if there is none."""
    description_length: int | None = None
    json_ld_types: str | None = None
    """Kinds of schema.org objects on the page, sorted, with blanks between."""
