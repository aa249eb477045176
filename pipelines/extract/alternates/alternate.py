"""What a witness says is the body: its HTML read and cleaned as a page is."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import ContentRoot, find_content_root
from pipelines.extract.content.platform_rules import mark_cut
from pipelines.extract.content.roles import assign_roles
from pipelines.extract.document.accordions import open_accordions
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.parse import parse
from pipelines.extract.document.structured_data import Structured
from pipelines.extract.document.traverse import traverse
from pipelines.items import Alternate, Kind, Role
from scrapers.items import BodyAt
from scrapers.platforms import Platform
from scrapers.urls import identity

_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|li|table|section|blockquote)\b", re.IGNORECASE)
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\])\W*$")
_MORE = re.compile(
    r"(?:read|view|see|learn|continue|find out|click)\b.{0,12}"
    r"\b(?:more|reading|on|full|post|article|entire|here|whole)\b.{0,160}",
    re.IGNORECASE,
)
_MAX_MORE = 30
"""Words of a last line that only leads to the page; a title may stand in it."""
_FEW_WORDS = 25
"""A witness of fewer words is a caption or a teaser."""


@dataclass(slots=True, kw_only=True)
class AlternateBody:
    """A witness that was read."""

    source: str
    at: BodyAt | None
    """Where the archive holds it."""
    element: HtmlElement
    """Holds what the witness says, in a tree of its own."""
    drafts: Sequence[CandidateBlock]
    """Kept are those that are body; share lines, related posts and the like have their roles."""
    is_cut: bool
    """Whether it says of itself that it goes on elsewhere."""

    @property
    def is_exact(self) -> bool:
        """Whether what it says may be put back where the page has it too.

        JSON-LD is a dump with buttons and labels in it. Source: of 21 pages of the corpus with a
        whole articleBody one got worse by it (word F1 -.034), none better by more than .001.
        """
        return self.source != "jsonld"

    @property
    def body(self) -> list[CandidateBlock]:
        """What of it is body."""
        return [draft for draft in self.drafts if draft.is_kept and draft.words]

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """The words of each block of the body."""
        return [draft.words for draft in self.body]

    @property
    def word_count(self) -> int:
        """Words of the body."""
        return sum(map(len, self.lines))

    @property
    def refused(self) -> str | None:
        """Why it is no witness of a whole body, by itself; None for one that may be."""
        if self.is_cut:
            return "an excerpt: it ends where the rest is linked"
        return "too few words" if self.word_count < _FEW_WORDS else None


def alternates_of(data: Structured, told: Sequence[Alternate]) -> list[Alternate]:
    """All witnesses of a page: those that its routes name, then its own JSON-LD."""
    raw = data.post.get("articleBody")
    own = [Alternate(source="jsonld", html=_as_html(raw))] if isinstance(raw, str) else []
    return [*told, *own]


def parse_alternate(witness: Alternate, url: str, platform: Platform) -> AlternateBody | None:
    """Read a witness and clean it as the page is cleaned.

    None for one without words, and for one that breaks the limits of a page: it may cost no page
    its time. url: the address of the page, to which a last line "read more" leads.
    """
    parsed = parse(f"<html><body>{witness.html}</body></html>")
    body = parsed.tree.find("body") if parsed and not parsed.limits else None
    if parsed is None or body is None:
        return None
    body.tag = "article"
    open_accordions(parsed.tree)
    drafts = traverse(parsed.tree, url)
    is_cut = _without_tail(drafts, url)
    for draft in drafts:
        draft.is_kept = bool(draft.words)
    frame = find_content_root(drafts)
    if frame is None:
        return None
    mark_cut(parsed.tree, frame, platform)
    _without_contents(drafts, frame)
    assign_roles(drafts, frame, None)
    return AlternateBody(
        source=witness.source, at=witness.at, element=body, drafts=drafts, is_cut=is_cut
    )


def _without_tail(drafts: list[CandidateBlock], url: str) -> bool:
    """Take away last lines that only lead to the page itself; True where the text was cut short.

    WordPress ends each post of a feed with "The post ... appeared first on ...", in the language
    of the site, whether the text is whole or not. Source: a recorded WordPress 6.1.
    """
    is_cut = False
    while drafts and drafts[-1].kind is not Kind.IMAGE:
        last = drafts[-1]
        leads_on = len(last.words) <= _MAX_MORE and bool(_MORE.fullmatch(last.text.strip(" .»>→")))
        leads_here = any(_is_same(link.url, url) for link in last.links)
        if not (leads_on or (leads_here and len(last.words) <= _MAX_MORE)):
            break
        is_cut = is_cut or leads_on
        drafts.pop()
    told = [draft for draft in drafts if draft.text]
    return is_cut or bool(told and _ends_open(told[-1]))


def _without_contents(drafts: Sequence[CandidateBlock], frame: ContentRoot) -> None:
    """Drop tables of contents; on a page what trafilatura kept of them stays, here is no such."""
    for draft in drafts:
        zone = frame.zone(draft.element)
        if zone is not None and zone[0] is Role.CONTENTS:
            draft.is_kept = False


def _is_same(link: str, url: str) -> bool:
    try:
        return identity(link) == identity(url)
    except ValueError:  # "mailto:", "http://["
        return False


def _ends_open(last: CandidateBlock) -> bool:
    text = last.text
    inline = re.search(r"\S{0,3}\s*(?:read more|continue reading)\W*$", text, re.IGNORECASE)
    return bool(_ELLIPSIS.search(text) or inline)


def _as_html(raw: str) -> str:
    """Text of JSON-LD as HTML: some sites write it with tags, most as lines."""
    text = html.unescape(raw)
    if _MARKUP.search(text):
        return text
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
