"""The body as an alternate source has it: its HTML read and cleaned as a page is."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.content.apply_passes import Pass, TextContext, apply_passes
from pipelines.extract.content.content_root import find_content_root
from pipelines.extract.content.platform_rules import mark_platform_regions
from pipelines.extract.document.accordions import open_accordions
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision
from pipelines.extract.document.parse import parse
from pipelines.extract.document.structured_data import Structured
from pipelines.extract.document.traverse import traverse
from pipelines.extract.document.typed_headings import retype_long_headings
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
"""Words of a last line that only leads to the page; a title may be in it."""
_FEW_WORDS = 25
"""A source of fewer words is a caption or a teaser."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateBody:
    """The body as an alternate source has it."""

    source: str
    at: BodyAt | None
    """Where the archive holds it."""
    element: HtmlElement
    """Holds what the source says, in a tree of its own."""
    blocks: Sequence[CandidateBlock]
    """Kept are those that are text; share lines, related posts and the like have their roles."""
    is_cut: bool
    """Whether it says itself that it goes on elsewhere."""

    @property
    def is_exact(self) -> bool:
        """Whether what it says may be put back where the page has it too.

        JSON-LD is a dump with buttons and labels in it. Source: of 21 pages of the corpus with a
        whole articleBody one got worse by it (word F1 -.034), none better by more than .001.
        """
        return self.source != "jsonld"

    @property
    def body(self) -> list[CandidateBlock]:
        """The blocks of it that are text."""
        return [block for block in self.blocks if block.is_kept and block.words]

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """The words of each block of the text."""
        return [block.words for block in self.body]

    @property
    def word_count(self) -> int:
        """Words of the text."""
        return sum(map(len, self.lines))

    @property
    def refused(self) -> str | None:
        """Why it cannot be a whole body, whatever the page holds; None for one that may be."""
        if self.is_cut:
            return "an excerpt: it ends where the rest is linked"
        return "too few words" if self.word_count < _FEW_WORDS else None


def alternates_of(data: Structured, from_routes: Sequence[Alternate]) -> list[Alternate]:
    """All alternate sources of a page: those that its routes give, then its own JSON-LD."""
    raw = data.post.get("articleBody")
    own = [Alternate(source="jsonld", html=_as_html(raw))] if isinstance(raw, str) else []
    return [*from_routes, *own]


def parse_alternate(
    alternate: Alternate, url: str, platform: Platform, role_passes: Sequence[Pass[TextContext]]
) -> AlternateBody | None:
    """Read an alternate source and clean it by the same passes as the page.

    None for one without words, and for one that breaks the limits of a page: it may not cost a page
    its time. url: the URL of the page, to which a last line "read more" leads.
    """
    parsed = parse(f"<html><body>{alternate.html}</body></html>")
    body = parsed.tree.find("body") if parsed and not parsed.limits else None
    if parsed is None or body is None:
        return None
    body.tag = "article"
    retype_long_headings(parsed.tree)
    open_accordions(parsed.tree)
    blocks = traverse(parsed.tree, url)
    is_cut = _cut_tail(blocks, url)
    apply_passes(blocks, (keep_alternate_text,), None)
    root = find_content_root(blocks)
    if root is None:
        return None
    mark_platform_regions(parsed.tree, root, platform)
    context = TextContext(root=root, title=None, url=url)
    apply_passes(blocks, (drop_alternate_contents, *role_passes), context)
    return AlternateBody(
        source=alternate.source, at=alternate.at, element=body, blocks=blocks, is_cut=is_cut
    )


def _cut_tail(blocks: list[CandidateBlock], url: str) -> bool:
    """Take away last lines that only lead to the page itself; True where the text was cut short.

    WordPress ends each post of a feed with "The post ... appeared first on ...", in the language
    of the site, whether the text is whole or not. Source: a recorded WordPress 6.1.
    """
    is_cut = False
    while blocks and blocks[-1].kind is not Kind.IMAGE:
        last = blocks[-1]
        leads_on = len(last.words) <= _MAX_MORE and bool(_MORE.fullmatch(last.text.strip(" .»>→")))
        leads_here = any(_is_same(link.url, url) for link in last.links)
        if not (leads_on or (leads_here and len(last.words) <= _MAX_MORE)):
            break
        is_cut = is_cut or leads_on
        blocks.pop()
    with_text = [block for block in blocks if block.text]
    return is_cut or bool(with_text and _ends_open(with_text[-1]))


_IN_ALTERNATE = Decision.keep("keep_alternate_text", "an alternate source gives it as the body")
_CONTENTS = Decision.drop("drop_alternate_contents", "inside a table of contents")


def keep_alternate_text(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Keep all that has words: what an alternate source gives is the body and little else."""
    yield from ((block, _IN_ALTERNATE) for block in blocks if block.words)


def drop_alternate_contents(
    blocks: Sequence[CandidateBlock], text: TextContext
) -> Iterator[Decided]:
    """Drop tables of contents. On a page those stay that trafilatura keeps; here nobody chose."""
    for block in blocks:
        region = text.root.region(block.element)
        if region is not None and region[0] is Role.CONTENTS:
            yield block, _CONTENTS


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
