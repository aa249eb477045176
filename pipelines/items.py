"""What a page turns into: blocks and facts with their evidence, then a settled post."""

from dataclasses import dataclass, field
from enum import StrEnum

from scrapers.items import BodyAt


class Kind(StrEnum):
    """What a block is by its form."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    QUESTION = "question"
    ANSWER = "answer"
    IMAGE = "image"
    VIDEO = "video"
    CODE = "code"
    FOOTNOTE = "footnote"
    """A note that a marker such as [3] in the text points at."""
    REFERENCE = "reference"
    """An entry of the list under "References" or "Sources"."""


class Role(StrEnum):
    """What a block is for. Only BODY is text of the post; all others are kept as labelled data."""

    BODY = "body"
    TITLE = "title"
    BYLINE = "byline"
    TEASER = "teaser"
    CALL_TO_ACTION = "call_to_action"
    SHARE = "share"
    BANNER = "banner"
    BREADCRUMB = "breadcrumb"
    CONTENTS = "contents"
    DISCLAIMER = "disclaimer"
    NEWSLETTER = "newsletter"
    AUTHOR_BOX = "author_box"
    TESTIMONIAL = "testimonial"
    COMMENT = "comment"
    COOKIE = "cookie"
    UNWITNESSED = "unwitnessed"
    """Before or behind the text as another source of the same body has it."""
    BOILERPLATE = "boilerplate"
    """Stands on several posts of the clinic; only `settle` can know."""


class LinkKind(StrEnum):
    """Where a link of a post leads."""

    INTERNAL = "internal"
    EXTERNAL = "external"
    RELATED = "related"
    """Inside a teaser: the site's own "you might also enjoy"."""
    CITATION = "citation"
    """To a trial, paper or authority: see `enrich.citations`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of a block, in reading order."""

    url: str
    """Absolute."""
    anchor: str
    """Visible words of the link; "" for a link around an image without alt text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image of a block."""

    url: str
    """Absolute."""
    alt: str | None = None
    """None where the page has no alt attribute; "" is an alt text that says: decoration."""
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a page in reading order: one heading, paragraph, list item, table ..."""

    kind: Kind
    text: str = field(repr=False)
    """White space folded to single blanks; a table keeps one line per row, cells split by " | "."""
    role: Role = Role.BODY
    reason: str | None = None
    """Why the block is no body text; None for body blocks."""
    level: int | None = None
    """Of a heading 1 to 6, of a list item its depth from 1, of a footnote or reference its number;
    else None."""
    ordered: bool = False
    """True for an item of a numbered list, whose number is no part of its text."""
    links: tuple[Link, ...] = ()
    picture: Picture | None = None
    witness: str | None = None
    """The witness on whose word the block is in the text, or out of it; None where the page alone
    decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A value that the page or a route offers for a fact, and what became of it."""

    value: str | None
    """Normalised: a date as 2026-11-21, a name without "by"; None where it could not be."""
    raw: str
    """As it stands in the source."""
    source: str
    """Where it stands, such as wordpress, jsonld, meta, feed, time, byline, h1."""
    lost: str | None = None
    """Why it was not taken; None for the winner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of a post with its evidence: the winner first, then the losers with the reason."""

    value: str | None = None
    """None means neither page nor routes say."""
    raw: str | None = None
    source: str | None = None
    candidates: tuple[Candidate, ...] = ()


class AuthorKind(StrEnum):
    """Who is named as the author."""

    PERSON = "person"
    ORGANISATION = "organisation"
    DEFAULT_ACCOUNT = "default_account"
    """A log-in name that the site builder fills in, such as admin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """The body of a post as something else than its page's HTML gives it."""

    source: str
    """Who says it: wordpress, feed or jsonld."""
    html: str = field(repr=False)
    """As the source has it, whole or cut short."""
    at: BodyAt | None = None
    """Where the archive holds it; None for what the page itself says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far a witness and the text that was read off the page agree."""

    source: str
    at: BodyAt | None = None
    """Where the archive holds it, so that an older body is read again with what was said then."""
    refused: str | None = None
    """Why it does not count, such as an excerpt; None for one that does."""
    confidence: float | None = None
    """Harmonic mean of the two shares, 0 to 1; None where it does not count."""
    in_text: float | None = None
    """How much of the witness stands in our text, 0 to 1."""
    in_witness: float | None = None
    """How much of our text stands in the witness, 0 to 1."""
    only_witness: tuple[str, ...] = ()
    """The first passages that only the witness has, cut to a line each."""
    only_text: tuple[str, ...] = ()
    """The first passages that only our text has, cut to a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one fetched body says, before the clinic's other posts are looked at."""

    url: str
    body_sha256: str
    is_post: bool
    reason: str | None = None
    """Why it is no post (`scrapers.reasons.Reason`); None for a post."""
    verdict: tuple[str, ...] = ()
    """The signs for and against, one sentence each, that decided `is_post`."""
    blocks: tuple[Block, ...] = ()
    title: Fact = Fact()
    author: Fact = Fact()
    author_kind: AuthorKind | None = None
    author_credential: str | None = None
    """Letters behind the author's name, such as "MD, FACEP"; "Dr" where only that is said."""
    reviewer: Fact = Fact()
    """Value: who checked the text, with credentials: "Medically reviewed by Dana Reed, MD"."""
    published: Fact = Fact()
    """Value 2026-11-21: the day as the site writes it, in the site's own time zone if it says."""
    modified: Fact = Fact()
    language: Fact = Fact()
    """Value: ISO 639-1 code such as en."""
    description: Fact = Fact()
    image: Fact = Fact()
    """Value: absolute address of the lead image."""
    canonical: Fact = Fact()
    """Value: canonical address that the page claims for itself."""
    tags: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    """What each witness of the body says of `blocks`; () where there is none."""
    platform: str | None = None
    json_ld_types: tuple[str, ...] = ()
    """Kinds of schema.org objects that the page declares, as written, sorted."""
    extractor: str = ""
    """Names and versions of what read the page, such as "dripfeed 0.1.0, trafilatura 2.3.1"."""

    @property
    def agreement(self) -> Agreement | None:
        """Of the witnesses that count the one that agrees best; None where none counts.

        Two texts that were written down apart and agree are right; a third that differs is the
        one in doubt.
        """
        counting = [one for one in self.agreements if one.confidence is not None]
        return max(counting, key=lambda one: one.confidence or 0.0, default=None)


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
class Citation:
    """A reference of a post to a trial, paper or document, with what makes it."""

    kind: str
    """nct, pmid, pmc, doi; fda, gov, authority, journal, registry for a link to a document; study
    for one named without a link; reference for an entry of the post's list; footnote for a mark
    that no list explains."""
    identifier: str
    """Normalised, such as NCT01627782, 10.1056/nejmoa1810866 or "jama psychiatry 2019"."""
    url: str | None
    """Address of the link that carries it; None where it stands in the text only."""
    sentence: str | None
    position: int
    """Number of the block, counted from 0 over the post's body blocks."""
    anchor: str | None = None
    """Visible words of the link that makes it; None where it stands in the text only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the vocabulary, such as the condition migraine; kind and label are its key."""

    kind: str
    """What it is: condition, symptom, drug, device, route, procedure, audience, topic ..."""
    label: str
    code: str | None = None
    """Its code in a free vocabulary with the scheme, such as MESH:D008881."""
    other_codes: str | None = None
    """Further codes, with blanks between."""
    source: str | None = None
    """Where its synonyms and codes come from."""
    checked_on: str | None = None
    """When a person checked it against its source, as 2026-11-25."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A term of the vocabulary in a post."""

    kind: str
    """Kind of the term, such as condition, drug or route; with the label its key."""
    label: str
    count: int
    """In title, headings and body together."""
    in_title: bool
    in_headings: int
    """How many times in headings."""
    is_topic: bool
    """Whether the post is about it: in the title, in a heading, or often in the body."""
    rank: int
    """Place among the post's terms, from 1: the one that it is most about."""
    surface: str
    """The form that the post uses most, as written."""
    quote: str | None
    """The first sentence with it; None where only the title has it."""
    position: int | None
    """Block of the quote, counted from 0 over the body blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence that is a cue for a human reviewer, never a verdict."""

    kind: str
    sentence: str
    position: int | None
    """Number of the block, counted from 0 over the post's body blocks; None for the title."""
    cue: str
    """The words that fired, as written."""
    is_negated: bool
    """Whether the sentence denies it, as in "not FDA-approved"."""
    is_hedged: bool
    """Whether the sentence softens it, as in "may"."""
    subject: str | None = None
    """The drug or treatment that the sentence names."""
    use: str | None = None
    """The condition or use that the sentence names."""
    figure: str | None = None
    """The number that the claim rests on, as written, such as "70%"."""


class ContactKind(StrEnum):
    """By what a post asks its reader to get in touch or to pay."""

    PHONE = "phone"
    EMAIL = "email"
    BOOKING = "booking"
    ADDRESS = "address"
    PRICE = "price"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A phone number, e-mail, booking link, address or price in a post."""

    kind: ContactKind
    value: str
    """Normalised: a phone as +17195550123, a price as 375.00 USD."""
    raw: str
    url: str | None
    """Address of the link that carries it; None where it stands in the text only."""
    sentence: str | None
    position: int
    """Number of the block, counted from 0 over the post's blocks of any role."""
    amount: float | None = None
    """Of a price, in US dollars."""
    unit: str | None = None
    """What a price is for, such as infusion, session or package of 6."""
    is_usual: bool = False
    """Whether it stands on most of the clinic's posts; only `settle` can know."""


class CopyKind(StrEnum):
    """How much of their text two posts share."""

    SAME = "same"
    """All: nothing differs but case, typography, names, places, numbers and repeated sentences."""
    COPY = "copy"
    """Most."""
    PARTIAL = "partial"
    """A passage, or all of the shorter one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What two posts share, whoever wrote it first; shares are of their words, three in a row."""

    kind: CopyKind
    containment: float
    """Share of the first post that stands in the other, 0 to 1."""
    other_containment: float
    """Share of the other that stands in the first, 0 to 1."""
    jaccard: float
    """What both share, of what either says, 0 to 1."""
    shared_words: int
    """Words of the first post in runs of at least eight that stand in the other too."""
    longest_run: int
    """Words of the longest of these runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A text that a post has had."""

    version: int
    """Counted from 1, oldest first."""
    fetched_at: str
    title: str | None
    text: str = field(repr=False)
    words_added: int
    """Against the version before; of version 1 all its words."""
    words_removed: int
    changes: str | None = None
    """What changed in its facts, such as "claim added; price changed"; None where nothing did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A settled post: what readers, SQL and comparisons see. None means the page does not say."""

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
    """When the version that is shown was fetched."""
    language: str | None
    description: str | None
    text: str = field(repr=False)
    markdown: str = field(repr=False)
    excerpt: str
    word_count: int
    text_sha256: str
    text_confidence: float | None
    """How far another source of the same body agrees with the text, 0 to 1; None without one."""
    text_witness: str | None
    """That source: wordpress, feed or jsonld; None without one."""
    image_url: str | None
    tags: tuple[str, ...]
    images: tuple[Image, ...]
    links: tuple[PostLink, ...]
    citations: tuple[Citation, ...]
    versions: tuple[Version, ...]
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    contacts: tuple[Contact, ...] = ()
    sentence_count: int | None = None
    reading_ease: float | None = None
    """Flesch reading ease: 100 very easy, 0 very hard; None where the text is too short."""
    reading_grade: float | None = None
    """Flesch-Kincaid grade: school years that a reader needs; None where the text is too short."""
    heading_count: int = 0
    internal_link_count: int = 0
    external_link_count: int = 0
    image_count: int = 0
    image_without_alt_count: int = 0
    title_length: int | None = None
    """Characters of the title; None where there is none."""
    description_length: int | None = None
    json_ld_types: str | None = None
    """Kinds of schema.org objects on the page, sorted, with blanks between."""
