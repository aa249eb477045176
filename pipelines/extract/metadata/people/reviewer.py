"""Who checked the text: a claim of its own, which makes nobody the author."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipelines.extract.content.content_root import ContentRoot
from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.document.structured_data import Json, Structured, signed
from pipelines.extract.metadata.candidates import choose_candidate
from pipelines.extract.metadata.people.person_names import kind_of, signature_of
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
    data: Structured, blocks: Sequence[CandidateBlock], root: ContentRoot | None
) -> Fact:
    """Who reviewed the post, with credentials: "Medically reviewed by Dana Reed, MD".

    Order: JSON-LD reviewedBy, then lines that say so anywhere outside teasers, comments and
    menus. A team without a name is not a reviewer. Source: https://schema.org/reviewedBy; of 793
    pages 22 name a reviewer, on 21 of them the true author is somebody else.
    """
    candidates = [*_json_reviewers(data), *_lines(blocks, root)]
    return choose_candidate(candidates, _signature)


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


def _lines(blocks: Sequence[CandidateBlock], root: ContentRoot | None) -> Iterator[Candidate]:
    """What follows the words, or the next line where nothing follows."""
    for block, following in zip_longest(blocks, blocks[1:]):
        if not 0 < len(block.words) <= _MAX_WORDS:
            continue
        label = _LABEL.search(block.text)
        if label is None or _is_foreign(block, root):
            continue
        raw = block.text[label.end() :]
        if not raw and following is not None and len(following.words) <= _NAME_WORDS:
            raw = following.text
        yield Candidate(raw=raw, source="byline")


def _is_foreign(block: CandidateBlock, root: ContentRoot | None) -> bool:
    region = root.region(block.element) if root else None
    return bool(region and region[0] in _FOREIGN)
