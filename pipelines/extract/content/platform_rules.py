"""What the site builder is known to do on this page: where it puts the body, what around it."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.content.regions import region_of
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.items import Role
from scrapers.platforms import Platform

_REGEX = {"re": "http://exslt.org/regular-expressions"}
_BODY_SHARE = 0.6
"""The builder's element is believed where it holds this share of the body that was found. One
page of 261 (HubSpot, the body in several elements) would have lost a third of its text."""


def matches(tree: HtmlElement, xpath: str | None) -> list[HtmlElement]:
    """Elements that an XPath of a builder finds; [] where it has none."""
    return list(tree.xpath(xpath, namespaces=_REGEX)) if xpath else []


def keep_within_body(
    tree: HtmlElement, drafts: Sequence[CandidateBlock], platform: Platform
) -> None:
    """Drop what was kept outside the element in which the builder puts the text of a post."""
    bodies = {body for body in matches(tree, platform.body_xpath) if region_of(body) is None}
    inside = [draft for draft in drafts if draft.is_kept and _is_inside(draft, bodies)]
    total = sum(len(draft.words) for draft in drafts if draft.is_kept)
    if bodies and sum(len(draft.words) for draft in inside) >= _BODY_SHARE * total:
        for draft in drafts:
            draft.is_kept = False
        for draft in inside:
            draft.is_kept = True


def mark_cut(tree: HtmlElement, frame: ContentRoot, platform: Platform) -> None:
    """Make zones of what the builder puts around posts, wherever it stands."""
    for element in matches(tree, platform.cut_xpath):
        if not frame.is_large(element):
            reason = f"what {platform.name} puts around posts"
            frame.zones[element] = region_of(element) or (_role_around(element), reason)


def _role_around(element: HtmlElement) -> Role:
    """What has a heading of its own around a post announces other posts."""
    headed = element.xpath("self::*[self::h2 or self::h3 or self::h4] | .//h2 | .//h3 | .//h4")
    return Role.TEASER if headed else Role.BOILERPLATE


def _is_inside(draft: CandidateBlock, elements: set[HtmlElement]) -> bool:
    return draft.element in elements or not elements.isdisjoint(draft.element.iterancestors())
