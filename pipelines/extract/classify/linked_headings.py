"""Pages of a blog that show several whole posts: each heading links to the page of its text.

Static site generators call page 2 of a home page /index2.html or /index-1.html, and sitemaps list
it. Source: Pelican's and Nikola's default paths.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from urllib.parse import urljoin, urlsplit

from pipelines.extract.classify.classifier_input import ClassifierInput
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.items import Kind
from scrapers.urls import same_site

_PROSE_WORDS = 20
_LINKED = 0.9
"""A heading of which this share of the text is a link is a link."""


def linked_posts(inputs: ClassifierInput) -> frozenset[str]:
    """The other pages of the site to which the headings of the page's texts link.

    Empty where prose comes before the first of these headings, or where a heading of their level
    is not a link: sections of a post may link to the services that they describe.
    """
    url = inputs.page.final_url or inputs.page.url
    blocks = list(_from_first_heading(inputs.drafts))
    first = next((n for n, block in enumerate(blocks) if _linked_url(block, url)), None)
    if first is None or any(_is_prose(block) for block in blocks[:first]):
        return frozenset()
    level = blocks[first].level or 0
    headings = [
        block for block in blocks[first:] if _is_heading(block) and (block.level or 0) <= level
    ]
    if not all(_linked_url(block, url) for block in headings):
        return frozenset()
    return frozenset(target for target, has_prose in _sections(blocks, level, url) if has_prose)


def _from_first_heading(drafts: Sequence[CandidateBlock]) -> Iterator[CandidateBlock]:
    """The blocks of the text and of lists in it, with the headings right before the first.

    The heading of the first post on the page is often taken for the title and left out.
    """
    in_text = [block.is_kept or block.is_listing for block in drafts]
    start = in_text.index(True) if True in in_text else len(drafts)
    headings = takewhile(_is_heading, reversed(drafts[:start]))
    yield from reversed(list(headings))
    yield from (block for block, is_in_text in zip(drafts, in_text, strict=True) if is_in_text)


def _sections(blocks: Sequence[CandidateBlock], level: int, url: str) -> Iterator[tuple[str, bool]]:
    """The URL of each heading of a level, and whether prose follows before the next one."""
    for number, block in enumerate(blocks):
        target = _linked_url(block, url) if block.level == level else None
        if target is not None:
            behind = takewhile(lambda after: after.level != level, blocks[number + 1 :])
            yield target, any(map(_is_prose, behind))


def _linked_url(block: CandidateBlock, url: str) -> str | None:
    """The other page of the same site to which a heading links as a whole."""
    if not _is_heading(block) or not block.links or block.link_share < _LINKED:
        return None
    target = urljoin(url, block.links[0].url)
    is_other = urlsplit(target).path != urlsplit(url).path and same_site(target, url)
    return urlsplit(target)._replace(fragment="").geturl() if is_other else None


def _is_heading(block: CandidateBlock) -> bool:
    return block.kind is Kind.HEADING


def _is_prose(block: CandidateBlock) -> bool:
    return block.kind is Kind.PARAGRAPH and len(block.words) >= _PROSE_WORDS
