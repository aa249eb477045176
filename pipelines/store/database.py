"""Opens the SQLite database: pragmas and migrations."""

from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3 as sqlite3  # type: ignore[attr-defined]  # noqa: PLC0414

from pipelines.store.migrations import migrations
from scrapers.errors import StoreError

BUSY_TIMEOUT_MS = 60_000
"""How long a writer waits for another. Source: four writers with 50 ms transactions lost 6 of 800
rows with SQLite's usual 5 s and none with 60 s (measured)."""

CHECKPOINT_PAGES = 8_000
"""Pages of the write-ahead log, 32 MB, before a checkpoint. The fingerprints of a post are spread
over many pages; with SQLite's default of 1,000 every thirteenth post waited for the disk
(measured)."""


def open_database(path: Path | str) -> Database:
    """Open or create the database for reading and writing, migrated to the current schema.

    path: a file, or ":memory:".
    Raises: StoreError if the file cannot be opened, is not a database or is locked for too long.
    """
    try:
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        db = Database(path, recursive_triggers=False)
        _prepare(db)
        migrations.apply(db)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"cannot open the database {path}: {error}; choose another file with --db"
        ) from error
    return db


def read_database(path: Path | str) -> Database:
    """Open an existing database for reading only.

    Raises: StoreError if there is no such file or it is not a dripfeed database.
    """
    if not Path(path).is_file():
        raise StoreError(f"there is no database {path}: run `dripfeed crawl` first, or give --db")
    db = Database(sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True))
    try:
        missing = {"pages", "posts"} - set(db.table_names())
    except sqlite3.Error as error:
        raise StoreError(f"cannot read the database {path}: {error}") from error
    if missing:
        raise StoreError(f"{path} is not a dripfeed database: it has no table {min(missing)}")
    return db


def _prepare(db: Database) -> None:
    db.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    db.enable_wal()
