"""What leaves in an export does not tell who a patient is."""

import io
import json

import msgspec
import pytest

from pipelines.enrich.redaction import REDACTED_BLOCK, redact_cell, redact_text
from pipelines.items import Block, Kind, Link, Role
from pipelines.reports.export import Format, rows_of, write
from pipelines.store.database import open_database
from pipelines.store.extractions import extraction_row, save_extraction
from pipelines.store.posts import save_post
from tests.pipelines.examples.posts import URL, list_urls, paragraph, post, reading, with_clinic


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It gave me my life back." - Sarah M.', '"It gave me my life back." - [name]'),
        (
            "Mark, a 52-year-old veteran, says he sleeps.",
            "[name], a 52-year-old veteran, says he sleeps.",
        ),
        (
            "“I had tried it all,” said Mrs. Poe, a patient.",
            "“I had tried it all,” said Mrs. [name], a patient.",
        ),
        (
            "Our client Dana shared it; write dana@mail.example or call 207-555-0188.",
            "Our client [name] shared it; write [e-mail] or call [phone].",
        ),
        (
            "After my second drip I slept.\n\n— Tom B.\nNext.",
            "After my second drip I slept.\n\n[name]\nNext.",
        ),
    ],
)
def test_names_and_numbers_are_masked_where_a_patient_speaks(text: str, expected: str) -> None:
    assert redact_text(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Call Mara Lind at 207-555-0123 or hello@harbor.example.",
        "“I feel like myself again,” said one patient. Dr. Lind agrees.",
        "One of our patients wept, says Dr. Lind.",
        "We treat people from Portland.\n\n- Bring a friend.",
    ],
)
def test_what_the_clinic_says_of_itself_stays(text: str) -> None:
    assert redact_text(text) == text


@pytest.mark.parametrize("value", [None, 5, 0.5, "", "slug", URL, '[{"kind": broken'])
def test_other_cells_stay_as_they_are(value: object) -> None:
    assert redact_cell(value) == value


WORDS = "Dana Poe, dana@mail.example, was here."
BLOCKS = (
    paragraph("We are calm."),
    Block(
        kind=Kind.QUOTE,
        text=WORDS,
        role=Role.TESTIMONIAL,
        reason="under the heading 'Reviews'",
        links=(Link(url="mailto:dana@mail.example", anchor="Dana"),),
    ),
)


def test_blocks_of_testimonials_leave_without_their_words() -> None:
    redacted = str(redact_cell(msgspec.json.encode(BLOCKS).decode()))
    first, second = msgspec.json.decode(redacted, type=tuple[Block, ...])
    assert first == BLOCKS[0]
    assert (second.text, second.links, second.role) == (REDACTED_BLOCK, (), Role.TESTIMONIAL)
    assert second.reason == BLOCKS[1].reason


@pytest.mark.parametrize("source", ["extractions", "SELECT blocks AS b FROM extractions", "posts"])
def test_no_export_names_a_patient(source: str) -> None:
    db = with_clinic(open_database(":memory:"))
    list_urls(db, URL)
    save_extraction(db, extraction_row(reading(*BLOCKS)))
    save_post(db, post(text=f"We are calm.\n\nOne of our patients told us: {WORDS}", markdown="x"))
    out = io.StringIO()
    assert write(rows_of(db, source, {}), Format.JSONL, out) == 1
    assert "dana@" not in out.getvalue()
    assert "calm" in json.dumps(out.getvalue())
