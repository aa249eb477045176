"""Shows how a crawl goes: a bar per clinic in a terminal, plain lines elsewhere."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import click
from rich.console import Console
from rich.live import Live
from rich.table import Table

from pipelines.cli.tables import print_rows
from pipelines.queries import run_query
from pipelines.store.database import read_database
from scrapers.items import Clinic, Item, Page, Skip

RUN_COLUMNS = {
    "clinic": "clinic",
    "listed": "listed",
    "posts": "posts",
    "skipped": "skipped",
    "failed": "failed",
    "fetched": "fetched",
    "new": "new",
    "changed": "changed",
    "end_state": "end",
    "next_step": "what to do",
}
LINE_EVERY = 25
"""Pages between two plain lines of a clinic."""
SHOWN = 20
"""Clinics shown at once in a terminal: those that are being visited."""


class Progress:
    """Counts what the crawl says and shows it while it runs."""

    def __init__(self, clinics: Sequence[Clinic]) -> None:
        self.total = len(clinics)
        self.pages: Counter[str] = Counter()
        self.skips: Counter[str] = Counter()
        self.ended: dict[str, str] = {}
        console = Console(stderr=True)
        self.live = (
            Live(console=console, get_renderable=self._table) if console.is_terminal else None
        )

    def __enter__(self) -> "Progress":
        if self.live:
            self.live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.live:
            self.live.stop()

    def note(self, item: Item) -> None:
        """Hear of a page or skip that was noted, or of a clinic that was settled."""
        if isinstance(item, Page):
            self.pages[item.clinic] += 1
            if self.pages[item.clinic] % LINE_EVERY == 0:
                self._say(f"{item.clinic}: {self.pages[item.clinic]} pages fetched")
        elif isinstance(item, Skip):
            self.skips[item.clinic] += 1
        else:
            self.ended[item.clinic] = item.end_state
            self._say(f"{item.clinic}: {item.end_state}, {self.pages[item.clinic]} pages fetched")

    def _say(self, line: str) -> None:
        if self.live is None:
            click.echo(line, err=True)

    def _table(self) -> Table:
        table = Table(box=None, title=f"{len(self.ended)} of {self.total} clinics done")
        for heading in ("clinic", "fetched", "skipped"):
            table.add_column(heading, justify="left" if heading == "clinic" else "right")
        busy = [slug for slug in self.pages | self.skips if slug not in self.ended]
        for slug in busy[:SHOWN]:
            table.add_row(slug, str(self.pages[slug]), str(self.skips[slug]))
        return table


def print_problems(problems: Sequence[object]) -> None:
    """Name the rows of the file of clinics that are left out."""
    for problem in problems:
        click.echo(f"left out: {problem}", err=True)


def print_run(db_path: Path, *, as_json: bool) -> None:
    """Print how each clinic fared in the newest run."""
    db = read_database(db_path)
    rows = run_query(db, "coverage")
    db.close()
    newest = max((row["run"] for row in rows), default=None)  # type: ignore[type-var]
    print_coverage([row for row in rows if row["run"] == newest], as_json=as_json)


def print_coverage(rows: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    """Print rows of the question `coverage`, with the posts that they add up to."""
    counted = [{**row, "posts": row["new"] + row["changed"] + row["unchanged"]} for row in rows]
    print_rows(counted, RUN_COLUMNS, as_json=as_json)
