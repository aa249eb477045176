"""`dripfeed status`: the result of each clinic, and the next step."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipelines.cli.options import db_option, json_option

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]

ROUTE_COLUMNS = {
    "route": "route",
    "listed": "listed",
    "posts": "posts",
    "posts_only_here": "only on this route",
    "dead": "dead",
    "no_posts": "not posts",
    "failed": "failed",
    "waiting": "waiting",
}
REASON_COLUMNS = {
    "clinic": "clinic",
    "addresses": "URLs",
    "reason": "reason",
    "text": "meaning",
    "for_example": "for example",
}
DETAILS = (
    ("Posts that only one route lists:", "inventory_only_one_route", ("route", "url")),
    ("Listed URLs that are dead:", "inventory_dead", ("routes", "url")),
    ("Other URLs of posts:", "inventory_aliases", ("other_url", "how", "post_url")),
)
"""Lists shown for one clinic: heading, report, columns. The first one only if there are several
routes."""
SHOWN = 10
"""Rows shown of each; `dripfeed export REPORT -p clinic=SLUG` writes all of them."""


@click.command()
@click.argument("slug", metavar="[CLINIC]", required=False)
@db_option
@json_option
def status(slug: str | None, db_path: Path, as_json: bool) -> None:
    """Show the last run of each clinic: listed, posts, skips by reason, result, next step.

    With a CLINIC also its inventory: what each route of its site lists, which posts only one route
    lists, which listed URLs are dead, and which other URLs its posts have.
    """
    from pipelines.cli.progress import print_coverage
    from pipelines.queries import run_query
    from pipelines.store.database import read_database
    from scrapers.errors import DripfeedError

    db = read_database(db_path)
    rows = run_query(db, "coverage", clinic=slug or "")
    if slug and not rows:
        raise DripfeedError(f"no run has visited a clinic {slug!r}: see `dripfeed status`")
    if as_json:
        print_coverage([_with_all(db, row) for row in rows], as_json=True)
        return
    print_coverage(rows, as_json=False)
    if slug:
        _print_inventory(db, slug)
    _print_reasons(run_query(db, "skipped_addresses", clinic=slug or ""))
    _print_versions(db, db_path)
    db.close()


def _with_all(db: "Database", row: Row) -> Row:
    """The row with the skips of its clinic by reason, and the inventory of its routes."""
    from pipelines.queries import run_query
    from pipelines.reports.inventory import in_words

    clinic = row["clinic"]
    routes, ends = (
        run_query(db, "inventory", clinic=clinic),
        run_query(db, "inventory_ends", clinic=clinic),
    )
    reasons = run_query(db, "skipped_addresses", clinic=clinic)
    inventory = {"words": in_words(routes, ends), "routes": routes, "ends": ends}
    return {**row, "reasons": reasons, "inventory": inventory}


def _print_inventory(db: "Database", slug: str) -> None:
    from pipelines.cli.tables import print_lines, print_rows
    from pipelines.queries import run_query
    from pipelines.reports.inventory import in_words

    routes = run_query(db, "inventory", clinic=slug)
    ends = run_query(db, "inventory_ends", clinic=slug)
    print_lines(["", f"What the site lists: {in_words(routes, ends)}.", ""])
    print_rows(routes, ROUTE_COLUMNS, as_json=False)
    for heading, report, columns in DETAILS[len(routes) < 2 :]:
        _print_some(heading, run_query(db, report, clinic=slug), columns)


def _print_some(heading: str, rows: Sequence[Row], columns: Sequence[str]) -> None:
    from pipelines.cli.tables import print_lines

    if not rows:
        return
    print_lines(["", heading])
    print_lines("  " + "  ".join(str(row[column]) for column in columns) for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        print_lines([f"  and {len(rows) - SHOWN:,} more"])


def _print_reasons(reasons: Sequence[Row]) -> None:
    from pipelines.cli.tables import print_lines, print_rows
    from pipelines.reports.labels import reason

    if not reasons:
        return
    print_lines(["", "URLs not counted as posts, and why:"])
    rows = [{**row, "text": reason(row["reason"])} for row in reasons]
    print_rows(rows, REASON_COLUMNS, as_json=False)


def _print_versions(db: "Database", db_path: Path) -> None:
    from pipelines.cli.tables import print_lines
    from pipelines.store.runs import versions

    print_lines(["", f"SQLite {versions(db)['sqlite']}, database {db_path}"])
