"""The element of the page beyond which nothing belongs to the post."""

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.content.apply_passes import PageContext
from pipelines.extract.content.content_root import (
    LINK_SHARE,
    find_content_root,
    is_prose,
    is_within,
)
from pipelines.extract.content.platform_rules import matches
from pipelines.extract.content.regions import region_of
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision
from scrapers.platforms import Platform

_MIN_PROSE = 2
_MIN_WORDS = 60
_MIN_SHARE = 0.1
"""Prose that a post has at least inside its element, and its share of what was kept; with less, the
element may hold only its head or its lead."""
_MAX_WORDS = 300
"""Only a short post makes trafilatura look for more text on the page. Of a longer one, what it took
outside the element was chosen for its own sake. Source: without the last two limits three of 400
articles of the corpus lost .29 to .94 of their F1; with them one lost .44 and one gained .16."""
_POST = """//*[self::article
    or contains(@itemtype, 'schema.org/Article')
    or contains(@itemtype, 'schema.org/BlogPosting')
    or contains(@itemtype, 'schema.org/NewsArticle')]"""
_MAIN = "//*[self::main or @role='main']"


def find_post_scope(
    tree: HtmlElement, blocks: Sequence[CandidateBlock], platform: Platform
) -> HtmlElement | None:
    """The element that holds the whole post; None where the page does not mark one.

    The site builder's body element, else the `article` or schema.org article with a heading of the
    page's title rank (h1) inside it or none on the page, else `main`. Of several the page marks
    none as its own, as a list of posts does.
    Source: an article is "a complete, or self-contained, composition", main the "dominant contents
    of the document", https://html.spec.whatwg.org/multipage/sections.html#the-article-element
    """
    for xpath, needs_title in ((platform.body_xpath, False), (_POST, True), (_MAIN, True)):
        candidates = [e for e in matches(tree, xpath) if region_of(e) is None]
        titled = [e for e in candidates if e.find(".//h1") is not None]
        if needs_title and tree.find(".//h1") is not None:
            candidates = titled
        outermost = [e for e in candidates if not any(a in candidates for a in e.iterancestors())]
        if len(outermost) == 1 and _holds_text(outermost[0], blocks):
            return outermost[0]
    return None


def is_short_post(scope: HtmlElement, blocks: Sequence[CandidateBlock]) -> bool:
    """Whether an element holds the whole of a short post, beside which other text may be longer."""
    prose = [len(block.words) for block in blocks if block.is_kept and is_prose(block)]
    inside = [
        len(block.words)
        for block in blocks
        if block.is_kept and is_prose(block) and is_within(block.element, scope)
    ]
    words = sum(inside)
    return len(inside) >= _MIN_PROSE and is_short(words, words / max(1, sum(prose)))


def is_short(words: int, share: float) -> bool:
    """Whether prose is as long as a short post is, and not a small part of the page's prose."""
    return _MIN_WORDS <= words <= _MAX_WORDS and share >= _MIN_SHARE


def _holds_text(element: HtmlElement, blocks: Sequence[CandidateBlock]) -> bool:
    return any(block.is_kept and is_within(block.element, element) for block in blocks)


def widen_to_siblings(
    root: HtmlElement, scope: HtmlElement | None, blocks: Sequence[CandidateBlock]
) -> HtmlElement:
    """The content root, or the element around it and its siblings that hold text of the post too.

    Site builders put each piece of a post into a container of its own: siblings with the tag and
    the classes of the one that holds the root, in which trafilatura found text as well. An article
    is a whole of its own, so that another article beside it is another post.
    """
    if scope is None or not is_within(root, scope):
        return root
    wide = inner = root
    while inner is not scope and (parent := inner.getparent()) is not None:
        siblings = [e for e in parent if e is not inner and _is_same_kind(e, inner)]
        if any(block.is_kept and is_within(block.element, e) for e in siblings for block in blocks):
            wide = parent
        inner = parent
    return wide


def _is_same_kind(element: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements have the same tag and the same classes, of which there are some."""
    if element.tag != other.tag or element.tag == "article":
        return False
    names = _layout_names(element)
    return bool(names) and names == _layout_names(other)


def _layout_names(element: HtmlElement) -> frozenset[str]:
    """Class names without those that number a single element."""
    return frozenset(n for n in (element.get("class") or "").split() if not n[-1].isdigit())


_OUTSIDE = Decision.drop("keep_within_post", "outside the element that the page marks as the post")


def keep_within_post(blocks: Sequence[CandidateBlock], page: PageContext) -> Iterator[Decided]:
    """Drop what was kept outside the article that holds the title and the prose of the post.

    A short post makes trafilatura take the whole page: testimonials, services, other posts.
    """
    scope = find_post_scope(page.parsed.tree, blocks, page.platform)
    if scope is not None and is_short_post(scope, blocks):
        outside = (b for b in blocks if b.is_kept and not is_within(b.element, scope))
        yield from ((block, _OUTSIDE) for block in outside)


def keep_second_containers(
    blocks: Sequence[CandidateBlock], page: PageContext
) -> Iterator[Decided]:
    """Keep the text of a post whose body is in several containers of one kind.

    trafilatura takes the first that it knows by its class. Only inside what the page marks as one
    post: elsewhere such a container is the text of another one.
    """
    scope = find_post_scope(page.parsed.tree, blocks, page.platform)
    root = find_content_root(blocks)
    if scope is None or root is None or not is_within(root.element, scope):
        return
    for container in scope.iter(str(root.element.tag)):
        is_other = not is_within(container, root.element) and not is_within(root.element, container)
        if is_other and _is_same_kind(container, root.element):
            inside = [b for b in blocks if b.words and is_within(b.element, container)]
            if any(map(is_prose, inside)):
                lost = [b for b in inside if not b.is_kept and b.link_share < LINK_SHARE]
                yield from ((block, _CONTAINER) for block in lost)


_CONTAINER = Decision.keep("keep_second_containers", "in a container of the same kind as the text")
