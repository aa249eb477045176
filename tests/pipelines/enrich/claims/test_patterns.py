"""Every row of claims.csv finds its example and not its counterexample; bad rows are named."""

from pathlib import Path

import pytest

from pipelines.enrich.claims.patterns import Cues, packaged_cues, read_cues
from pipelines.enrich.claims.rows import Cue
from pipelines.enrich.vocabulary_files import packaged_files
from pipelines.items import ClaimKind
from scrapers.errors import VocabularyError

PACKAGED = packaged_files()
ROWS = read_cues(PACKAGED.claims, PACKAGED.claim_words)
HEAD = "kind,cue,also,unless,match,no_match,source,checked_on"
WORDS = "name,pattern,note\nnumber,\\d+,a count\n"


def kinds(sentence: str, cues: Cues | None = None) -> set[str]:
    return {fired.kind for fired in (cues or packaged_cues()).find(sentence)}


@pytest.mark.parametrize("cue", ROWS, ids=lambda cue: f"{cue.kind}: {cue.match}")
def test_a_row_finds_its_example_alone_and_among_all(cue: Cue) -> None:
    assert kinds(cue.match, Cues([cue])) == {cue.kind}
    assert cue.kind in kinds(cue.match)


@pytest.mark.parametrize(
    "cue", [c for c in ROWS if c.no_match], ids=lambda cue: f"{cue.kind}: {cue.no_match}"
)
def test_a_row_does_not_find_its_counterexample(cue: Cue) -> None:
    assert cue.no_match
    assert kinds(cue.no_match, Cues([cue])) == set()
    if ClaimKind(cue.kind).use.makes_claim:
        assert cue.kind not in kinds(cue.no_match)


def test_typographic_marks_are_read_as_plain_ones() -> None:
    assert "fda_status" in kinds("The spray is FDA‑approved.")
    assert "testimonial" in kinds("“I feel like myself again,” she wrote.")


@pytest.mark.parametrize("cue", ROWS, ids=lambda cue: f"{cue.kind}: {cue.match}")
def test_a_letter_beyond_ascii_elsewhere_changes_nothing(cue: Cue) -> None:
    assert packaged_cues().find(f"{cue.match} ✓") == packaged_cues().find(cue.match)


def test_a_cue_says_where_it_stands_behind_other_letters() -> None:
    [fired] = [match for match in packaged_cues().find("Für viele 👩 off-label.") if match.kind]
    assert "Für viele 👩 off-label."[fired.start : fired.end] == "off-label"


@pytest.mark.parametrize(
    "text", ["70% of ", "FDA ", "within ", "no ", "not ", "a", "said one of our ", '"']
)
def test_a_long_hostile_text_is_read_to_its_end(text: str) -> None:
    packaged_cues().find(text * 100_000)


def files(folder: Path, row: str, words: str = WORDS) -> tuple[Path, Path]:
    claims, claim_words = folder / "claims.csv", folder / "claim_words.csv"
    claim_words.write_text(words)
    claims.write_text(f"{HEAD}\n{row}\n")
    return claims, claim_words


def test_a_row_may_use_the_words_of_the_other_file(tmp_path: Path) -> None:
    row = r"own,\bdose {number},,,The dose 5 is used.,,,"
    [cue] = read_cues(*files(tmp_path, row))
    assert kinds("We give dose 12.", Cues([cue])) == {"own"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (r"Own Kind,\bx,,,x,,,", "line 2, column kind, 'Own Kind'"),
        (r"own,(,,,x,,,", "line 2, column cue, '(': is not a regular expression of RE2"),
        (r"own,x(?=y),,,x,,,", "is not a regular expression of RE2"),
        (r"own,{nothing} x,,,x,,,", "claim_words.csv has no word 'nothing'"),
        (r"own,x*,,,x,,,", "matches an empty text"),
        (r"own,\bx,[,,x,,,", "line 2, column also, '['"),
        (r"own,\bx,,,,,,", "line 2, column match: is empty"),
        (r"own,\bx,,,x,,,yesterday", "line 2, column checked_on, 'yesterday'"),
        (r"own,\bx,,", "has 4 values for 8 columns"),
    ],
)
def test_a_bad_row_is_named_with_file_line_column_and_value(
    tmp_path: Path, row: str, message: str
) -> None:
    with pytest.raises(VocabularyError) as error:
        read_cues(*files(tmp_path, row))
    assert "claims.csv: " in str(error.value)
    assert message in str(error.value)


def test_a_word_that_stands_below_its_use_is_named(tmp_path: Path) -> None:
    words = "name,pattern,note\nfirst,{second},\nsecond,x,\n"
    with pytest.raises(VocabularyError, match=r"claim_words\.csv: line 2, column pattern"):
        read_cues(*files(tmp_path, r"own,\bx,,,x,,,", words))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"claim_words\.csv: no such file"):
        read_cues(tmp_path / "claims.csv", tmp_path / "claim_words.csv")
