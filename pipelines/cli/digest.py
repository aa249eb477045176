"""`dripfeed digest`: what has happened since a day."""

import json
from datetime import date
from pathlib import Path

import click

from pipelines.cli.options import db_option


@click.command()
@click.option(
    "--since",
    metavar="DATE",
    default="",
    help="First day, such as 2026-11-01.  [default: seven days before the last run]",
)
@db_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of Markdown.")
def digest(since: str, db_path: Path, as_json: bool) -> None:
    """Print what is new since a day as Markdown, to read or to send by e-mail.

    New and changed posts, text shared between clinics, a clinic's first post about a topic, and
    clinics that stopped publishing. For a clinic that was collected for the first time it gives
    only the number of posts.
    """
    from pipelines.reports.digest import gather, to_markdown
    from pipelines.store.database import read_database

    _raise_if_not_a_date(since)
    db = read_database(db_path)
    span, parts = gather(db, since)
    db.close()
    if as_json:
        click.echo(json.dumps({**span, **parts}, indent=2, ensure_ascii=False))
    else:
        click.echo(to_markdown(span, parts), nl=False)


def _raise_if_not_a_date(text: str) -> None:
    try:
        if text:
            date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a date (use YYYY-MM-DD)"
        raise click.BadParameter(message, param_hint="--since") from None
