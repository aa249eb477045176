"""Every row of features.csv matches its example and not its near miss."""

from collections.abc import Sequence

import pytest

from pipelines.extract.classify.feature_patterns import (
    LITERAL,
    TABLE,
    Wording,
    feature_patterns,
    literal_words,
)
from pipelines.extract.pattern_table import PatternRow
from tests.pipelines.extract.pattern_rows import companions, name_of

ROWS = TABLE.read()
every_row = pytest.mark.parametrize("row", [row for row in ROWS if not row.is_word], ids=name_of)


def matches(text: str, wording: str, rows: Sequence[PatternRow] = ROWS) -> bool:
    """Whether some of the rows match a title, path or text."""
    return feature_patterns(rows)[Wording(wording)].search(text) is not None


@every_row
def test_a_row_matches_its_example_alone(row: PatternRow) -> None:
    assert matches(row.match, row.role, [row])


@every_row
def test_no_row_of_the_feature_matches_the_near_miss(row: PatternRow) -> None:
    assert not matches(row.no_match, row.role)


@every_row
def test_a_row_is_needed_for_its_example(row: PatternRow) -> None:
    others = [other for other in companions(row, ROWS) if other is not row]
    assert not matches(row.match, row.role, others)


@pytest.mark.parametrize("row", [row for row in ROWS if row.role in LITERAL], ids=name_of)
def test_a_literal_row_is_its_own_example(row: PatternRow) -> None:
    assert row.pattern == row.match
    assert row.match in literal_words(Wording(row.role))


def test_every_wording_has_rows() -> None:
    assert {row.role for row in ROWS if not row.is_word} == set(Wording)
