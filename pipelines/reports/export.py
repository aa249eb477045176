"""Tables and answers as files: CSV that a spreadsheet may open, JSON lines, Parquet."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from sqlite_utils import Database

from pipelines.enrich.redaction import redacted
from pipelines.queries import bind_parameters, question
from pipelines.store.database import sqlite3
from scrapers.errors import DripfeedError

Row = Mapping[str, Any]


class Format(StrEnum):
    """What a file is written as."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so may be run as a formula by a spreadsheet.
Source: https://owasp.org/www-community/attacks/CSV_Injection"""


def rows_of(db: Database, wanted: str, given: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a table, a view, a question by name or a SELECT statement.

    Names, e-mail addresses and phone numbers of patients are masked in all of them.

    given: parameters of the question or statement.
    Raises: DripfeedError if it is none of these, or the statement fails.
    """
    try:
        for row in db.query(*_statement(db, wanted, given)):
            yield {name: redacted(value) for name, value in row.items()}
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        raise DripfeedError(f"cannot export {wanted!r}: {error}") from error


def write(
    rows: Iterable[Row], form: Format, out: IO[str] | Path, columns: Sequence[str] = ()
) -> int:
    """Write rows; returns how many. Parquet needs a path and the extra `dripfeed[parquet]`.

    columns: what CSV and Parquet have where there are no rows to tell.
    Raises: DripfeedError if the format cannot be written there. A file is left as it is where
    the first row already fails, such as for an unknown question.
    """
    begun = _begun(rows)
    if not isinstance(out, Path):
        return _write_text(begun, form, out, columns)
    try:
        if form is Format.PARQUET:
            return _write_parquet(list(begun), out, columns)
        with out.open("w", encoding="utf-8", newline="") as file:
            return _write_text(begun, form, file, columns)
    except OSError as error:
        raise DripfeedError(f"cannot write {out}: {error.strerror}") from error


def _begun(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows, the first of them already fetched."""
    rest = iter(rows)
    return chain(list(islice(rest, 1)), rest)


def harmless(value: object) -> object:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _statement(db: Database, wanted: str, given: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    if wanted in {*db.table_names(), *db.view_names()}:
        return f"SELECT * FROM [{wanted}]", {}  # noqa: S608 - a name that the database has
    if wanted.lstrip().lower().startswith(("select", "with")):
        return wanted, dict(given)
    asked = question(wanted)
    return asked.sql, bind_parameters(asked, given)


def _write_text(rows: Iterable[Row], form: Format, out: IO[str], columns: Sequence[str]) -> int:
    if form is Format.PARQUET:
        raise DripfeedError("Parquet is no text: name a file with --output")
    return _write_csv(rows, out, columns) if form is Format.CSV else _write_jsonl(rows, out)


def _write_csv(rows: Iterable[Row], out: IO[str], columns: Sequence[str]) -> int:
    writer = csv.writer(out, lineterminator="\n")
    count = 0
    for row in rows:
        if not count:
            writer.writerow(row)
        writer.writerow(harmless(value) for value in row.values())
        count += 1
    if columns and not count:
        writer.writerow(columns)
    return count


def _write_jsonl(rows: Iterable[Row], out: IO[str]) -> int:
    count = 0
    for row in rows:
        out.write(json.dumps(dict(row), ensure_ascii=False) + "\n")
        count += 1
    return count


def _write_parquet(rows: Sequence[Row], out: Path, columns: Sequence[str]) -> int:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise DripfeedError(
            "Parquet needs one more library: pip install 'dripfeed[parquet]'"
        ) from None
    empty = pyarrow.schema([(column, pyarrow.null()) for column in columns]) if not rows else None
    parquet.write_table(pyarrow.Table.from_pylist([dict(row) for row in rows], empty), out)
    return len(rows)
