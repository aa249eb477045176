"""`dripfeed crawl`: visit clinics and store what they publish."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pipelines.cli.options import (
    FILE,
    archive_beside,
    archive_option,
    db_option,
    json_option,
    pair,
    vocabulary_option,
)
from scrapers.items import Clinic


@click.command()
@click.argument("slugs", metavar="[CLINIC]...", nargs=-1)
@click.option(
    "--clinics",
    "clinics_path",
    type=FILE,
    default=Path("data/clinics.csv"),
    show_default=True,
    help="The file of clinics.",
)
@db_option
@archive_option
@vocabulary_option
@click.option("--full", is_flag=True, help="Fetch known pages again, not only new ones.")
@click.option("--due", "only_due", is_flag=True, help="Visit only the clinics that are due.")
@click.option("--limit", type=click.IntRange(min=1), help="Fetch at most N pages of each clinic.")
@click.option("--allow-private", is_flag=True, help="Allow loopback and private IP addresses.")
@click.option("--skip-bad-rows", is_flag=True, help="Skip invalid rows in the file of clinics.")
@click.option(
    "-s", "changes", metavar="NAME=VALUE", multiple=True, help="Change a setting; may be repeated."
)
@json_option
def crawl(
    slugs: tuple[str, ...],
    clinics_path: Path,
    db_path: Path,
    archive_path: Path | None,
    vocabulary_path: Path | None,
    full: bool,
    only_due: bool,
    limit: int | None,
    allow_private: bool,
    skip_bad_rows: bool,
    changes: tuple[str, ...],
    as_json: bool,
) -> None:
    """Visit clinics (all in the file, or those named) and store what they publish.

    Prints a line per clinic while it runs and a table at the end: listed, fetched, new, changed,
    skipped, failed, the result and the next step. Ctrl-C stops cleanly; the same command continues
    where it stopped. Exit code 3 means that a clinic failed.
    """
    from pipelines.cli.progress import Progress, print_run
    from pipelines.jobs.crawl import exit_code, run_crawl

    clinics = named_clinics(clinics_path, slugs, skip_bad_rows=skip_bad_rows)
    if only_due and not (clinics := due_clinics(db_path, clinics)):
        return
    settings: dict[str, Any] = {
        "LOG_LEVEL": "WARNING",
        "DRIPFEED_DB": str(db_path),
        "DRIPFEED_ARCHIVE": str(archive_path or archive_beside(db_path)),
        "DRIPFEED_VOCABULARY": str(vocabulary_path or ""),
        "DRIPFEED_FULL": full,
        "DRIPFEED_LIMIT": limit or 0,
        "DRIPFEED_ALLOW_PRIVATE": allow_private,
        **dict(pair(change, "-s") for change in changes),
    }
    with Progress(clinics) as progress:
        ends = run_crawl(clinics, settings, progress.note)
    print_run(db_path, as_json=as_json)
    raise SystemExit(exit_code(clinics, ends))


def named_clinics(
    clinics_path: Path, slugs: Sequence[str], *, skip_bad_rows: bool
) -> tuple[Clinic, ...]:
    """The named clinics of a file, or all of them; prints which rows are left out."""
    from pipelines.cli.progress import print_problems
    from scrapers.clinics import read_clinics, select

    read = read_clinics(clinics_path, skip_bad_rows=skip_bad_rows)
    print_problems(read.problems)
    if not read.clinics and not read.problems:
        raise click.ClickException(
            f"{clinics_path} does not list any clinics: add one with `dripfeed add URL`"
        )
    return select(read.clinics, slugs)


def due_clinics(db_path: Path, clinics: Sequence[Clinic]) -> tuple[Clinic, ...]:
    """The clinics that are due; if there are none, prints when the next one is."""
    from pipelines.store.database import open_database
    from pipelines.store.schedule import due, waiting_until

    db = open_database(db_path)
    chosen, waiting = due(db, clinics), waiting_until(db)
    db.close()
    if not chosen and clinics:
        first = min(waiting[clinic.slug] for clinic in clinics)
        click.echo(f"no clinic is due; the next one is due at {first}")
    return chosen
