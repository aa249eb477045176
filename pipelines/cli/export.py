"""`dripfeed export`: write a table, a report, a coding sheet or the whole collection to files."""

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
@click.argument("source", metavar="TABLE-OR-QUERY|coding|dataset")
@db_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    help="File format.  [default: by the suffix of --output, else csv]",
)
@click.option(
    "--output",
    "-o",
    type=OUTPUT,
    help="The file to write; for `dataset`, the folder.  [default: standard output]",
)
@click.option("-p", "params", metavar="NAME=VALUE", multiple=True, help="A query parameter.")
@click.option("--sample", type=click.IntRange(min=1), help="For `coding`: number of posts.")
@click.option("--seed", type=int, help="For `coding`: the same seed draws the same posts.")
def export(
    source: str,
    db_path: Path,
    form: str | None,
    output: Path | None,
    params: tuple[str, ...],
    sample: int | None,
    seed: int | None,
) -> None:
    """Write a table, a view, a prepared report or a SELECT statement as CSV, JSON lines or Parquet.

    `export coding --sample 100 --seed 7` writes a sheet for two people who code posts by hand.
    `export dataset -o FOLDER` writes a frozen dataset to cite: all tables, the meaning of their
    columns, the runs, a methods paragraph and checksums.

    Exports may leave this machine, so names, e-mail addresses and phone numbers of patients are
    redacted, and testimonials are left empty.

    In CSV, an apostrophe goes before any text that a spreadsheet would run as a formula.
    """
    from pipelines.reports.export import Format, write
    from pipelines.store.database import read_database

    _check_options(source, output, sample, seed)
    suffix = output.suffix.removeprefix(".") if output else ""
    chosen = Format(form or (suffix if suffix in list(Format) else "csv"))
    parameters = dict(pair(param, "-p") for param in params)
    db = read_database(db_path)
    try:
        if source == "dataset" and output:
            _freeze(db, output, chosen)
            return
        draw = (sample, seed) if sample and seed is not None else None
        count = write(_rows(db, source, parameters, draw), chosen, output or sys.stdout)
    finally:
        db.close()
    if output:
        click.echo(f"Wrote {count:,} rows to {output}")


def _rows(
    db: "Database", source: str, parameters: Mapping[str, str], draw: tuple[int, int] | None
) -> "Iterable[Row]":
    """draw: size and seed of the sample for `coding`; None for everything else."""
    from pipelines.reports.coding_sheet import sheet
    from pipelines.reports.export import rows_of

    return sheet(db, *draw) if draw else rows_of(db, source, parameters)


def _check_options(source: str, output: Path | None, sample: int | None, seed: int | None) -> None:
    """Raises: UsageError, exit code 2, for options that do not fit what is exported."""
    if source == "coding" and (sample is None or seed is None):
        raise click.UsageError("coding needs --sample N and --seed S, to be reproducible")
    if source != "coding" and (sample is not None or seed is not None):
        raise click.UsageError("--sample and --seed can only be used with `coding`")
    if source == "dataset" and output is None:
        raise click.UsageError("dataset needs --output FOLDER")
    if source != "dataset" and output and output.is_dir():
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
    click.echo(f"Wrote {sum(counts.values()):,} rows of {len(counts)} tables to {folder}")
