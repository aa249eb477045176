"""Sections that their heading names: "You might also enjoy", "About the author", "Share this".

What such headings say is in data/extraction/section_headings.csv, one row for each way to say it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipelines.extract.content.content_root import LINK_SHARE, ContentRoot
from pipelines.extract.content.line_patterns import RolePatterns, role_at_start
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.pattern_table import PatternRow, PatternTable, by_role, combined
from pipelines.items import Kind, Role

TABLE = PatternTable(
    file="section_headings.csv",
    roles=(Role.TEASER, Role.AUTHOR_BOX, Role.SHARE, Role.NEWSLETTER, Role.COMMENT),
)
_WHOLE_LINE = r"^\W*(?:{})\W*$"
_MAX_HEADING_WORDS = 14
_MAX_SHARE = 0.25
"""A section with more of the body's words than this is the body. Source: of the 793 articles of
WCXB one lost most of its text without such a limit."""
_MAX_SHARE_OF_CARDS = 0.5
_MIN_CARDS = 3
"""Below a heading for related posts as many links make a row of cards, which may be as long as a
short post itself."""
_LINKED = 0.5
_MAX_UNLINKED = 2
"""The title and the teaser of a card of which only "Read more" is a link."""
_CARD_WORDS = 60
"""A card's teaser text is shorter than this."""


def heading_patterns(rows: Iterable[PatternRow]) -> RolePatterns:
    """What headings of each role say, as whole lines; the first role that matches is taken."""
    return tuple(
        (Role(role), combined(group, _WHOLE_LINE)) for role, group in by_role(rows).items()
    )


@cache
def _packaged_patterns() -> RolePatterns:
    return heading_patterns(TABLE.read())


def heading_role(block: CandidateBlock) -> Role | None:
    """What a heading announces; None for an ordinary line."""
    if not 0 < len(block.words) <= _MAX_HEADING_WORDS or block.kind in (Kind.TABLE, Kind.CODE):
        return None
    return role_at_start(block.text, _packaged_patterns())


def sections(
    blocks: Sequence[CandidateBlock], root: ContentRoot
) -> Iterator[tuple[Role, str, Sequence[CandidateBlock]]]:
    """Named sections of the page: role, text of the heading, blocks from the heading on."""
    words_before = 0
    for index, block in enumerate(blocks):
        role = heading_role(block)
        if role is not None:
            section = _section(blocks, index, role, root)
            if (
                section
                and _is_small(section, role, root)
                and _is_plausible(section, role, words_before, root)
            ):
                yield role, block.text, section
        words_before += len(block.words) if block.is_kept else 0


def _section(
    blocks: Sequence[CandidateBlock], index: int, role: Role, root: ContentRoot
) -> Sequence[CandidateBlock]:
    """The heading with the other blocks of its box, else with the cards that follow it."""
    heading, previous = blocks[index], blocks[index - 1] if index else None
    if heading.kind is Kind.PARAGRAPH and heading.link_share >= LINK_SHARE:
        return [heading]  # the button of a card, such as "Read more", heads nothing
    box = heading.element
    for parent in heading.element.iterancestors():
        is_large = root.words.get(parent, 0) > _MAX_SHARE * root.total
        if is_large or (previous is not None and _inside(previous, parent)):
            break
        box = parent
    end = index + 1
    while end < len(blocks) and _inside(blocks[end], box):
        end += 1
    if end == index + 1:
        end = _end_of_cards(blocks, index, role)
    return blocks[index:end]


def _inside(block: CandidateBlock, box: object) -> bool:
    return block.element is box or any(parent is box for parent in block.element.iterancestors())


def _end_of_cards(blocks: Sequence[CandidateBlock], index: int, role: Role) -> int:
    """The index after the last of the linked blocks that follow a heading, with their teasers.

    Of an author box it is the one paragraph that says who that is; several are a section of text.
    """
    heading, end = blocks[index], index + 1
    if role is Role.AUTHOR_BOX and heading.kind is Kind.HEADING:
        return end + _is_lone_paragraph(blocks[end : end + 2])
    if role is not Role.TEASER:
        return end
    unlinked = 0
    for at in range(index + 1, len(blocks)):
        block = blocks[at]
        is_heading = block.kind is Kind.HEADING and not block.links
        if is_heading and (heading.level is None or (block.level or 6) <= heading.level):
            break
        if block.links and block.link_share >= _LINKED:
            end, unlinked = at + 1, 0
        elif block.words:  # a picture is part of any card
            unlinked += 1
            if unlinked > _MAX_UNLINKED or len(block.words) > _CARD_WORDS:
                break
    return end


def _is_lone_paragraph(blocks: Sequence[CandidateBlock]) -> bool:
    """True where the first block is a paragraph and no other follows it in its element."""
    first, following = [*blocks, None, None][:2]
    if first is None or first.kind is not Kind.PARAGRAPH:
        return False
    if following is None or following.kind is not Kind.PARAGRAPH:
        return True
    return following.element.getparent() is not first.element.getparent()


def _is_small(section: Sequence[CandidateBlock], role: Role, root: ContentRoot) -> bool:
    cards = sum(block.link_share >= LINK_SHARE for block in section[1:])
    is_row = role is Role.TEASER and cards >= _MIN_CARDS
    limit = (_MAX_SHARE_OF_CARDS if is_row else _MAX_SHARE) * root.total
    return sum(len(block.words) for block in section if block.is_kept) <= limit


def _is_plausible(
    section: Sequence[CandidateBlock], role: Role, words_before: int, root: ContentRoot
) -> bool:
    """A teaser has links; in the first half of the body nearly nothing but links."""
    if role is not Role.TEASER:
        return len(section) == 1 or words_before > root.total / 2 or role is not Role.COMMENT
    linked = sum(block.linked for block in section)
    length = sum(len(block.text) for block in section[1:])
    if words_before < root.total / 2:
        return bool(linked) and linked >= _LINKED * length
    return any(block.links for block in section)
