"""Tables of patterns: words are filled in, and a bad row is named with its place in the file."""

from pathlib import Path

import pytest

from pipelines.extract.classify.feature_patterns import TABLE as FEATURES
from pipelines.extract.content.line_patterns import TABLE as LINE_PATTERNS
from pipelines.extract.content.regions import TABLE as REGIONS
from pipelines.extract.content.section_headings import TABLE as SECTION_HEADINGS
from pipelines.extract.pattern_table import PatternRow, PatternTable, by_role, combined
from scrapers.errors import PatternError
from tests.pipelines.extract.pattern_rows import companions, fills, name_of

TABLE = PatternTable(file="lines.csv", roles=("tea", "rest"))
PLACED = PatternTable(file="lines.csv", roles=("tea", "rest"), places=("line", "end"))
TABLES = (FEATURES, LINE_PATTERNS, REGIONS, SECTION_HEADINGS)
WORDS = [
    pytest.param(row, companions(row, rows), id=f"{table.file} {name_of(row)}")
    for table in TABLES
    for rows in [table.read()]
    for row in rows
    if row.is_word
]
every_word = pytest.mark.parametrize(("row", "ways"), WORDS)


def read(folder: Path, *rows: str, table: PatternTable = TABLE) -> tuple[PatternRow, ...]:
    path = folder / table.file
    path.write_text("\n".join([",".join(table.layout.columns), *rows]))
    return table.read(path)


def test_the_words_of_a_pattern_are_filled_in(tmp_path: Path) -> None:
    rows = read(tmp_path, "{leaf},green,green,grey,own", "{leaf},black,black,blank,own",
                "tea,{leaf} tea,green tea,grey tea,own")  # fmt: skip
    assert rows[-1].pattern == "(?:green|black) tea"


def test_words_match_nothing_by_themselves(tmp_path: Path) -> None:
    rows = read(tmp_path, "{leaf},green,green,grey,own", "tea,{leaf} tea,green tea,grey tea,own")
    assert list(by_role(rows)) == ["tea"]


def test_the_rows_of_a_place_are_combined_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = read(tmp_path, "tea,line,cup,cup,cap,own", "tea,end,pot,pot,put,own",
                "tea,line,mug,mug,jug,own", table=PLACED)  # fmt: skip
    assert combined(by_role(rows, "line")["tea"], "^(?:{})$").pattern == "^(?:cup|mug)$"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("milk,cup,cup,cap,own", "line 2, column role, 'milk': is none of tea, rest"),
        ("tea,(,cup,cap,own", "line 2, column pattern, '(': is not a regular expression"),
        ("tea,(cup),cup,cap,own", "line 2, column pattern, '(cup)': has a group that captures"),
        ("tea,c*,cup,cap,own", "line 2, column pattern, 'c*': matches an empty text"),
        ("tea,{leaf},cup,cap,own", "'{leaf}': no row above fills the word 'leaf'"),
        ("tea,cup,,cap,own", "line 2, column match: is empty"),
        ("tea,cup,cup,,own", "line 2, column no_match: is empty"),
        ("tea,cup,cup,cap,", "line 2, column source: is empty"),
        ("tea,cup,cup", "line 2: has 3 values for 5 columns"),
    ],
)
def test_a_bad_row_is_named_with_file_line_column_and_value(
    tmp_path: Path, row: str, problem: str
) -> None:
    with pytest.raises(PatternError) as error:
        read(tmp_path, row)
    assert "lines.csv: " in str(error.value)
    assert problem in str(error.value)


def test_a_place_that_nothing_reads_is_named(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match="line 2, column place, 'top': is none of line, end"):
        read(tmp_path, "tea,top,cup,cup,cap,own", table=PLACED)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match=r"lines\.csv: no such file"):
        TABLE.read(tmp_path / "lines.csv")


# -- the words of all tables --------------------------------------------------------------------


@every_word
def test_a_word_is_filled_by_its_example(row: PatternRow, ways: list[PatternRow]) -> None:
    assert [way for way in ways if fills(way, row.match)] == [row]


@every_word
def test_a_word_is_not_filled_by_its_near_miss(row: PatternRow, ways: list[PatternRow]) -> None:
    assert not [way for way in ways if fills(way, row.no_match)]
