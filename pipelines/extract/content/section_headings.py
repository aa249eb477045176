"""Sections that their heading names: "You might also enjoy", "About the author", "Share this"."""

import re
from collections.abc import Iterator, Sequence

from pipelines.extract.content.content_root import LINK_SHARE, ContentRoot
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.items import Kind, Role

_THING = (
    r"(?:blog |news |health )?(?:posts?|articles?|blogs?|stories|reads?|reading|resources?"
    r"|insights?|news|content|guides?|topics?|pages?|links|videos|episodes?|products?)"
)
_LABEL_WORDS: dict[Role, tuple[str, ...]] = {
    Role.TEASER: (
        (
            r"you (?:might|may|will|could|['’]ll) (?:also |even )?"
            r"(?:like|love|enjoy|be interested|find|want).*"
        ),
        (
            rf"(?:related|recent|latest|more|other|popular|similar|recommended|trending|featured|further"
            rf"|additional|new|newest|suggested|top|most (?:read|popular|recent)) {_THING}"
            r"(?: .{0,30})?"
        ),
        r"more (?:from|on|about|like|in) .{1,60}",
        r"(?:what to )?read (?:next|more|also|this next)(?:\W.{0,30})?",
        r"see also|also read|keep reading|continue reading|up next|next up|related",
        r"don['’]t miss(?: .{0,30})?",
        r"(?:latest |more |news )?from (?:the|our) blog",
        r"recommended(?: for you| reading)?|suggested for you",
        r"explore (?:more|related)(?: .{0,30})?",
        rf"(?:previous|next|older|newer)(?: {_THING})?",
        r"people also (?:read|viewed)",
        rf"check out (?:our|these|more) .{{0,40}}{_THING}",
        r"(?:our )?(?:latest|recent) (?:from .{0,40}|updates)",
        r"popular (?:now|on .{0,30})|browse (?:more|by|all).{0,40}|post navigation",
    ),
    Role.AUTHOR_BOX: (
        r"(?:about|meet) (?:the |our )?(?:authors?|writers?)(?:\W.{0,40})?",
        r"(?:written|authored) by|the authors?|author(?: bio)?",
    ),
    Role.SHARE: (
        r"(?:please )?share(?: (?:this|on|the|with|via|it|now|article|post|story|your)\b.{0,50})?",
        r"(?:like|love) (?:this|it).{0,30}share.{0,30}|spread the (?:word|love)",
        r"follow us(?: on.{0,40})?|tweet|pin it|email this|copy link|print",
    ),
    Role.NEWSLETTER: (
        (
            r"(?:subscribe|sign up|join)\b.{0,60}"
            r"\b(?:newsletter|mailing list|email list|updates?|inbox|emails?|today|now|us|blog)"
        ),
        r"(?:get|receive) .{0,50}(?:inbox|newsletter|updates|latest).{0,40}|subscribe|sign up",
        r"stay (?:up.to.date|in the loop|informed|connected|in touch).{0,40}",
        r"(?:our |my |the |free |weekly |email )*newsletter(?: sign.?up)?|never miss .{0,50}",
    ),
    Role.COMMENT: (
        r"(?:leave|post|add|write) (?:a|your) (?:reply|comment|response).{0,40}",
        (
            r"(?:\d+|one|two|three|no) (?:comments?|responses?|replies|thoughts?)"
            r"(?: (?:on|to) .{0,160})?"
        ),
        r"comments?(?: \(?\d+\)?)?|join the (?:conversation|discussion)|reader interactions",
    ),
}
"""What the headings of sections that are no part of the post say, as whole lines."""

LABELS = tuple(
    (role, re.compile(rf"^\W*(?:{'|'.join(words)})\W*$", re.IGNORECASE))
    for role, words in _LABEL_WORDS.items()
)
_MAX_LABEL_WORDS = 14
_MAX_SHARE = 0.25
"""A section with more of the body's words than this is the body. One article of 793 was gutted
without such a ceiling; research."""
_LINKED = 0.5
_CARD_WORDS = 60
"""A card's teaser text is shorter than this."""


def heading_role(draft: CandidateBlock) -> Role | None:
    """What a heading announces; None for an ordinary line."""
    if not 0 < len(draft.words) <= _MAX_LABEL_WORDS or draft.kind in (Kind.TABLE, Kind.CODE):
        return None
    return next((role for role, pattern in LABELS if pattern.match(draft.text)), None)


def sections(
    drafts: Sequence[CandidateBlock], frame: ContentRoot
) -> Iterator[tuple[Role, str, Sequence[CandidateBlock]]]:
    """Labelled sections of the page: role, the label's words, the drafts with the label first."""
    before = 0
    for number, draft in enumerate(drafts):
        role = heading_role(draft)
        if role is not None:
            section = _section(drafts, number, role, frame)
            if (
                section
                and _is_small(section, frame)
                and _is_plausible(section, role, before, frame)
            ):
                yield role, draft.text, section
        before += len(draft.words) if draft.is_kept else 0


def _section(
    drafts: Sequence[CandidateBlock], number: int, role: Role, frame: ContentRoot
) -> Sequence[CandidateBlock]:
    """The label with what stands in its box, else with the cards that follow it."""
    label, previous = drafts[number], drafts[number - 1] if number else None
    if label.kind is Kind.PARAGRAPH and label.link_share >= LINK_SHARE:
        return [label]  # the button of a card, such as "Read more", heads nothing
    box = label.element
    for parent in label.element.iterancestors():
        is_large = frame.words.get(parent, 0) > _MAX_SHARE * frame.total
        if is_large or (previous is not None and _inside(previous, parent)):
            break
        box = parent
    end = number + 1
    while end < len(drafts) and _inside(drafts[end], box):
        end += 1
    if end == number + 1:
        end = _end_of_cards(drafts, number, role)
    return drafts[number:end]


def _inside(draft: CandidateBlock, box: object) -> bool:
    return draft.element is box or any(step is box for step in draft.element.iterancestors())


def _end_of_cards(drafts: Sequence[CandidateBlock], number: int, role: Role) -> int:
    """Behind the last of the linked blocks that follow a label, with their teaser texts."""
    label, end = drafts[number], number + 1
    if role is not Role.TEASER:
        return end
    for at in range(number + 1, len(drafts)):
        draft = drafts[at]
        is_heading = draft.kind is Kind.HEADING and not draft.links
        if is_heading and (label.level is None or (draft.level or 6) <= label.level):
            break
        if draft.links and draft.link_share >= _LINKED:
            end = at + 1
        elif at > end + 1 or len(draft.words) > _CARD_WORDS:
            break
    return end


def _is_small(section: Sequence[CandidateBlock], frame: ContentRoot) -> bool:
    return sum(len(d.words) for d in section if d.is_kept) <= _MAX_SHARE * frame.total


def _is_plausible(
    section: Sequence[CandidateBlock], role: Role, before: int, frame: ContentRoot
) -> bool:
    """A teaser has links; in the first half of the body nearly nothing but links."""
    if role is not Role.TEASER:
        return len(section) == 1 or before > frame.total / 2 or role is not Role.COMMENT
    linked = sum(draft.linked for draft in section)
    length = sum(len(draft.text) for draft in section[1:])
    if before < frame.total / 2:
        return bool(linked) and linked >= _LINKED * length
    return any(draft.links for draft in section)
