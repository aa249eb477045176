"""`dripfeed compare`: the page's numbers in a terminal and as JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import cli
from pipelines.reports.comparison import ComparisonError, chosen, gap_rivals
from tests.pipelines.examples import five_clinics

FOUR = ["harbor-infusion", "lakeside-iv", "prairie-drip", "summit-wellness"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    five_clinics.filled(tmp_path / "rivals.db").close()
    return tmp_path / "rivals.db"


def compare(path: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["compare", *words, "--db", str(path)])


@pytest.mark.parametrize(
    "line",
    [
        "Posts                  4                3            2             1",
        "Median words per post  11               46           33            10",
        "Reading ease ",
        "depression  3 (75%)          1 (33%)      1 (50%)       1 (100%)",
        "2026-11                0            2             0                0",
        "harbor-infusion: hydration (3 posts by 3 competitors), such as 'The hangover drip'",
        "(a near copy, 88 words)",
        "lakeside-iv: What Does Ketamine Do in the Brain?",
    ],
)
def test_clinics_stand_side_by_side(path: Path, line: str) -> None:
    result = compare(path, *FOUR)
    assert result.exit_code == 0
    assert line in result.output


def test_json_has_all_parts(path: Path) -> None:
    parts = json.loads(compare(path, *FOUR[:2], "--json").output)
    assert len(parts["cadence"]) == 2 * 36
    assert parts["clinics"][0]["median_words"] == 11


@pytest.mark.parametrize(
    ("slugs", "error"),
    [
        ([], "needs 2 to 10 different clinics, not 0"),
        (["harbor-infusion", "harbor-infusion"], "needs 2 to 10 different clinics, not 1"),
        ([f"clinic-{number}" for number in range(11)], "needs 2 to 10 different clinics, not 11"),
        (["harbor-infusion", "nope"], "has no clinic 'nope'"),
    ],
)
def test_clinics_that_cannot_be_compared_are_an_error(
    path: Path, slugs: list[str], error: str
) -> None:
    result = compare(path, *slugs)
    assert result.exit_code == 1
    assert error in result.output


def test_the_order_of_the_clinics_is_kept() -> None:
    assert chosen([" b ", "a", "", "b"]) == ["b", "a"]
    with pytest.raises(ComparisonError):
        chosen(["a", " "])


@pytest.mark.parametrize(("clinics", "rivals_needed"), [(2, 1), (3, 2), (4, 3), (10, 3)])
def test_a_gap_needs_three_rivals_where_there_are_three(clinics: int, rivals_needed: int) -> None:
    assert gap_rivals(clinics) == rivals_needed
