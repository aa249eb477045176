"""Options that several commands share."""

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
    help="The folder of raw responses.  [default: archive, next to the database]",
)
vocabulary_option = click.option(
    "--vocabulary",
    "vocabulary_path",
    type=FOLDER,
    envvar="DRIPFEED_VOCABULARY",
    show_envvar=True,
    help="The folder of terms and cues.  [default: dripfeed's own, and data/vocabulary]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")


def archive_beside(db_path: Path) -> Path:
    """The default folder of raw responses: `archive`, next to the database."""
    return db_path.parent / "archive"


def pair(text: str, option: str) -> tuple[str, str]:
    """Name and value of NAME=VALUE, the value of an option.

    Raises: BadParameter, exit code 2, for anything else.
    """
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint=option)
    return name.strip(), value
