"""Shows the progress of a crawl: a live table in a terminal, plain lines elsewhere."""

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
    "end_state": "result",
    "next_step": "next step",
}
LINE_EVERY = 25
"""Pages of a clinic between two plain lines."""
SHOWN = 20
"""Most clinics in the live table, which shows those being visited."""


class Progress:
    """Counts pages and skips, and shows them while the crawl runs."""

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
        """Count a stored page or skip, or a clinic that was settled."""
        if isinstance(item, Page):
            self.pages[item.clinic] += 1
            if self.pages[item.clinic] % LINE_EVERY == 0:
                self._print(f"{item.clinic}: {self.pages[item.clinic]} pages fetched")
        elif isinstance(item, Skip):
            self.skips[item.clinic] += 1
        else:
            self.ended[item.clinic] = item.end_state
            self._print(f"{item.clinic}: {item.end_state}, {self.pages[item.clinic]} pages fetched")

    def _print(self, line: str) -> None:
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
    """Print the rows of the file of clinics that are left out."""
    for problem in problems:
        click.echo(f"left out: {problem}", err=True)


def print_run(db_path: Path, *, as_json: bool) -> None:
    """Print the result of each clinic in the newest run."""
    db = read_database(db_path)
    rows = run_query(db, "coverage")
    db.close()
    newest = max((row["run"] for row in rows), default=None)  # type: ignore[type-var]
    print_coverage([row for row in rows if row["run"] == newest], as_json=as_json)


def print_coverage(rows: Sequence[dict[str, Any]], *, as_json: bool) -> None:
    """Print rows of the report `coverage`, with the number of posts."""
    with_posts = [{**row, "posts": row["new"] + row["changed"] + row["unchanged"]} for row in rows]
    print_rows(with_posts, RUN_COLUMNS, as_json=as_json)
