"""Every row of regions.csv tells an element by its example of a name, and not by its near miss."""

from collections.abc import Sequence

import pytest

from pipelines.extract.content.regions import TABLE, name_patterns, words_of_names
from pipelines.extract.pattern_table import PatternRow
from pipelines.items import Role
from tests.pipelines.extract.pattern_rows import companions, name_of

ROWS = TABLE.read()
every_row = pytest.mark.parametrize("row", [row for row in ROWS if not row.is_word], ids=name_of)


def role_of(name: str, rows: Sequence[PatternRow]) -> Role | None:
    """What an element of this class is for by some of the rows."""
    words = words_of_names(name)
    return next((role for role, pattern in name_patterns(rows) if pattern.search(words)), None)


@every_row
def test_a_row_matches_its_example_alone(row: PatternRow) -> None:
    assert role_of(row.match, [row]) == row.role


@every_row
def test_a_row_matches_its_example_among_all_rows(row: PatternRow) -> None:
    assert role_of(row.match, ROWS) == row.role


@every_row
def test_no_row_of_the_role_matches_the_near_miss(row: PatternRow) -> None:
    assert role_of(row.no_match, companions(row, ROWS)) is None


@every_row
def test_a_row_is_needed_for_its_example(row: PatternRow) -> None:
    others = [other for other in companions(row, ROWS) if other is not row]
    assert role_of(row.match, others) is None


@every_row
def test_an_example_is_one_name_as_html_has_it(row: PatternRow) -> None:
    assert row.match.split() == [row.match]
