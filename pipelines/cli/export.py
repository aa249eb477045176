"""`dripfeed export`: a table or an answer as a file."""

import sys
from pathlib import Path

import click

from pipelines.cli.options import FILE, db_option, pair


@click.command()
@click.argument("wanted", metavar="TABLE-OR-QUERY")
@db_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl", "parquet"]),
    help="Format of the file.  [default: by the ending of --output, else csv]",
)
@click.option("--output", "-o", type=FILE, help="The file to write.  [default: standard output]")
@click.option("-p", "given", metavar="NAME=VALUE", multiple=True, help="A parameter of the query.")
def export(
    wanted: str, db_path: Path, form: str | None, output: Path | None, given: tuple[str, ...]
) -> None:
    """Write a table, a view, a question by name or a SELECT statement as CSV, JSON lines, Parquet.

    Where a patient speaks, names, e-mail addresses and phone numbers are masked, and blocks of
    testimonials hold no words: the file leaves this machine.

    In CSV a text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    from pipelines.exporting import Format, rows_of, write
    from pipelines.store.database import read_database

    ending = output.suffix.removeprefix(".") if output else ""
    chosen = Format(form or (ending if ending in list(Format) else "csv"))
    parameters = dict(pair(each, "-p") for each in given)
    db = read_database(db_path)
    count = write(rows_of(db, wanted, parameters), chosen, output or sys.stdout)
    db.close()
    if output:
        click.echo(f"{count} rows in {output}")
