"""Links to other sites under a heading of their own: helplines, studies, further reading."""

from collections.abc import Iterator, Sequence

from pipelines.extract.content.content_root import LINK_SHARE
from pipelines.extract.content.section_headings import heading_role
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.items import Kind, Link
from scrapers.urls import same_site

_LINES = (Kind.LIST_ITEM, Kind.PARAGRAPH)


def resource_sections(
    blocks: Sequence[CandidateBlock], url: str
) -> Iterator[Sequence[CandidateBlock]]:
    """Headings with the lines below them, where each line is a link and all lead to other sites.

    A list of links to the site's own pages announces posts or is a menu. Left out are headings that
    name another part of the page, such as "Follow us".
    """
    section: list[CandidateBlock] = []
    for block in (block for block in blocks if block.words):
        if block.kind is Kind.HEADING:
            if len(section) > 1:
                yield section
            section = [] if heading_role(block) is not None or block.links else [block]
        elif section and _leads_elsewhere(block, url):
            section.append(block)
        else:
            if len(section) > 1:
                yield section
            section = []
    if len(section) > 1:
        yield section


def _leads_elsewhere(block: CandidateBlock, url: str) -> bool:
    """True for a line that is nothing but links to other sites or telephone numbers."""
    is_linked = block.kind in _LINES and block.link_share >= LINK_SHARE
    return is_linked and all(_is_elsewhere(link, url) for link in block.links)


def _is_elsewhere(link: Link, url: str) -> bool:
    try:
        return link.url.startswith("tel:") or not same_site(link.url, url)
    except ValueError:  # "http://[", "mailto:"
        return False
