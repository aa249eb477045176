"""What each block is for: by its region, by the heading of its section, by its own words.

Each function here is a pass: it says which blocks have another role than text of the post.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipelines.extract.content.apply_passes import TextContext
from pipelines.extract.content.content_root import is_prose
from pipelines.extract.content.line_patterns import is_life_of, last_line_role, line_role
from pipelines.extract.content.repeats import repeated_sections, screen_variants, teaser_cards
from pipelines.extract.content.section_headings import sections
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision
from pipelines.extract.document.text import words_of
from pipelines.items import Kind, Role

_LAST_SHARE = 0.85
"""The last blocks of a post are those behind this share of its words."""
_SECOND_PART = 0.6
"""Behind this share of the words a paragraph may be about the author."""
_MIN_CONTENTS = 3
_CONTENTS_SHARE = 0.7
"""A list of which so many items are headings of the page is its table of contents."""
_ALL_LINK = 0.85
_MANY = {Kind.HEADING: 3, Kind.PARAGRAPH: 4}
"""So many lines in a row that are nothing but links list other posts. Source: 793 pages; of 169
headings in such rows none is in the true texts, of 102 paragraphs 10."""

_TITLE = Decision.label("label_title", Role.TITLE, "repeats the title")
_CONTENTS = Decision.label("label_contents", Role.CONTENTS, "a list of the headings of the page")
_CARD = Decision.label(
    "label_teaser_cards",
    Role.TEASER,
    "an article of its own, one of several in a row",
    is_listing=True,
)
_LINK_ROW = Decision.label(
    "label_link_rows",
    Role.TEASER,
    "in a row of lines that are nothing but links",
    is_listing=True,
)
_REPEATED = Decision.label(
    "label_repeated_sections", Role.BOILERPLATE, "in the text already, word for word"
)
_VARIANT = Decision.label(
    "label_screen_variants", Role.BOILERPLATE, "the same for screens of another size"
)
_AUTHOR = Decision.label("label_author_box", Role.AUTHOR_BOX, "says by name who the author is")


def label_title(blocks: Sequence[CandidateBlock], text: TextContext) -> Iterator[Decided]:
    """Label the headings that repeat the title before the first paragraph, and any such h1.

    Behind it a heading of the same words is a section, such as the last one of a post about it.
    """
    title = words_of(text.title or "")
    is_before_text = True
    for block in blocks:
        if block.words == title and block.words and block.kind is Kind.HEADING:
            if block.role is Role.BODY and (is_before_text or block.level == 1):
                yield block, _TITLE
        elif block.is_kept and is_prose(block):
            is_before_text = False


def label_regions(blocks: Sequence[CandidateBlock], text: TextContext) -> Iterator[Decided]:
    """Label what is inside an element whose tag, role or name says what it is for."""
    for block in blocks:
        region = text.root.region(block.element)
        if region is not None and not (
            region[0] is Role.CONTENTS and _is_text_after_contents(block)
        ):
            yield block, Decision.label("label_regions", *region)


def _is_text_after_contents(block: CandidateBlock) -> bool:
    """True for prose and headings of the text: some pages name all of it after its contents."""
    return block.is_kept and (block.kind is Kind.HEADING or is_prose(block))


def label_contents(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Label lists that repeat the headings of the text."""
    headings = {block.words for block in blocks if block.is_kept and block.kind is Kind.HEADING}
    lines = [block for block in blocks if block.is_kept and block.words]
    for is_item, row in groupby(lines, key=lambda block: block.kind is Kind.LIST_ITEM):
        items = list(row)
        repeated = sum(item.words in headings for item in items)
        if is_item and repeated >= _MIN_CONTENTS and repeated >= _CONTENTS_SHARE * len(items):
            yield from ((item, _CONTENTS) for item in items)


def label_sections(blocks: Sequence[CandidateBlock], text: TextContext) -> Iterator[Decided]:
    """Label sections that their heading names; of two that overlap the first one decides."""
    labelled: set[CandidateBlock] = set()
    for role, heading, section in sections(blocks, text.root):
        decision = Decision.label("label_sections", role, f"under the heading {heading!r}")
        for block in section:
            if block.role is Role.BODY and block not in labelled:
                labelled.add(block)
                yield block, decision


def label_lines(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Label lines whose words alone say what they are for, wherever they are."""
    for block in blocks:
        if block.role is Role.BODY and block.words:
            role = line_role(block)
            if role is not None:
                yield block, Decision.label("label_lines", role, "worded like one")


def label_teaser_cards(blocks: Sequence[CandidateBlock], text: TextContext) -> Iterator[Decided]:
    """Label rows of cards that announce other posts."""
    yield from ((block, _CARD) for block in teaser_cards(blocks, text.root))


def label_link_rows(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Label rows of headings or paragraphs that are nothing but links."""
    lines = [block for block in blocks if block.is_kept and block.words]
    for (kind, is_linked), row in groupby(lines, key=lambda b: (b.kind, b.link_share >= _ALL_LINK)):
        linked = list(row)
        if is_linked and len(linked) >= _MANY.get(kind, len(linked) + 1):
            yield from ((block, _LINK_ROW) for block in linked)


def label_repeated_sections(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Label the second copy of a section that the page holds twice."""
    yield from ((block, _REPEATED) for block in repeated_sections(blocks))


def label_screen_variants(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Label the second copy of what the page draws for wide and for narrow screens."""
    yield from ((block, _VARIANT) for block in screen_variants(blocks))


def label_last_lines(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Label disclaimers and invitations at the end of the post."""
    for block in _behind(_LAST_SHARE, blocks):
        role = last_line_role(block)
        if role is not None:
            why = "worded like one, at the end of the post"
            yield block, Decision.label("label_last_lines", role, why)


def label_orphan_headings(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """Give a heading whose whole section left the text the role of that section.

    A heading at the end of the post with nothing behind it is not text either.
    """
    role: Role | None = Role.BOILERPLATE
    has_text, level_below = False, 1
    for block in reversed(blocks):
        if block.is_kept and block.kind is Kind.HEADING:
            level = block.level or 6
            if role is not None and not has_text and level >= level_below:
                why = "a heading with no text of the post behind it"
                yield block, Decision.label("label_orphan_headings", role, why)
                continue
            role, has_text, level_below = None, False, level
        elif block.is_kept:
            has_text = True
        elif block.words and block.role is not Role.BODY and not has_text:
            role = block.role


def label_author_box(blocks: Sequence[CandidateBlock], author: str) -> Iterator[Decided]:
    """Label what the end of the post says about its author: "Dana Reed is a nurse in Ohio"."""
    for block in _behind(_SECOND_PART, blocks):
        if is_life_of(author, block):
            yield block, _AUTHOR


def _behind(share: float, blocks: Sequence[CandidateBlock]) -> Iterator[CandidateBlock]:
    """The blocks of the text that end behind a share of its words."""
    kept = [block for block in blocks if block.is_kept]
    total, before = sum(len(block.words) for block in kept), 0
    for block in kept:
        before += len(block.words)
        if before > share * total:
            yield block
