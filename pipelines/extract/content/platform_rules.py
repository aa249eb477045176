"""What is known of the site builder: the element that holds the text, and what is around it."""

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from pipelines.extract.content.apply_passes import PageContext
from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.content.regions import region_of
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision
from pipelines.items import Role
from scrapers.platforms import Platform

_REGEX = {"re": "http://exslt.org/regular-expressions"}
_BODY_SHARE = 0.6
"""The builder's element is believed where it holds this share of the text that was found. One
page of 261 (HubSpot, the text in several elements) would have lost a third of its text."""


def matches(tree: HtmlElement, xpath: str | None) -> list[HtmlElement]:
    """Elements that an XPath of a builder finds; [] where it has none."""
    return list(tree.xpath(xpath, namespaces=_REGEX)) if xpath else []


def keep_within_platform_body(
    blocks: Sequence[CandidateBlock], page: PageContext
) -> Iterator[Decided]:
    """Drop what was kept outside the element in which the builder puts the text of a post."""
    elements = matches(page.parsed.tree, page.platform.body_xpath)
    bodies = {body for body in elements if region_of(body) is None}
    if not bodies:
        return
    kept = [block for block in blocks if block.is_kept]
    outside = [block for block in kept if not _is_inside(block, bodies)]
    total = sum(len(block.words) for block in kept)
    inside = total - sum(len(block.words) for block in outside)
    if inside >= _BODY_SHARE * total:
        why = f"outside the element in which {page.platform.name} puts the text"
        decision = Decision.drop("keep_within_platform_body", why)
        yield from ((block, decision) for block in outside)


def mark_platform_regions(tree: HtmlElement, root: ContentRoot, platform: Platform) -> None:
    """Make regions of what the builder puts around posts, wherever it is."""
    for element in matches(tree, platform.cut_xpath):
        if not root.is_large(element):
            reason = f"what {platform.name} puts around posts"
            root.regions[element] = region_of(element) or (_role_around(element), reason)


def _role_around(element: HtmlElement) -> Role:
    """What has a heading of its own around a post announces other posts."""
    headings = element.xpath("self::*[self::h2 or self::h3 or self::h4] | .//h2 | .//h3 | .//h4")
    return Role.TEASER if headings else Role.BOILERPLATE


def _is_inside(block: CandidateBlock, elements: set[HtmlElement]) -> bool:
    return block.element in elements or not elements.isdisjoint(block.element.iterancestors())
