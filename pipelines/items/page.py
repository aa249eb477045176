"""What one page turns into: typed blocks, and facts with their evidence."""

from dataclasses import dataclass, field

from pipelines.items.author_kind import AuthorKind
from pipelines.items.block_kind import Kind
from pipelines.items.role import Role
from scrapers.items import BodyAt
from scrapers.reasons import Reason


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

    value: str | None = None
    """Normalised: a date as 2026-11-21, a name without "by"; None where it could not be, or where
    nobody has tried."""
    raw: str
    """As the source has it."""
    source: str
    """Where it was read, such as wordpress, jsonld, meta, feed, time, byline, h1."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
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
    reason: Reason | None = None
    """Why it is no post; None for a post."""
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
    """Names and versions of what read the page, such as "dripfeed 0.2.0, trafilatura 2.3.1"."""

    @property
    def agreement(self) -> Agreement | None:
        """Of the witnesses that count the one that agrees best; None where none counts.

        Two texts that were written down apart and agree are right; a third that differs is the
        one in doubt.
        """
        counting = [one for one in self.agreements if one.confidence is not None]
        return max(counting, key=lambda one: one.confidence or 0.0, default=None)
