"""All facts of a text are read in one go, in bounded time, and bad files of words are named."""

from pathlib import Path

import pytest

from pipelines.enrich.citations.evidence import read_evidence
from pipelines.enrich.contacts.booking import read_booking
from pipelines.enrich.describe import MAX_CHARACTERS, describe
from pipelines.enrich.sentences import MAX_QUOTE
from scrapers.errors import VocabularyError
from tests.pipelines.examples.posts import paragraph


def test_research_with_a_reference_in_its_paragraph_is_cited() -> None:
    text = "Research shows a change. It was registered as NCT01627782."
    facts = describe("Title", [paragraph(text), paragraph("Studies show more.")])
    uncited = [claim for claim in facts.claims if claim.kind == "uncited_research"]
    assert [claim.sentence for claim in uncited] == ["Studies show more."]


def test_what_stands_behind_the_end_of_a_huge_block_is_not_read() -> None:
    text = f"{'word ' * (MAX_CHARACTERS // 5)}It cures all."
    assert describe(None, [paragraph(text)]).claims == ()
    assert len(describe(None, [paragraph(text[-50:])]).claims) == 1


def test_of_a_sentence_that_does_not_end_only_what_stands_around_is_kept() -> None:
    [claim] = describe(None, [paragraph(f"{'word ' * 900}It cures all {'word ' * 900}")]).claims
    assert len(claim.sentence) <= MAX_QUOTE
    assert "It cures all" in claim.sentence


@pytest.mark.parametrize(
    "text", ["1-800-", "$1,", "a@", "[1,", "10.1234/", "Journal of ", "12 St, ME 04101 ", "1 "]
)
def test_a_block_made_to_be_slow_is_read_to_its_end(text: str) -> None:
    describe(text * 50, [paragraph(text * 100_000)])


@pytest.mark.parametrize(
    ("name", "head", "row", "message"),
    [
        (
            "evidence",
            "kind,name,match",
            "planet,x.example,https://x.example",
            "column kind, 'planet'",
        ),
        ("evidence", "kind,name,match", "title,(,x", "column name, '('"),
        ("evidence", "kind,name,match", "fda,fda.gov,", "column match: is empty"),
        ("booking", "kind,name,match", "wording,[,x", "column name, '['"),
        ("booking", "kind,name,match", "planet,x,x", "column kind, 'planet'"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, name: str, head: str, row: str, message: str) -> None:
    (tmp_path / f"{name}.csv").write_text(f"{head}\n{row}\n")
    read = read_evidence if name == "evidence" else read_booking
    with pytest.raises(VocabularyError, match=rf"{name}\.csv: line 2, ") as error:
        read(tmp_path / f"{name}.csv")
    assert message in str(error.value)
