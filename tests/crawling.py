"""Runs the command line as a user would: a process of its own, a database in a folder."""

import csv
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.store.database import read_database

QUICK = ("-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=False")
"""No pauses: the sites are our own."""
DRIPFEED = (sys.executable, "-c", "from pipelines.cli import cli; cli()")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """What a crawl left behind."""

    code: int
    out: str
    err: str
    db_path: Path

    def rows(self, sql: str, **given: object) -> list[dict[str, Any]]:
        """Rows of the crawl's database."""
        db = read_database(self.db_path)
        try:
            return list(db.query(sql, given))
        finally:
            db.close()

    def column(self, sql: str, **given: object) -> list[Any]:
        """The first column of rows of the crawl's database."""
        return [next(iter(row.values())) for row in self.rows(sql, **given)]


def write_clinics(path: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """A clinics.csv of these rows."""
    kept = list(rows)
    columns = list(dict.fromkeys(column for row in kept for column in row))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows(kept)
    return path


def crawl_command(folder: Path, *options: str) -> list[str]:
    """The words of `dripfeed crawl` on folder/clinics.csv into folder/dripfeed.db."""
    files = ["--clinics", str(folder / "clinics.csv"), "--db", str(folder / "dripfeed.db")]
    return [*DRIPFEED, "crawl", *files, "--allow-private", *QUICK, *options]


def crawl(
    folder: Path, rows: Iterable[Mapping[str, str]], *options: str, seconds: float = 120
) -> Crawled:
    """Crawl the clinics of these rows to the end."""
    write_clinics(folder / "clinics.csv", rows)
    return finished(folder, run(crawl_command(folder, *options), seconds=seconds))


def run(
    words: Sequence[str], *, seconds: float = 120, answer: str = ""
) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end; `answer` is what the user types."""
    return subprocess.run(
        words, capture_output=True, text=True, timeout=seconds, check=False, input=answer
    )


def dripfeed(*words: str) -> "subprocess.CompletedProcess[str]":
    """Run one verb of the command line."""
    return run([*DRIPFEED, *words])


def finished(folder: Path, done: "subprocess.CompletedProcess[str]") -> Crawled:
    """What a finished crawl in a folder left behind."""
    return Crawled(
        code=done.returncode, out=done.stdout, err=done.stderr, db_path=folder / "dripfeed.db"
    )
