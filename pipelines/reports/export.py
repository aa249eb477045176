"""Exports tables and query results as CSV that is safe for spreadsheets, JSON lines or Parquet."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from sqlite_utils import Database

from pipelines.enrich.redaction import redact_cell
from pipelines.queries import bind_parameters, question
from pipelines.store.database import sqlite3
from scrapers.errors import DripfeedError

Row = Mapping[str, Any]


class Format(StrEnum):
    """The format of an exported file."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet may run a cell that begins like this as a formula.
Source: https://owasp.org/www-community/attacks/CSV_Injection"""


def rows_of(db: Database, source: str, params: Mapping[str, str]) -> Iterator[Row]:
    """The rows of a table, a view, a prepared report by name or a SELECT statement.

    Names, e-mail addresses and phone numbers of patients are redacted in all of them.

    params: parameters of the report or statement.
    Raises: DripfeedError if there is no such table or report, or the statement fails.
    """
    try:
        for row in db.query(*_statement(db, source, params)):
            yield {name: redact_cell(value) for name, value in row.items()}
    except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
        raise DripfeedError(f"cannot export {source!r}: {error}") from error


def write(
    rows: Iterable[Row], form: Format, out: IO[str] | Path, columns: Sequence[str] = ()
) -> int:
    """Write rows; returns how many. Parquet needs a path and the extra `dripfeed[parquet]`.

    columns: the header of CSV and Parquet files without rows.
    Raises: DripfeedError if the format cannot be written there. An existing file is left unchanged
    if the first row already fails, such as for an unknown report.
    """
    started = _with_first_fetched(rows)
    if not isinstance(out, Path):
        return _write_text(started, form, out, columns)
    try:
        if form is Format.PARQUET:
            return _write_parquet(list(started), out, columns)
        with out.open("w", encoding="utf-8", newline="") as file:
            return _write_text(started, form, file, columns)
    except OSError as error:
        raise DripfeedError(f"cannot write {out}: {error.strerror}") from error


def _with_first_fetched(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows, with the first one already fetched."""
    rest = iter(rows)
    return chain(list(islice(rest, 1)), rest)


def harmless(value: object) -> object:
    """A cell that no spreadsheet runs: an apostrophe goes before text that looks like a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _statement(db: Database, source: str, params: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    if source in {*db.table_names(), *db.view_names()}:
        return f"SELECT * FROM [{source}]", {}  # noqa: S608 - a table of this database
    if source.lstrip().lower().startswith(("select", "with")):
        return source, dict(params)
    query = question(source)
    return query.sql, bind_parameters(query, params)


def _write_text(rows: Iterable[Row], form: Format, out: IO[str], columns: Sequence[str]) -> int:
    if form is Format.PARQUET:
        raise DripfeedError("Parquet is a binary format: name a file with --output")
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
