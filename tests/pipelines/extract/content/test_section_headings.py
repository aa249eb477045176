"""Every row of section_headings.csv names a section by its example, and not by its near miss."""

import pytest

from pipelines.extract.content.section_headings import TABLE, heading_patterns
from pipelines.extract.pattern_table import PatternRow
from pipelines.items import Role
from tests.pipelines.extract.pattern_rows import companions, name_of

ROWS = TABLE.read()
every_row = pytest.mark.parametrize("row", [row for row in ROWS if not row.is_word], ids=name_of)


def role_of(text: str, rows: list[PatternRow] | tuple[PatternRow, ...] = ROWS) -> Role | None:
    """What a heading announces by some of the rows."""
    return next((role for role, pattern in heading_patterns(rows) if pattern.match(text)), None)


@every_row
def test_a_row_matches_its_example_alone(row: PatternRow) -> None:
    assert role_of(row.match, [row]) == row.role


@every_row
def test_a_row_matches_its_example_among_all_rows(row: PatternRow) -> None:
    assert role_of(row.match) == row.role


@every_row
def test_no_row_of_the_role_matches_the_near_miss(row: PatternRow) -> None:
    assert role_of(row.no_match, companions(row, ROWS)) is None


@every_row
def test_a_row_is_needed_for_its_example(row: PatternRow) -> None:
    others = [other for other in companions(row, ROWS) if other is not row]
    assert role_of(row.match, others) is None
