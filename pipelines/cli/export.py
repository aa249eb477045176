"""`dripfeed export`: a table, an answer, a sheet for coders or the whole collection as files."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import db_option, pair

if TYPE_CHECKING:
    from sqlite_utils import Database

    from pipelines.reports.export import Row

OUTPUT = click.Path(path_type=Path)


@click.command()
@click.argument("wanted", metavar="TABLE-OR-QUERY|coding|dataset")
@db_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    help="Format of the file.  [default: by the ending of --output, else csv]",
)
@click.option(
    "--output",
    "-o",
    type=OUTPUT,
    help="The file to write, of `dataset` the folder.  [default: standard output]",
)
@click.option("-p", "given", metavar="NAME=VALUE", multiple=True, help="A parameter of the query.")
@click.option("--sample", type=click.IntRange(min=1), help="Of `coding`: number of posts.")
@click.option("--seed", type=int, help="Of `coding`: the same seed draws the same posts.")
def export(
    wanted: str,
    db_path: Path,
    form: str | None,
    output: Path | None,
    given: tuple[str, ...],
    sample: int | None,
    seed: int | None,
) -> None:
    """Write a table, a view, a question by name or a SELECT statement as CSV, JSON lines, Parquet.

    `export coding --sample 100 --seed 7` writes a sheet for two people who code posts by hand.
    `export dataset -o FOLDER` writes a folder to freeze and cite: all tables, what their columns
    mean, the runs, a methods paragraph, checksums.

    Where a patient speaks, names, e-mail addresses and phone numbers are masked, and blocks of
    testimonials hold no words: the file leaves this machine.

    In CSV a text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    from pipelines.reports.export import Format, write
    from pipelines.store.database import read_database

    _demand_fitting(wanted, output, sample, seed)
    ending = output.suffix.removeprefix(".") if output else ""
    chosen = Format(form or (ending if ending in list(Format) else "csv"))
    parameters = dict(pair(each, "-p") for each in given)
    db = read_database(db_path)
    try:
        if wanted == "dataset" and output:
            _freeze(db, output, chosen)
            return
        drawn = (sample, seed) if sample and seed is not None else None
        count = write(_rows(db, wanted, parameters, drawn), chosen, output or sys.stdout)
    finally:
        db.close()
    if output:
        click.echo(f"{count} rows in {output}")


def _rows(
    db: "Database", wanted: str, parameters: Mapping[str, str], drawn: tuple[int, int] | None
) -> "Iterable[Row]":
    """drawn: size and seed of the sample of `coding`; None for all else."""
    from pipelines.reports.coding_sheet import sheet
    from pipelines.reports.export import rows_of

    return sheet(db, *drawn) if drawn else rows_of(db, wanted, parameters)


def _demand_fitting(wanted: str, output: Path | None, sample: int | None, seed: int | None) -> None:
    """Raises: UsageError, exit code 2, for options that do not go with what is wanted."""
    if wanted == "coding" and (sample is None or seed is None):
        raise click.UsageError("coding needs --sample N and --seed S, so that it can be repeated")
    if wanted != "coding" and (sample is not None or seed is not None):
        raise click.UsageError("--sample and --seed go with `coding` only")
    if wanted == "dataset" and output is None:
        raise click.UsageError("dataset needs --output FOLDER")
    if wanted != "dataset" and output and output.is_dir():
        raise click.UsageError(f"--output {output} is a folder: name a file")


def _freeze(db: object, folder: Path, form: object) -> None:
    from pipelines import data_folder
    from pipelines.browse.generated_docs import to_markdown
    from pipelines.reports.frozen_dataset import freeze

    documents = {
        "columns.md": to_markdown(),
        "metadata.yaml": (data_folder() / "metadata.yaml").read_text(encoding="utf-8"),
    }
    counts = freeze(db, folder, form, documents)  # type: ignore[arg-type]
    click.echo(f"{sum(counts.values()):,} rows of {len(counts)} tables in {folder}")
