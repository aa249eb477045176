"""Who checked the text: a claim of its own, which makes nobody the author."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.structured_data import Json, Structured, signed
from pipelines.extract.metadata.candidates import choose_candidate
from pipelines.extract.metadata.person_names import kind_of, signature_of
from pipelines.items import AuthorKind, Candidate, Fact, Role

_LABEL = re.compile(
    r"\b(?:(?:reviewed|fact[ -]?checked|vetted)(?: for accuracy)? by"
    r"|(?:medical|clinical|scientific|expert) review(?:er)?(?: by|(?=\s*:|$))"
    r"|medical reviewer|revisado (?:médicamente )?por)\b\s*[:–-]?\s*",
    re.IGNORECASE,
)
_MAX_WORDS = 30
_NAME_WORDS = 10
_OUR_OWN = re.compile(
    r"^(?:our|the|a|an|us|your|its|their|one|experts?|doctors?|physicians?|peers?)\b", re.IGNORECASE
)
"""What "reviewed by" leads to in sentences: "reviewed by our medical team", "by a physician"."""
_FOREIGN = frozenset(Role) - {Role.BODY, Role.TITLE, Role.BYLINE, Role.AUTHOR_BOX, Role.SHARE}


def reviewer_of(
    data: Structured, drafts: Sequence[CandidateBlock], frame: ContentRoot | None
) -> Fact:
    """Who reviewed the post, with credentials: "Medically reviewed by Dana Reed, MD".

    Order: JSON-LD reviewedBy, then lines that say so anywhere outside teasers, comments and
    menus. Teams without a name are none. Source: https://schema.org/reviewedBy; of 793 pages 22
    name a reviewer, on 21 of them the true author is somebody else.
    """
    offers = [*_json_reviewers(data), *_lines(drafts, frame)]
    return choose_candidate(offers, _signature)


def _signature(raw: str) -> str | None:
    signature = signature_of(raw)
    if signature is None or _OUR_OWN.match(signature) or signature[0].islower():
        return None
    return signature if kind_of(signature) is not AuthorKind.DEFAULT_ACCOUNT else None


def _json_reviewers(data: Structured) -> Iterator[Candidate]:
    for node in data.nodes:
        listed = node.get("reviewedBy")
        values: list[Json] = listed if isinstance(listed, list) else [listed]
        for value in map(data.resolve, values):
            name = signed(value)
            if name:
                yield Candidate(raw=name, source="jsonld")


def _lines(drafts: Sequence[CandidateBlock], frame: ContentRoot | None) -> Iterator[Candidate]:
    """What stands behind the words, or in the next line where nothing does."""
    for draft, following in zip_longest(drafts, drafts[1:]):
        if not 0 < len(draft.words) <= _MAX_WORDS:
            continue
        found = _LABEL.search(draft.text)
        if found is None or _is_foreign(draft, frame):
            continue
        raw = draft.text[found.end() :]
        if not raw and following is not None and len(following.words) <= _NAME_WORDS:
            raw = following.text
        yield Candidate(raw=raw, source="byline")


def _is_foreign(draft: CandidateBlock, frame: ContentRoot | None) -> bool:
    zone = frame.region(draft.element) if frame else None
    return bool(zone and zone[0] in _FOREIGN)
