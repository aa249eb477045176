"""Elements that their markup calls the author: class, rel, itemprop, hCard, a box about them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.content.regions import region_of
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.text import fold
from pipelines.extract.metadata.people.person_names import (
    OFFICE,
    is_name_like,
    name_of,
    signature_of,
)
from pipelines.items import Candidate, Role

_NAMED_TAGS = ("a", "span", "div", "p", "strong", "b", "em", "address", "li", "cite",
               "h2", "h3", "h4", "h5", "h6", "button")  # fmt: skip
_FOREIGN = (Role.COMMENT, Role.TEASER, Role.TESTIMONIAL, Role.BOILERPLATE)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_AUTHOR = frozenset(("author", "authors", "writer"))
_HCARD = frozenset(("vcard", "fn"))
"""Names of https://microformats.org/wiki/hcard, which count as whole names only."""
_NOT_A_NAME = frozenset(
    (  # noqa: SIM905 - a list of words is read as one
        "role title position job bio biography description desc avatar image img photo "
        "picture icon social label date time meta links"
    ).split()
)
"""Words of a class such as author-role, whose element tells something else of the author."""
_OTHER_WORK = frozenset(
    (  # noqa: SIM905 - a list of words is read as one
        "review reviews comment comments quote blockquote testimonial testimonials book books rail "
        "related sidebar widget recent popular card cards teaser speaker guest team"
    ).split()
)
"""Words of a class such as quote-author: whoever it names wrote something else."""
_QUOTED = ("blockquote", "q", "figure")
_NOT_THE_POST = (*_QUOTED, "aside", "nav", "form", "dialog")
_NOT_BY = re.compile(
    r"\b(?:reviewed|edited|checked|updated|approved|verified|vetted|translated|photos?|photograph\w*"
    r"|images?|illustrat\w+|sponsored|powered|revisad\w|medical reviewer|reviewer|editor"
    r"|researched)\b[^|•·]{0,25}$",
    re.IGNORECASE,
)
"""Words before a name that give its bearer another part in the post than to write it."""
_INITIALS = re.compile(r"[A-Z]{1,3}\.?")
_MAX_ELEMENTS = 40
_MAX_WORDS = 12
"""A longer text is the author's life, not the name."""
_MAX_STEPS = 4


def names_in_elements(
    lines: Sequence[CandidateBlock], root: ContentRoot | None
) -> Iterator[Candidate]:
    """The names in elements of these lines that are called author; those of one line together."""
    for line in lines:
        names: dict[str, None] = {}
        for element in _innermost(filter(_is_named, _around(line, root))):
            before = line.text.partition(fold(" ".join(element.itertext())))[0]
            name = None if _NOT_BY.search(before) or _is_quoted(element) else _name_in(element)
            names.update({name: None} if name else {})
        people = [name for name in names if is_name_like(signature_of(name) or "")]
        if names:
            raw = ", ".join(_without_parts(people or list(names)[:1]))
            yield Candidate(raw=raw, source="byline")


def _around(line: CandidateBlock, root: ContentRoot | None) -> Iterator[HtmlElement]:
    """The elements of a line, and those around it that hold nothing of the text.

    A line is called author where the box around it is, if the box holds little else.
    """
    yield from line.element.iter(*_NAMED_TAGS)
    for step in islice(line.element.iterancestors(), _MAX_STEPS):
        is_body = root is not None and root.words.get(step, 0) > 0
        if is_body or len(fold(step.text_content()).split()) > _MAX_WORDS:
            return
        if _is_named(step):
            yield from step.iter(*_NAMED_TAGS)


def _innermost(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """Those elements that hold none of the others that have a name in them."""
    found = [element for element in elements if fold(element.text_content())]
    holders = {ancestor for element in found for ancestor in element.iterancestors()}
    return [element for element in found if element not in holders]


def _is_named(element: HtmlElement) -> bool:
    """Whether the markup calls an element the author or the author's name.

    A byline with boxes of its own may hold a day and a topic as well, and one of them the name.
    """
    if element.get("rel") == "author" or "author" in (element.get("itemprop") or "").split():
        return True
    names = f"{element.get('class') or ''} {element.get('data-hook') or ''}".split()
    if any(_is_author_name(name) for name in names):
        return True
    is_byline = any({"byline", "bylines"} & set(_WORD.findall(name.lower())) for name in names)
    return is_byline and next(element.iterdescendants("div", "p", "ul", "li"), None) is None


def _is_author_name(name: str) -> bool:
    words = {word.lower() for word in _WORD.findall(name)}
    is_user = {"user", "name"} <= words
    return bool(words & _AUTHOR or name in _HCARD or is_user) and not words & (
        _NOT_A_NAME | _OTHER_WORK
    )


def _is_quoted(element: HtmlElement) -> bool:
    return any(step.tag in _QUOTED for step in (element, *element.iterancestors()))


def _is_other_work(element: HtmlElement) -> bool:
    """Whether an element belongs to a quotation, a figure, a review or what is beside the post."""
    for step in (element, *element.iterancestors()):
        if step.tag in ("article", "main", "body"):
            return False
        classes = _WORD.findall(step.get("class") or "")
        if step.tag in _NOT_THE_POST or {word.lower() for word in classes} & _OTHER_WORK:
            return True
    return False


def _name_in(element: HtmlElement) -> str | None:
    """The name in an element: all its text where that is one, else its first piece that is one.

    Around it are labels, initials in place of a picture, offices and buttons.
    """
    pieces = [text for text in map(fold, element.itertext()) if text]
    whole = fold(" ".join(pieces))
    if not whole or len(whole.split()) > _MAX_WORDS:
        return None
    is_plain = len(pieces) == 1 or not (OFFICE.search(whole) or _INITIALS.fullmatch(pieces[0]))
    signature = signature_of(whole)
    if is_plain and signature and is_name_like(signature):
        return whole
    for piece in pieces:
        signature = signature_of(piece)
        is_name = signature and is_name_like(signature) and not OFFICE.search(signature)
        if is_name and not _INITIALS.fullmatch(piece):
            return piece
    unlabelled = [piece for piece in pieces if signature_of(piece)]
    return unlabelled[0] if len(unlabelled) == 1 else None


def _without_parts(names: Sequence[str]) -> list[str]:
    """The names without those that another one holds: "Dana Reed" of "Dana Reed, RN"."""
    return [n for n in names if not any(n != other and n in other for other in names)]


def names_elsewhere(
    tree: HtmlElement, blocks: Sequence[CandidateBlock], root: ContentRoot | None
) -> Iterator[Candidate]:
    """The names that the page ties to the post away from its head.

    A link or property for the author in the post's part of the page; else the name at the top of
    the one box about an author; else the one person whom elements named author before or behind
    the text name. Never in quotations, comments, teasers, asides, or amid the text: who is named
    there wrote what is quoted or announced.
    """
    if root is None:
        return
    places = _places(tree, blocks)
    tied: list[str] = []
    named: list[str] = []
    called = islice(filter(_is_called_author, tree.iter(*_NAMED_TAGS)), _MAX_ELEMENTS)
    for element in _innermost(called):
        name = None if _is_foreign(element, root) else _name_in(element)
        if name and is_name_like(signature_of(name) or ""):
            if _is_tied(element):
                tied.append(name)
            elif not places.amid_text(element):
                named.append(name)
    for name in tied:
        yield Candidate(raw=name, source="byline")
    yield from _in_box(blocks)
    if len({name_of(name) for name in named}) == 1:
        yield Candidate(raw=named[0], source="byline")


def _is_foreign(element: HtmlElement, root: ContentRoot) -> bool:
    """Whether an element is away from the post or in a part of it that others wrote.

    An `address` speaks of the article around it, also where a theme puts it into an `aside`.
    """
    region = root.region(element)
    is_elsewhere = region is not None and region[0] in _FOREIGN
    is_contact = next(element.iterancestors("address"), None) is not None
    return (
        is_elsewhere
        or not _is_beside(element, root)
        or (_is_other_work(element) and not is_contact)
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """Where elements are in the page, and where its text begins and ends."""

    numbers: dict[HtmlElement, int]
    first: int
    last: int

    def amid_text(self, element: HtmlElement) -> bool:
        """Whether an element is between the first and the last block of the text."""
        return self.first < self.numbers[element] < self.last


def _places(tree: HtmlElement, blocks: Sequence[CandidateBlock]) -> _Places:
    numbers = {element: number for number, element in enumerate(tree.iter())}
    kept = [numbers.get(block.element, 0) for block in blocks if block.is_kept] or [0]
    return _Places(numbers, min(kept), max(kept))


def _is_called_author(element: HtmlElement) -> bool:
    return _is_tied(element) or _is_named(element)


def _is_tied(element: HtmlElement) -> bool:
    """Whether HTML or schema.org itself says that an element names the author of what it is in."""
    if element.get("rel") == "author":
        return True
    scope = next((step for step in element.iterancestors() if step.get("itemtype")), None)
    kind = "" if scope is None else (scope.get("itemtype") or "").rsplit("/", 1)[-1]
    is_post = kind == "" or "Article" in kind or "Posting" in kind or kind in ("Blog", "WebPage")
    return "author" in (element.get("itemprop") or "").split() and is_post


def _is_beside(element: HtmlElement, root: ContentRoot) -> bool:
    """Whether an element is in the root, or in the `article` or `main` around it."""
    holder = next(root.element.iterancestors("article", "main"), None)
    if holder is None or root.holds(element):
        return True
    return any(step is holder for step in element.iterancestors())


def _in_box(blocks: Sequence[CandidateBlock]) -> Iterator[Candidate]:
    """The name with which the boxes about an author begin, where they are about one person."""
    names: dict[HtmlElement, str] = {}
    for block in blocks:
        signature = signature_of(block.text) if block.role is Role.AUTHOR_BOX else None
        if signature and " " in signature and is_name_like(signature):
            names.setdefault(_box_of(block.element), signature)
    if len({name_of(signature) for signature in names.values()}) == 1:
        yield Candidate(raw=next(iter(names.values())), source="byline")


def _box_of(element: HtmlElement) -> HtmlElement:
    """The outermost element around a block that is named after the author."""
    outermost = element
    for step in (element, *element.iterancestors()):
        region = region_of(step)
        if region and region[0] is Role.AUTHOR_BOX:
            outermost = step
    return outermost
