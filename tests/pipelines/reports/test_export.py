"""Tables and answers become files that a spreadsheet, a program and a notebook can open."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipelines.reports.export import Format, harmless, rows_of, write
from pipelines.store.database import open_database, read_database
from pipelines.store.posts import save_post
from scrapers.errors import DripfeedError
from tests.pipelines.examples.posts import URL, post, with_clinic

ROWS = [{"a": 'one, "two"\nthree', "b": 1, "c": None}, {"a": "é 👩", "b": 2, "c": 0.5}]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Database]:
    """Two posts, open for reading as the command line opens them."""
    writer = with_clinic(open_database(tmp_path / "a.db"))
    save_post(writer, post())
    save_post(writer, post(url=f"{URL}-2", title=None, first_seen_at="2026-01-01T00:00:00.000Z"))
    writer.close()
    db = read_database(tmp_path / "a.db")
    yield db
    db.close()


def written(rows: list[dict[str, object]], form: Format) -> str:
    out = io.StringIO()
    assert write(rows, form, out) == len(rows)
    return out.getvalue()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(start: str) -> None:
    assert harmless(f"{start}HYPERLINK(A1)") == f"'{start}HYPERLINK(A1)"


@pytest.mark.parametrize("value", ["a=b", "", " =x", 5, -5, -0.5, None])
def test_other_cells_stay_as_they_are(value: object) -> None:
    assert harmless(value) == value


def test_csv_has_a_heading_and_comes_back_as_written() -> None:
    rows = list(csv.reader(io.StringIO(written(ROWS, Format.CSV))))
    assert rows == [["a", "b", "c"], ['one, "two"\nthree', "1", ""], ["é 👩", "2", "0.5"]]


def test_csv_of_a_formula_is_harmless() -> None:
    assert written([{"a": '=cmd|"x"'}], Format.CSV) == 'a\n"\'=cmd|""x"""\n'


def test_json_lines_come_back_as_written() -> None:
    lines = written(ROWS, Format.JSONL).splitlines()
    assert [json.loads(line) for line in lines] == ROWS
    assert "é 👩" in lines[1]


def test_parquet_comes_back_as_written(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    path = tmp_path / "a.parquet"
    assert write(ROWS, Format.PARQUET, path) == 2
    assert parquet.read_table(path).to_pylist() == ROWS


def test_parquet_needs_a_file() -> None:
    with pytest.raises(DripfeedError, match="--output"):
        write(ROWS, Format.PARQUET, io.StringIO())


@pytest.mark.parametrize("form", [Format.CSV, Format.JSONL])
def test_a_file_is_written_as_utf_8_with_plain_line_ends(tmp_path: Path, form: Format) -> None:
    write(ROWS[1:], form, tmp_path / "out")
    content = (tmp_path / "out").read_bytes()
    assert "é 👩".encode() in content
    assert b"\r" not in content


@pytest.mark.parametrize(("wanted", "count"), [("posts", 2), ("post_list", 2), ("post_tags", 4)])
def test_a_table_or_a_view_is_exported_whole(collection: Database, wanted: str, count: int) -> None:
    assert len(list(rows_of(collection, wanted, {}))) == count


def test_a_question_takes_parameters(collection: Database) -> None:
    found = rows_of(collection, "new_posts", {"since": "2026-06-01", "clinic": "harbor"})
    assert [row["url"] for row in found] == [URL]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT url FROM posts WHERE title = :title",
        "\n with p as (select * from posts) select url from p where title = :title",
    ],
)
def test_a_statement_takes_parameters(collection: Database, sql: str) -> None:
    assert [dict(row) for row in rows_of(collection, sql, {"title": "A title"})] == [{"url": URL}]


@pytest.mark.parametrize(
    ("source", "params", "message"),
    [
        ("poosts", {}, "there is no question 'poosts'; there are: .*new_posts"),
        ("../secret", {}, "no question"),
        ("new_posts", {"sinse": "x"}, "has no parameter .?sinse.?; it has: since, clinic"),
        ("SELECT * FROM nowhere", {}, "no such table: nowhere"),
        ("SELECT :missing", {}, "missing"),
        ("SELECT 1; SELECT 2", {}, "one statement"),
    ],
)
def test_what_cannot_be_answered_is_said_clearly(
    collection: Database, source: str, params: dict[str, str], message: str
) -> None:
    with pytest.raises(DripfeedError, match=message):
        list(rows_of(collection, source, params))


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM posts",
        "WITH x AS (SELECT 1) DELETE FROM posts",
        "WITH x AS (SELECT 1) UPDATE posts SET title = 'x' RETURNING id",
    ],
)
def test_a_statement_that_writes_is_refused(collection: Database, sql: str) -> None:
    with pytest.raises(DripfeedError):
        list(rows_of(collection, sql, {}))
    assert collection.table("posts").count == 2


def test_a_file_is_left_alone_when_the_question_is_unknown(
    collection: Database, tmp_path: Path
) -> None:
    path = tmp_path / "kept.csv"
    path.write_text("of yesterday")
    with pytest.raises(DripfeedError):
        write(rows_of(collection, "nothing", {}), Format.CSV, path)
    assert path.read_text() == "of yesterday"


def test_a_file_that_cannot_be_written_is_said_clearly(tmp_path: Path) -> None:
    with pytest.raises(DripfeedError, match="cannot write"):
        write(ROWS, Format.CSV, tmp_path / "no folder" / "a.csv")
