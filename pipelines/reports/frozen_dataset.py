"""The frozen dataset: a folder to cite, with tables, documentation, runs and checksums."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from pipelines.queries import run_query
from pipelines.reports import methods
from pipelines.reports.export import Format, rows_of, write
from pipelines.store.database import open_database
from scrapers.errors import DripfeedError

TABLES = (
    "clinics", "runs", "run_clinics", "pages", "page_routes", "posts", "post_versions", "post_tags",
    "images", "links", "terms", "mentions", "claims", "citations", "contacts", "copies", "clusters",
)  # fmt: skip
"""Ordered so that each can be filled after the others. `extractions` are left out: they hold what
was cut from the pages, which is not part of the posts."""
CHECKSUMS = "SHA256SUMS"
README = """# A collection of infusion clinics' blog posts

Frozen by dripfeed after run {run}.

- `tables/`: every table as {form}, ordered by its key. Empty means that the page does not say.
- `dripfeed.db`: the same rows in SQLite. Open it with `datasette dripfeed.db -m metadata.yaml`.
- `columns.md`: what every column means. `run.json`: the runs, their settings and versions.
- `methods.md`: a paragraph for a methods section, generated from the last run. Check it before use.
- `{sums}`: `sha256sum -c {sums}` shows whether a file was changed. To cite the dataset, cite the
  hash of this file: it contains the hash of every other file.

The posts belong to the clinics that wrote them. Details that identify a patient have been redacted.
"""


def freeze(
    db: Database, folder: Path, form: Format, documents: Mapping[str, str]
) -> dict[str, int]:
    """Write the folder; returns table -> rows.

    documents: additional files by name, such as columns.md and metadata.yaml.
    Raises: DripfeedError if the folder is not empty, or nothing has been collected yet.
    """
    _raise_if_not_empty(folder)
    runs = list(db.query("SELECT * FROM runs ORDER BY id"))
    if not runs:
        raise DripfeedError("there has been no crawl yet: there is nothing to freeze")
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    counts = {table: _write_table(db, table, form, folder / "tables") for table in TABLES}
    _copy(db, folder / "dripfeed.db")
    files = {**documents, "run.json": _runs_json(runs), "methods.md": _methods(db, runs[-1])}
    files["README.md"] = README.format(run=runs[-1]["id"], form=form, sums=CHECKSUMS)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / CHECKSUMS).write_text("".join(_checksums(folder)), encoding="utf-8")
    return counts


def _raise_if_not_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise DripfeedError(f"{folder} is not empty: name a new folder with --output")


def _write_table(db: Database, table: str, form: Format, folder: Path) -> int:
    columns = [column.name for column in db.table(table).columns]
    return write(_rows(db, table), form, folder / f"{table}.{form}", columns)


def _rows(db: Database, table: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a table, ordered by its key and redacted like every export."""
    key = "slug" if table == "clinics" else "id"
    return rows_of(db, f"SELECT * FROM {table} ORDER BY {key}", {})  # noqa: S608 - names of TABLES


def _copy(db: Database, path: Path) -> None:
    """Copy the rows into a database of its own, with a full-text index."""
    copy = open_database(path)
    copy.execute("PRAGMA foreign_keys = OFF")
    for table in TABLES:
        columns = {column.name for column in copy.table(table).columns}
        copy.table(table).insert_all(
            {name: value for name, value in row.items() if name in columns}
            for row in _rows(db, table)
        )
    copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy.execute("PRAGMA journal_mode = DELETE")  # a single file
    copy.close()


def _runs_json(runs: list[dict[str, Any]]) -> str:
    parsed = [
        {**run, **{name: json.loads(run[name]) for name in ("settings", "versions")}}
        for run in runs
    ]
    return json.dumps(parsed, indent=2, ensure_ascii=False) + "\n"


def _methods(db: Database, run: Mapping[str, Any]) -> str:
    parts = {part: run_query(db, f"pages/run/{part}", run=run["id"]) for part in methods.PARTS}
    return " ".join(methods.sentences(run, parts)) + "\n"


def _checksums(folder: Path) -> Iterator[str]:
    """One line per file, in the format of `sha256sum`."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield f"{digest}  {path.relative_to(folder).as_posix()}\n"
