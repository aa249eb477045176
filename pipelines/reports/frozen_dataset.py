"""A folder to freeze and cite: tables, what their columns mean, the run, checksums, metadata."""

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
"""In the order in which one can be filled after the other. `extractions` stay with the archive:
they hold what was cut from the pages, which is no part of the posts."""
SUMS = "SHA256SUMS"
README = """# A collection of infusion clinics' blog posts

Frozen by dripfeed after run {run}.

- `tables/`: every table as {form} by its key. Empty means that the page does not say.
- `dripfeed.db`: the same rows in SQLite. `datasette dripfeed.db -m metadata.yaml` opens it.
- `columns.md`: what every column means. `run.json`: the runs, their settings and versions.
- `methods.md`: a paragraph for a methods section, written from the last run; check it.
- `{sums}`: `sha256sum -c {sums}` tells whether a file was changed. Cite the hash of this
  file for the whole: every other file's hash is in it.

The posts belong to the clinics that wrote them. What tells who a patient is has been masked.
"""


def freeze(
    db: Database, folder: Path, form: Format, documents: Mapping[str, str]
) -> dict[str, int]:
    """Write the folder; returns table -> rows.

    documents: further files by name, such as columns.md and metadata.yaml.
    Raises: DripfeedError if the folder holds anything already, or nothing was ever collected.
    """
    _demand_empty(folder)
    runs = list(db.query("SELECT * FROM runs ORDER BY id"))
    if not runs:
        raise DripfeedError("no crawl has run yet: there is nothing to freeze")
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    counts = {table: _write_table(db, table, form, folder / "tables") for table in TABLES}
    _copy(db, folder / "dripfeed.db")
    told = {**documents, "run.json": _told(runs), "methods.md": _methods(db, runs[-1])}
    told["README.md"] = README.format(run=runs[-1]["id"], form=form, sums=SUMS)
    for name, text in told.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / SUMS).write_text("".join(_sums(folder)), encoding="utf-8")
    return counts


def _demand_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise DripfeedError(f"{folder} is not empty: name a new folder with --output")


def _write_table(db: Database, table: str, form: Format, folder: Path) -> int:
    columns = [column.name for column in db.table(table).columns]
    return write(_rows(db, table), form, folder / f"{table}.{form}", columns)


def _rows(db: Database, table: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a table by its key, as every export gives them."""
    key = "slug" if table == "clinics" else "id"
    return rows_of(db, f"SELECT * FROM {table} ORDER BY {key}", {})  # noqa: S608 - names of TABLES


def _copy(db: Database, path: Path) -> None:
    """The rows in a database of their own, with its full-text index."""
    copy = open_database(path)
    copy.execute("PRAGMA foreign_keys = OFF")
    for table in TABLES:
        kept = {column.name for column in copy.table(table).columns}
        copy.table(table).insert_all(
            {name: value for name, value in row.items() if name in kept} for row in _rows(db, table)
        )
    copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    copy.close()


def _told(runs: list[dict[str, Any]]) -> str:
    read = [
        {**run, **{name: json.loads(run[name]) for name in ("settings", "versions")}}
        for run in runs
    ]
    return json.dumps(read, indent=2, ensure_ascii=False) + "\n"


def _methods(db: Database, run: Mapping[str, Any]) -> str:
    parts = {part: run_query(db, f"pages/run/{part}", run=run["id"]) for part in methods.PARTS}
    return " ".join(methods.sentences(run, parts)) + "\n"


def _sums(folder: Path) -> Iterator[str]:
    """One line per file, as `sha256sum` writes them."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        yield f"{digest}  {path.relative_to(folder).as_posix()}\n"
