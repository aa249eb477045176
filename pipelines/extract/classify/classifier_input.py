"""What the classifier looks at."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.structured_data import Structured
from pipelines.items import Fact
from scrapers.items import Page, PageRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifierInput:
    """What the classifier looks at."""

    page: Page
    refs: Sequence[PageRef]
    tree: HtmlElement
    data: Structured
    drafts: Sequence[CandidateBlock]
    published: Fact
    author: Fact
    title: Fact
