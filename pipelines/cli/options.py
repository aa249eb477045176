"""Options that several verbs share, each said once."""

from pathlib import Path

import click

FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)

db_option = click.option(
    "--db",
    "db_path",
    type=FILE,
    default=Path("data/dripfeed.db"),
    envvar="DRIPFEED_DB",
    show_default=True,
    show_envvar=True,
    help="The database.",
)
archive_option = click.option(
    "--archive",
    "archive_path",
    type=FOLDER,
    help="The folder of raw responses.  [default: archive, beside the database]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")


def archive_beside(db_path: Path) -> Path:
    """Where raw responses lie if nothing else is said: the folder `archive` beside the database."""
    return db_path.parent / "archive"
