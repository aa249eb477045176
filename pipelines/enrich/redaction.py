"""Takes out of a text what tells who a patient is: names, e-mail addresses, phone numbers."""

import re
from collections.abc import Iterator

import msgspec

from pipelines.enrich.claims.patterns import Cues, known_cues
from pipelines.enrich.contacts.phones import emails_in, phones_in
from pipelines.enrich.sentences import Sentence, sentences
from pipelines.items import Block, ClaimKind

NAME = r"(?-i:[A-Z][a-z]+(?:[ ](?:[A-Z][a-z]+|[A-Z]\b\.?))?)"
SAY = r"(?:says|said|shares?|shared|writes?|wrote|told|tells|recalls?|recalled|reports?|adds|added)"
NAMED = (
    re.compile(rf"(?:^|[\"”'’.!?*]|\s)\s*[-–—~]\s*({NAME})"),
    re.compile(
        rf"\b(?:patient|client|member|veteran|mother|father|guest|named|{SAY})s?,? "
        rf"(?:(?:Mr|Mrs|Ms|Miss)\.? )?({NAME})"
    ),
    re.compile(rf"\b({NAME}),? (?:an? |age[d]? )?\d\d\b"),
    re.compile(rf"\b({NAME}),? (?:who |a (?:\w+ ){{0,3}})?{SAY}\b"),
)
"""How a testimonial names who speaks. Source: our own examples; not yet
measured on real pages."""
TITLED = re.compile(r"\b(?:Dr|Prof|Nurse|Doctor)\.?\s$")
"""Before a name that is no patient's."""
TITLE_ROOM = 12
WORD = re.compile(
    r"We|She|He|They|It|Our|My|The|This|One|Who|But|And|After|When|Since|Patients?|Dr|Prof|Mr|Mrs|Ms"
)
"""Words that only look like names at the start of a sentence."""
SHORT_LINE = re.compile(rf"^\W*{NAME}\W*(?:,.{{0,40}})?$")
"""A line with a name only: who said what stands above it."""
MASK = "[name]"
MASKED_BLOCK = "[words of a patient or reader]"
BLOCKS_START = '[{"kind":'
"""How the column `blocks` of `extractions` begins."""


def redacted_text(text: str, cues: Cues | None = None) -> str:
    """The text with names, e-mail addresses and phone numbers masked where a patient speaks.

    Line by line: one in which a cue of the kind testimonial fires, and a name alone below it.
    """
    asked = cues or known_cues()
    told: list[str] = []
    was_patient = False
    for line in text.split("\n"):
        is_patient = _speaks(line, asked)
        if is_patient:
            told.append(_masked_line(line))
        elif was_patient and SHORT_LINE.match(line):
            told.append(MASK)
        else:
            told.append(line)
        was_patient = is_patient or (was_patient and not line.strip())
    return "\n".join(told)


def redacted_blocks(encoded: str) -> str:
    """The JSON of a page's blocks without the words of patients and commenters.

    Their blocks stay, with role and reason, but with no text, link or picture: no rule finds
    every name.
    """
    blocks = msgspec.json.decode(encoded, type=tuple[Block, ...])
    return msgspec.json.encode(tuple(_masked_block(block) for block in blocks)).decode()


def redacted(value: object) -> object:
    """A cell of an export: text and blocks masked, anything else as it is."""
    if not isinstance(value, str) or " " not in value:
        return value
    if value.startswith(BLOCKS_START):
        try:
            return redacted_blocks(value)
        except msgspec.DecodeError:  # text that only begins like blocks
            return redacted_text(value)
    return redacted_text(value)


def _speaks(line: str, cues: Cues) -> bool:
    return any(
        fired.kind == ClaimKind.TESTIMONIAL
        for sentence in (*sentences(line), *_whole(line))
        for fired in cues.find(sentence.text)
    )


def _whole(line: str) -> Iterator[Sentence]:
    """The line as one sentence: a quotation and who is quoted are two for the splitter."""
    if '"' in line or "”" in line:
        yield Sentence(line, 0)


def _masked_line(line: str) -> str:
    """The line with each stretch masked; of one that overlaps the next what the next leaves."""
    end = len(line)
    for start, stop, mask in sorted(_spans(line), key=lambda span: (-span[0], -span[1])):
        if start < end:
            line = line[:start] + mask + line[min(stop, end) :]
            end = start
    return line


def _spans(line: str) -> Iterator[tuple[int, int, str]]:
    for each in emails_in(line):
        yield each.start, each.start + len(each.raw), "[e-mail]"
    for each in phones_in(line):
        yield each.start, each.start + len(each.raw), "[phone]"
    for pattern in NAMED:
        for found in pattern.finditer(line):
            if not TITLED.search(
                line[max(0, found.start(1) - TITLE_ROOM) : found.start(1)]
            ) and not WORD.fullmatch(found[1]):
                yield *found.span(1), MASK


def _masked_block(block: Block) -> Block:
    if not block.role.is_of_others:
        return block
    return Block(
        kind=block.kind,
        text=MASKED_BLOCK,
        role=block.role,
        reason=block.reason,
        level=block.level,
        ordered=block.ordered,
    )
