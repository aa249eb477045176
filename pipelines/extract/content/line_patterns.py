"""What single blocks say of themselves: calls to action, disclaimers, teasers in one line."""

import re

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.footnotes import NOTES
from pipelines.items import Kind, Role

_WHOLE_LINES: dict[Role, tuple[str, ...]] = {
    Role.BYLINE: (
        r"\d+ ?-?min(?:ute)?s?\.? read|read(?:ing)? time\b.{0,20}|advertisement|table of contents",
        r"(?:last |first )?(?:updated|published|posted|modified|reviewed)(?: on)?\b.{0,40}\d{4}",
        # nothing but an author and a day: "By Dana Reed, RN | June 3, 2024"
        r"(?:written |posted )?by [^|·•]{3,60}[|·•–—-]\s*(?:on )?\w{3,9}\.? \d{1,2},? \d{4}",
        r"(?:photo|image|picture)s? (?:by|credits?|source|courtesy)\b.{0,80}",
        r"(?:photo|image)s? (?:used|licensed|provided) (?:under|by|with|courtesy)\b.{0,80}",
        r"(?:written|authored|reviewed|fact.checked) by (?:[\w.’'-]+,? ?){2,6}",
        r"back to top|(?:article|story) continues below",
    ),
    Role.SHARE: (
        (
            r"share|tweet|pin|facebook|twitter|linkedin|pinterest|email|print|whatsapp|copy link|x"
            r"|instagram|reddit|share on .{0,20}"
        ),
    ),
    Role.CALL_TO_ACTION: (
        (
            r"(?:get started|learn more|read more|shop now|buy now|book now|contact us|call us"
            r"|sign up|download now|subscribe(?: now)?|apply now|click here|view (?:more|all)"
            r"|see (?:more|all|details)|schedule (?:now|today)|request an appointment"
            r"|book (?:an appointment|online|a consultation))(?: (?:now|today|here))?"
        ),
    ),
}
"""Whole lines that are no text of a post wherever they stand."""

_LINKED_LINE = re.compile(
    r"^\W*(?:related(?: (?:reading|posts?|articles?|stories))?|(?:also|further|next) read"
    r"|read (?:also|more|next|this)|see also|recommended|you (?:may|might) also like|watch)"
    r"\s*[:：–-]",
    re.IGNORECASE,
)
"""Teasers of one line between two paragraphs: "Related: Why tea helps"."""
_INVITATION = re.compile(
    r"^\W*(?:click here|learn more|find out more|read more|read our|download"
    r"|get (?:started|your|our|a)|check out|shop|sign up|subscribe|join|book|schedule|contact"
    r"|call|discover|explore|view|see"
    r"|try|start|request|visit|for more information)\b",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"^\W*by (?:clicking|signing up|subscribing|submitting|providing|joining)\b.{0,250}"
    r"\b(?:agree|consent|confirm|acknowledge)",
    re.IGNORECASE,
)
"""The small print of a form whose fields stand elsewhere."""
_LIFE = (
    r"\W*(?:about )?(?:dr\.? )?{}(?:,[^.]{{0,40}})?"
    r" (?:is|has|was|writes|works|serves|brings|holds|lives)\b"
)
_ALL_LINK = 0.85

_LAST_WORDS: dict[Role, tuple[str, ...]] = {
    Role.DISCLAIMER: (
        (
            r"\b(?:is|are|was|as|provides?|provided|intended|meant|designed|purely|solely) .{0,60}"
            r"(?:informational|educational|general information)\b.{0,40}\b(?:purposes?|only)"
        ),
        (
            r"\bnot (?:intended|meant|designed|a substitute|be (?:considered|construed)|constitute"
            r"|provide|offer|intend)\b.{0,90}\b(?:advice|substitute|diagnos|recommendation)"
        ),
        r"^\W*(?:medical |legal )?disclaimer\b|\ball rights reserved\b|©\s*\d{4}",
        r"\baffiliate (?:links?|commission)|\bearn a (?:small )?commission",
        r"\bstatements? (?:have|has) not been evaluated\b",
    ),
    Role.CALL_TO_ACTION: (
        (
            r"^\W*(?:call|text|contact|schedule|book|request)\b.{0,160}"
            r"(?:\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}|\b(?:today|now|online)\W*$)"
        ),
        # a line that ends with the number to call, or with it and what to call for
        r"^.{0,60}\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\W*$",
        (
            r"^.{0,120}\bcall (?:us )?(?:at )?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}"
            r".{0,20}\b(?:book|schedule|speak|talk|appointment|visit)\b.{0,30}$"
        ),
    ),
}
"""What the last blocks of a post say that are no text of it.

Other closing words ("we would love to help", "Dana is a nurse in Ohio") were tried and stay:
three quarters of their words stand in the true texts. What a clinic repeats on all its posts is
found when its posts are settled.
"""


_LINES = [
    (role, re.compile(rf"^\W*(?:{'|'.join(group)})\W*$", re.IGNORECASE))
    for role, group in _WHOLE_LINES.items()
]
_LAST = [
    (
        role,
        re.compile("|".join(group), re.IGNORECASE),
    )
    for role, group in _LAST_WORDS.items()
]
_NO_LINES = NOTES | {Kind.TABLE, Kind.CODE}
_MAX_LINE_WORDS = 25
_MAX_LAST_WORDS = 130


def line_role(draft: CandidateBlock) -> Role | None:
    """What a short line is for, wherever it stands; None for text."""
    if draft.kind in _NO_LINES or len(draft.words) > _MAX_LAST_WORDS:
        return None
    if _CONSENT.match(draft.text):
        return Role.NEWSLETTER
    if len(draft.words) > _MAX_LINE_WORDS:
        return None
    if draft.links and _LINKED_LINE.match(draft.text):
        return Role.TEASER
    if draft.link_share >= _ALL_LINK and _INVITATION.match(draft.text):
        return Role.CALL_TO_ACTION
    return next((role for role, pattern in _LINES if pattern.match(draft.text)), None)


def last_line_role(draft: CandidateBlock) -> Role | None:
    """What one of the last blocks of a post is for; None for text."""
    if draft.kind not in (Kind.PARAGRAPH, Kind.QUOTE) or len(draft.words) > _MAX_LAST_WORDS:
        return None
    return next((role for role, pattern in _LAST if pattern.search(draft.text)), None)


def is_life_of(name: str, draft: CandidateBlock) -> bool:
    """True for a paragraph that begins with the author's name and says who that is."""
    if draft.kind is not Kind.PARAGRAPH or len(draft.words) > _MAX_LAST_WORDS:
        return False
    return re.match(_LIFE.format(re.escape(name)), draft.text, re.IGNORECASE) is not None
