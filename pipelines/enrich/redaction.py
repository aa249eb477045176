"""Redaction of patient data for exports: names, e-mail addresses and phone numbers."""

import re
from collections.abc import Iterator

import msgspec

from pipelines.enrich.claims.patterns import Cues, packaged_cues
from pipelines.enrich.contacts.phones import emails_in, phones_in
from pipelines.enrich.sentences import Sentence, sentences
from pipelines.items import Block, ClaimKind

NAME = r"(?-i:[A-Z][a-z]+(?:[ ](?:[A-Z][a-z]+|[A-Z]\b\.?))?)"
SAY = r"(?:says|said|shares?|shared|writes?|wrote|told|tells|recalls?|recalled|reports?|adds|added)"
NAME_PATTERNS = (
    re.compile(rf"(?:^|[\"”'’.!?*]|\s)\s*[-–—~]\s*({NAME})"),
    re.compile(
        rf"\b(?:patient|client|member|veteran|mother|father|guest|named|{SAY})s?,? "
        rf"(?:(?:Mr|Mrs|Ms|Miss)\.? )?({NAME})"
    ),
    re.compile(rf"\b({NAME}),? (?:an? |age[d]? )?\d\d\b"),
    re.compile(rf"\b({NAME}),? (?:who |a (?:\w+ ){{0,3}})?{SAY}\b"),
)
"""How a testimonial names its speaker. Source: our own examples; not yet measured on real pages."""
TITLE_BEFORE = re.compile(r"\b(?:Dr|Prof|Nurse|Doctor)\.?\s$")
"""Before a name that is not a patient's."""
MAX_TITLE = 12
NOT_A_NAME = re.compile(
    r"We|She|He|They|It|Our|My|The|This|One|Who|But|And|After|When|Since|Patients?|Dr|Prof|Mr|Mrs|Ms"
)
"""Words that only look like names at the start of a sentence."""
SHORT_LINE = re.compile(rf"^\W*{NAME}\W*(?:,.{{0,40}})?$")
"""A line with only a name: the speaker of the words above it."""
REDACTED_NAME = "[name]"
REDACTED_BLOCK = "[words of a patient or reader]"
BLOCKS_START = '[{"kind":'
"""How the column `blocks` of `extractions` begins."""


def redact_text(text: str, cues: Cues | None = None) -> str:
    """Return the text without names, e-mail addresses and phone numbers where a patient speaks.

    Works line by line: a line with a cue of the kind testimonial, and a name alone below it.
    """
    cues = cues or packaged_cues()
    lines: list[str] = []
    was_patient = False
    for line in text.split("\n"):
        is_patient = _is_patient_line(line, cues)
        if is_patient:
            lines.append(_redact_line(line))
        elif was_patient and SHORT_LINE.match(line):
            lines.append(REDACTED_NAME)
        else:
            lines.append(line)
        was_patient = is_patient or (was_patient and not line.strip())
    return "\n".join(lines)


def redact_blocks(encoded: str) -> str:
    """Return the JSON of a page's blocks without the words of patients and commenters.

    Their blocks stay with role and reason, but without text, links and pictures, because no rule
    finds every name.
    """
    blocks = msgspec.json.decode(encoded, type=tuple[Block, ...])
    return msgspec.json.encode(tuple(_redact_block(block) for block in blocks)).decode()


def redact_cell(value: object) -> object:
    """Return a cell of an export with text and blocks redacted, anything else unchanged."""
    if not isinstance(value, str) or " " not in value:
        return value
    if value.startswith(BLOCKS_START):
        try:
            return redact_blocks(value)
        except msgspec.DecodeError:  # a text that begins like JSON of blocks
            return redact_text(value)
    return redact_text(value)


def _is_patient_line(line: str, cues: Cues) -> bool:
    return any(
        cue.kind == ClaimKind.TESTIMONIAL
        for sentence in (*sentences(line), *_whole_line(line))
        for cue in cues.find(sentence.text)
    )


def _whole_line(line: str) -> Iterator[Sentence]:
    """Yield a line with a quotation as one sentence: the splitter would cut off its speaker."""
    if '"' in line or "”" in line:
        yield Sentence(line, 0)


def _redact_line(line: str) -> str:
    """Return the line with each span replaced; where spans overlap, the later one comes first."""
    end = len(line)
    for start, stop, label in sorted(_spans(line), key=lambda span: (-span[0], -span[1])):
        if start < end:
            line = line[:start] + label + line[min(stop, end) :]
            end = start
    return line


def _spans(line: str) -> Iterator[tuple[int, int, str]]:
    for email in emails_in(line):
        yield email.start, email.start + len(email.raw), "[e-mail]"
    for phone in phones_in(line):
        yield phone.start, phone.start + len(phone.raw), "[phone]"
    for pattern in NAME_PATTERNS:
        for name in pattern.finditer(line):
            before = line[max(0, name.start(1) - MAX_TITLE) : name.start(1)]
            if not TITLE_BEFORE.search(before) and not NOT_A_NAME.fullmatch(name[1]):
                yield *name.span(1), REDACTED_NAME


def _redact_block(block: Block) -> Block:
    if not block.role.is_of_others:
        return block
    return Block(
        kind=block.kind,
        text=REDACTED_BLOCK,
        role=block.role,
        reason=block.reason,
        level=block.level,
        ordered=block.ordered,
    )
