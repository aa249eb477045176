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
    """None if the page has no alt attribute; "" marks decoration."""
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a page in reading order: one heading, paragraph, list item, table ..."""

    kind: Kind
    text: str = field(repr=False)
    """White space folded to single blanks; a table keeps one line per row, cells split by " | "."""
    role: Role = Role.BODY
    reason: str | None = None
    """Why the block is not body text; None for body blocks."""
    level: int | None = None
    """1 to 6 for a heading, the depth from 1 for a list item, the number for a footnote or
    reference; None for others."""
    ordered: bool = False
    """True for an item of a numbered list, whose number is not part of its text."""
    links: tuple[Link, ...] = ()
    picture: Picture | None = None
    witness: str | None = None
    """The alternate source that put the block into the text or out of it; None if the page alone
    decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A candidate value for a fact, from the page or a route, and whether it was chosen."""

    value: str | None = None
    """Normalised: a date as 2026-11-21, a name without "by"; None if that failed or was not
    tried."""
    raw: str
    """As the source has it."""
    source: str
    """Where it was read, such as wordpress, jsonld, meta, feed, time, byline, h1."""
    lost: str | None = None
    """Why it was not chosen; None for the chosen candidate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of a post with its evidence: the chosen candidate, then the others with reasons."""

    value: str | None = None
    """None means that neither the page nor its routes say."""
    raw: str | None = None
    source: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The body of a post from an alternate source, not from its page's HTML."""

    source: str
    """wordpress, feed or jsonld."""
    html: str = field(repr=False)
    """As the source has it, complete or truncated."""
    at: BodyAt | None = None
    """Where it is in the archive; None if it is in the page itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far an alternate source and the extracted text agree."""

    source: str
    at: BodyAt | None = None
    """Where it is in the archive, so that an older body is read with the source of its time."""
    refused: str | None = None
    """Why it does not count, such as an excerpt; None if it counts."""
    confidence: float | None = None
    """Harmonic mean of the two shares, 0 to 1; None if it does not count."""
    in_text: float | None = None
    """Share of the source that our text contains, 0 to 1."""
    in_witness: float | None = None
    """Share of our text that the source contains, 0 to 1."""
    only_witness: tuple[str, ...] = ()
    """The first passages that only the source has, cut to a line each."""
    only_text: tuple[str, ...] = ()
    """The first passages that only our text has, cut to a line each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything extracted from one fetched body, before the site-level pass."""

    url: str
    body_sha256: str
    is_post: bool
    reason: Reason | None = None
    """Why it is not a post; None for a post."""
    verdict: tuple[str, ...] = ()
    """The features for and against, one sentence each, that decided `is_post`."""
    blocks: tuple[Block, ...] = ()
    title: Fact = Fact()
    author: Fact = Fact()
    author_kind: AuthorKind | None = None
    author_credential: str | None = None
    """Letters after the author's name, such as "MD, FACEP"; "Dr" if only that is given."""
    reviewer: Fact = Fact()
    """Value: who reviewed the text, with credentials: "Medically reviewed by Dana Reed, MD"."""
    published: Fact = Fact()
    """Value 2026-11-21: the day as the site writes it, in the site's own time zone if it says."""
    modified: Fact = Fact()
    language: Fact = Fact()
    """Value: ISO 639-1 code such as en."""
    description: Fact = Fact()
    image: Fact = Fact()
    """Value: absolute URL of the lead image."""
    canonical: Fact = Fact()
    """Value: canonical URL that the page declares."""
    tags: tuple[str, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    """How far each alternate source agrees with `blocks`; () if there is none."""
    platform: str | None = None
    json_ld_types: tuple[str, ...] = ()
    """Kinds of schema.org objects that the page declares, as written, sorted."""
    extractor: str = ""
    """Names and versions of what read the page, such as "dripfeed 0.2.0, trafilatura 2.3.1"."""

    @property
    def agreement(self) -> Agreement | None:
        """The best agreement among the alternate sources that count; None if none counts.

        Two independent texts that agree are right; a third that differs is the doubtful one.
        """
        counting = [agreement for agreement in self.agreements if agreement.confidence is not None]
        return max(counting, key=lambda agreement: agreement.confidence or 0.0, default=None)
