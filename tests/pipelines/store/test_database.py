"""The database opens, migrates, refuses what is none, and is written all or nothing."""

import threading
import time
from pathlib import Path

import pytest
from sqlite_utils import Database

from pipelines.store.database import open_database, read_database, sqlite3
from pipelines.store.migrations import migrations
from scrapers.errors import StoreError
from scrapers.state.transaction import transaction

TABLES = {
    "clinics",
    "runs",
    "run_clinics",
    "pages",
    "page_routes",
    "extractions",
    "posts",
    "post_versions",
    "post_tags",
    "images",
    "links",
    "citations",
}


def schema(db: Database) -> str:
    return "\n".join(row[0] for row in db.execute("SELECT sql FROM sqlite_master WHERE sql > ''"))


def test_an_empty_file_gets_all_tables_and_they_are_strict(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    db = open_database(path)
    strict = {row[0] for row in db.execute("SELECT name FROM pragma_table_list WHERE strict")}
    assert strict >= TABLES
    db.close()


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    first = open_database(tmp_path / "a.db")
    before = schema(first)
    first.close()
    second = open_database(tmp_path / "a.db")
    assert schema(second) == before
    assert not migrations.pending(second)
    second.close()


def test_a_database_of_an_older_dripfeed_is_brought_up_to_date(tmp_path: Path) -> None:
    old = Database(tmp_path / "old.db")
    migrations.apply(old, stop_before=migrations.pending(old)[1].name)
    old.execute("INSERT INTO clinics (slug, website) VALUES ('harbor', 'https://harbor.example/')")
    old.conn.commit()
    assert "posts" not in old.table_names()
    old.close()
    db = open_database(tmp_path / "old.db")
    assert "posts" in db.table_names()
    assert db.table("clinics").count == 1
    db.close()


def test_the_folder_of_the_database_is_made(tmp_path: Path) -> None:
    open_database(tmp_path / "new" / "folder" / "a.db").close()
    assert (tmp_path / "new" / "folder" / "a.db").is_file()


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="--db"):
        open_database(tmp_path / "file" / "a.db")


@pytest.mark.parametrize("opened", [open_database, read_database])
def test_a_file_that_is_not_a_database_is_a_store_error(tmp_path: Path, opened: object) -> None:
    path = tmp_path / "clinics.csv"
    path.write_text("slug,website\n" * 100)
    assert callable(opened)
    with pytest.raises(StoreError, match=r"clinics\.csv"):
        opened(path)
    assert path.read_text() == "slug,website\n" * 100


def test_a_folder_is_not_a_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot open"):
        open_database(tmp_path)


def test_a_database_that_is_not_there_is_a_store_error_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="dripfeed crawl"):
        read_database(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_a_database_of_something_else_is_a_store_error(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE cats (name TEXT)")
    other.close()
    with pytest.raises(StoreError, match="not a dripfeed database"):
        read_database(tmp_path / "other.db")


def test_a_database_opened_for_reading_cannot_be_written(tmp_path: Path) -> None:
    open_database(tmp_path / "a.db").close()
    db = read_database(tmp_path / "a.db")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM posts")
    db.close()


def test_a_path_with_odd_letters_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "what? 100% #1.db"
    open_database(path).close()
    db = read_database(path)
    assert "posts" in db.table_names()
    db.close()


@pytest.mark.parametrize(("column", "value"), [("latitude", "north"), ("website", b"bytes")])
def test_a_value_of_another_type_is_refused(db: Database, column: str, value: object) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=f"cannot store .* column clinics.{column}"):
        db.table("clinics").insert({"slug": "a", "website": "https://a.example/", column: value})


def test_a_reference_to_nothing_is_refused(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        db.table("pages").insert(
            {"url": "https://a.example/", "clinic": "nobody", "state": "listed"}
        )


def test_an_unknown_state_is_refused(db: Database) -> None:
    db.table("clinics").insert({"slug": "a", "website": "https://a.example/"})
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        db.table("pages").insert({"url": "https://a.example/", "clinic": "a", "state": "lost"})


def test_a_transaction_that_breaks_off_leaves_nothing(db: Database) -> None:
    def broken() -> None:
        with transaction(db):
            db.conn.execute("INSERT INTO clinics (slug, website) VALUES ('a', 'b')")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    assert db.table("clinics").count == 0
    assert not db.conn.in_transaction


def test_a_transaction_inside_another_ends_with_it(db: Database) -> None:
    with transaction(db):
        with transaction(db):
            db.conn.execute("INSERT INTO clinics (slug, website) VALUES ('a', 'b')")
        assert db.conn.in_transaction
    assert not db.conn.in_transaction
    assert db.table("clinics").count == 1


def test_a_writer_waits_for_another(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    one = open_database(path)
    began = threading.Event()

    def second() -> None:
        other = open_database(path)
        began.set()
        with transaction(other):
            other.conn.execute("INSERT INTO clinics (slug, website) VALUES ('b', 'b')")
        other.close()

    thread = threading.Thread(target=second)
    with transaction(one):
        one.conn.execute("INSERT INTO clinics (slug, website) VALUES ('a', 'a')")
        thread.start()
        began.wait(1)
        time.sleep(0.05)
    thread.join()
    assert [row["slug"] for row in one["clinics"].rows] == ["a", "b"]
    one.close()
