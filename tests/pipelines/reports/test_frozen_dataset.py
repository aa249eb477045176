"""What leaves the house to be coded by hand or cited: the same from the same, and checkable."""

import csv
import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipelines.cli import cli
from pipelines.reports.coding_sheet import CODES, sheet
from pipelines.reports.frozen_dataset import TABLES
from scrapers.errors import DripfeedError
from tests.pipelines.examples import five_clinics


@pytest.fixture
def path(tmp_path: Path) -> Path:
    five_clinics.filled(tmp_path / "rivals.db").close()
    return tmp_path / "rivals.db"


def export(path: Path, *words: object) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, words), "--db", str(path)])


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_draws_the_same_posts() -> None:
    db = five_clinics.filled(":memory:")
    drawn = [row["url"] for row in sheet(db, 4, 7)]
    assert drawn == [row["url"] for row in sheet(db, 4, 7)]
    assert drawn != [row["url"] for row in sheet(db, 4, 8)]
    assert drawn == [row["url"] for row in sheet(db, 9, 7)][:4]


def test_a_sample_does_not_hang_on_the_numbers_of_the_posts() -> None:
    db = five_clinics.filled(":memory:")
    drawn = [(row["unit"], row["url"]) for row in sheet(db, 4, 7)]
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("UPDATE posts SET id = 1000 - id")
    assert [(row["unit"], row["url"]) for row in sheet(db, 4, 7)] == drawn


def test_a_sheet_has_empty_columns_for_both_coders(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "coding.csv"
    result = export(path, "coding", "--sample", 3, "--seed", 7, "-o", out)
    assert result.output == f"Wrote 3 rows to {out}\n"
    rows = read(out)
    assert len({row["unit"] for row in rows}) == 3
    for coder in (1, 2):
        assert {row[f"{code}_{coder}"] for row in rows for code in CODES} == {""}


def test_a_sample_larger_than_the_collection_is_an_error() -> None:
    with pytest.raises(DripfeedError, match="there are only 10 posts"):
        sheet(five_clinics.filled(":memory:"), 11, 7)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["coding"], "coding needs --sample N and --seed S"),
        (["coding", "--sample", 3], "coding needs --sample N and --seed S"),
        (["posts", "--seed", 3], "--sample and --seed can only be used with `coding`"),
        (["dataset"], "dataset needs --output FOLDER"),
        (["posts", "-o", "."], "is a folder: name a file"),
    ],
)
def test_options_that_do_not_fit_are_refused(path: Path, words: list[object], error: str) -> None:
    result = export(path, *words)
    assert result.exit_code == 2
    assert error in result.output


@pytest.fixture
def frozen(path: Path, tmp_path: Path) -> Path:
    result = export(path, "dataset", "-o", tmp_path / "frozen")
    assert result.exit_code == 0, result.output
    return tmp_path / "frozen"


def test_every_file_of_a_frozen_folder_is_in_its_sums(frozen: Path) -> None:
    lines = (frozen / "SHA256SUMS").read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    files = {each.relative_to(frozen).as_posix() for each in frozen.rglob("*") if each.is_file()}
    assert set(sums) == files - {"SHA256SUMS"}
    for name, digest in sums.items():
        assert hashlib.sha256((frozen / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_frozen_with_its_columns(frozen: Path, path: Path, table: str) -> None:
    with sqlite3.connect(path) as db:
        cursor = db.execute(f"SELECT * FROM {table}")
        columns, count = [each[0] for each in cursor.description], len(cursor.fetchall())
    db.close()
    text = (frozen / "tables" / f"{table}.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0].split(",") == columns
    assert len(read(frozen / "tables" / f"{table}.csv")) == count


def test_the_frozen_database_can_be_searched(frozen: Path) -> None:
    with sqlite3.connect(frozen / "dripfeed.db") as db:
        found = db.execute("SELECT count(*) FROM posts_fts WHERE posts_fts MATCH 'ketamine'")
        assert found.fetchone() == (3,)
    db.close()
    assert not (frozen / "dripfeed.db-wal").exists()


def test_frozen_again_the_tables_are_the_same(frozen: Path, path: Path, tmp_path: Path) -> None:
    export(path, "dataset", "-o", tmp_path / "again")
    for name in (*(f"tables/{table}.csv" for table in TABLES), "run.json", "methods.md"):
        assert (frozen / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


def test_a_frozen_folder_tells_of_its_runs_and_columns(frozen: Path) -> None:
    runs = json.loads((frozen / "run.json").read_text())
    assert [run["id"] for run in runs] == [1, 2]
    assert runs[1]["settings"]["ROBOTSTXT_OBEY"] is True
    assert (frozen / "methods.md").read_text().startswith("Blog posts of 5 clinics")
    assert "| `published_source` |" in (frozen / "columns.md").read_text()
    assert "databases:" in (frozen / "metadata.yaml").read_text()


def test_tables_can_be_frozen_as_parquet(path: Path, tmp_path: Path) -> None:
    from pyarrow import parquet

    export(path, "dataset", "--format", "parquet", "-o", tmp_path / "frozen")
    read_back = parquet.read_table(tmp_path / "frozen" / "tables" / "posts.parquet")
    assert read_back.num_rows == 10
    empty = parquet.read_table(tmp_path / "frozen" / "tables" / "page_routes.parquet")
    assert "route" in empty.column_names


def test_a_folder_that_holds_something_is_left_alone(path: Path, tmp_path: Path) -> None:
    result = export(path, "dataset", "-o", tmp_path)
    assert result.exit_code == 1
    assert "is not empty: name a new folder" in result.output
