"""Every row of line_patterns.csv tells its example, and not its near miss, from text."""

from collections.abc import Sequence

import pytest

from pipelines.extract.content.line_patterns import (
    TABLE,
    Place,
    author_line_pattern,
    line_patterns,
    role_anywhere,
    role_at_start,
)
from pipelines.extract.pattern_table import PatternRow
from pipelines.items import Role
from tests.pipelines.extract.pattern_rows import companions, name_of

ROWS = TABLE.read()
every_row = pytest.mark.parametrize("row", [row for row in ROWS if not row.is_word], ids=name_of)


def role_of(text: str, place: str, rows: Sequence[PatternRow] = ROWS) -> Role | None:
    """What a text in a place is for by some of the rows."""
    if place == Place.AUTHOR_LINE:
        is_life = author_line_pattern("Dana Reed", rows).match(text)
        return Role.AUTHOR_BOX if is_life else None
    patterns = getattr(line_patterns(rows), place)
    find = role_anywhere if place == Place.LAST_BLOCK else role_at_start
    return find(text, patterns)


@every_row
def test_a_row_matches_its_example_alone(row: PatternRow) -> None:
    assert role_of(row.match, row.place, [row]) == row.role


@every_row
def test_a_row_matches_its_example_among_all_rows(row: PatternRow) -> None:
    assert role_of(row.match, row.place) == row.role


@every_row
def test_no_row_of_the_role_matches_the_near_miss(row: PatternRow) -> None:
    assert role_of(row.no_match, row.place, companions(row, ROWS)) is None


@every_row
def test_a_row_is_needed_for_its_example(row: PatternRow) -> None:
    others = [other for other in companions(row, ROWS) if other is not row]
    assert not others or role_of(row.match, row.place, others) is None


def test_the_name_of_an_author_is_no_pattern() -> None:
    assert author_line_pattern("D. (Dana) {Reed}", ROWS).match("D. (Dana) {Reed} is a nurse.")
    assert not author_line_pattern("D. Reed", ROWS).match("Do Reed is a nurse.")
