"""Who wrote the post: never a commenter, and None rather than a guess."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.structured_data import Json, Structured, signed, text_of
from pipelines.extract.document.text import fold, words_of
from pipelines.extract.metadata.candidates import choose_candidate
from pipelines.extract.metadata.person_names import kind_of, name_of, parted, signature_of
from pipelines.items import AuthorKind, Candidate, Fact, Role
from scrapers.items import Page, PageRef

_BY = re.compile(
    r"^(?:.{0,40}?[|•·–-]\s*)?(?:(?:written|posted|published|authored)\s+)?"
    r"(?:by|author|por|von|par)\b\s*:?\s+(?=[A-Z])",
    re.IGNORECASE,
)
_META = (
    "author",
    "article:author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_NAMED_TAGS = ("a", "span", "div", "p", "strong", "address", "li", "cite", "h3", "h4", "h5", "h6")
_FOREIGN = (Role.COMMENT, Role.TEASER, Role.TESTIMONIAL, Role.BOILERPLATE)
_MAX_ELEMENTS = 40
_MAX_WORDS = 12
"""A longer text is the author's life, not the name."""


def author_of(
    page: Page,
    tree: HtmlElement,
    data: Structured,
    refs: Sequence[PageRef],
    byline: Sequence[CandidateBlock],
    frame: ContentRoot | None,
    reviewer: Fact,
) -> Fact:
    """The author as the post names it, without credentials; several names are joined by commas.

    reviewer: who is said to have checked the text; an element named author that holds this name
    is a list of contributors and no evidence.

    Order: JSON-LD (right on .91 of the pages that have it), the route, meta tags, an element
    named author outside comments and teasers, "By ..." beside the title. A person that the page
    shows beats an organisation or log-in name told to machines; the site's own name told to
    machines alone is what its builder fills in, and no author. Source: research; 793 pages.
    """
    told = [
        *_json_authors(data),
        *[
            Candidate(raw=ref.hints.author, source=ref.route.value)
            for ref in refs
            if ref.hints.author
        ],
        *_meta_authors(data),
    ]
    reviewers = {name_of(candidate.raw) for candidate in reviewer.candidates}
    named = [o for o in _named_elements(tree, frame) if name_of(o.raw) not in reviewers]
    shown = [*named, *_visible(byline)]
    own = _site_names(page, data)
    told = [offer for offer in told if words_of(name_of(offer.raw) or "") not in own]
    offers = [*told, *shown]
    people = [offer for offer in offers if kind_of(signature_of(offer.raw)) is AuthorKind.PERSON]
    return choose_candidate([*people, *offers], name_of)


def credential_of(author: Fact) -> str | None:
    """Letters behind the author's name, such as "MD, FACEP", wherever the name is given with them.

    None where no source has any. JSON-LD mostly has the bare name and the byline the letters.
    """
    for candidate in author.candidates:
        signature = signature_of(candidate.raw)
        if signature and candidate.value == author.value:
            letters = parted(signature)[1]
            if letters:
                return letters
    return None


def author_kind_of(author: Fact) -> AuthorKind | None:
    """Who the author is; a name that any source signs with credentials is a person's."""
    if credential_of(author):
        return AuthorKind.PERSON
    return kind_of(signature_of(author.raw)) if author.raw else None


def _site_names(page: Page, data: Structured) -> set[tuple[str, ...]]:
    """The names under which the site speaks of itself."""
    host = (urlsplit(page.url).hostname or "").removeprefix("www.")
    said = [data.first("og:site_name"), text_of(data.post.get("publisher")), host]
    said.append(host.split(".")[0])
    return {words_of(name) for name in said if name}


def _json_authors(data: Structured) -> Iterator[Candidate]:
    for key in ("author", "creator"):
        listed = data.post.get(key)
        values: list[Json] = listed if isinstance(listed, list) else [listed]
        names = [signed(data.resolve(value)) for value in values]
        good = [name for name in names if name and name_of(name)]
        if good:
            yield Candidate(raw=", ".join(dict.fromkeys(good)), source="jsonld")


def _meta_authors(data: Structured) -> Iterator[Candidate]:
    for name in _META:
        raw = data.first(name)
        if raw and not raw.startswith("@"):
            yield Candidate(raw=raw, source="meta")


def _named_elements(tree: HtmlElement, frame: ContentRoot | None) -> Iterator[Candidate]:
    """Elements whose names say author, but not those inside comments, teasers or the footer."""
    for element in islice(filter(_is_named, tree.iter(*_NAMED_TAGS)), _MAX_ELEMENTS):
        zone = frame.region(element) if frame else None
        if zone and zone[0] in _FOREIGN:
            continue
        raw = fold(" ".join(element.itertext()))
        if raw and len(raw.split()) <= _MAX_WORDS:
            yield Candidate(raw=raw, source="byline")


def _is_named(element: HtmlElement) -> bool:
    names = element.get("class", "").lower()
    if "author" in names or "byline" in names:
        return True
    return element.get("rel") == "author" or "author" in element.get("itemprop", "")


def _visible(byline: Sequence[CandidateBlock]) -> Iterator[Candidate]:
    for draft in byline:
        found = _BY.match(draft.text)
        if found:
            yield Candidate(raw=draft.text[found.end() :], source="byline")
