"""Facts of a post: terms, mentions, claims, citations, contacts."""

from dataclasses import dataclass

from pipelines.items.citation_kind import CitationKind
from pipelines.items.contact_kind import ContactKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation of a trial, paper or document, with the link or sentence that makes it."""

    kind: CitationKind
    identifier: str
    """Normalised, such as NCT01627782, 10.1056/nejmoa1810866 or "jama psychiatry 2019"."""
    url: str | None
    """URL of the link that has it; None if it is in the text only."""
    sentence: str | None
    position: int
    """Index of the block among the post's body blocks."""
    anchor: str | None = None
    """Anchor text of the link; None if it is not a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the vocabulary, such as the condition migraine; kind and label are its key."""

    kind: str
    """condition, symptom, drug, device, route, procedure, audience, topic ..."""
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
    """Rank among the post's terms; 1 is the term that the post is most about."""
    surface: str
    """The most frequent form in the post, as written."""
    quote: str | None
    """The first sentence with it; None if only the title has it."""
    position: int | None
    """Index of the quote's block among the body blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence that is a cue for a human reviewer, never a verdict."""

    kind: str
    """A `ClaimKind`, or a kind that a claims.csv of the user's names."""
    sentence: str
    position: int | None
    """Index of the block among the post's body blocks; None for the title."""
    cue: str
    """The words that matched, as written."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A phone number, e-mail, booking link, address or price in a post."""

    kind: ContactKind
    value: str
    """Normalised: a phone as +17195550123, a price as 375.00 USD."""
    raw: str
    url: str | None
    """URL of the link that has it; None if it is in the text only."""
    sentence: str | None
    position: int
    """Index of the block among the post's blocks of any role."""
    amount: float | None = None
    """Of a price, in US dollars."""
    unit: str | None = None
    """What a price is for, such as infusion, session or package of 6."""
    is_usual: bool = False
    """Whether most of the clinic's posts give it; set by `settle`."""
