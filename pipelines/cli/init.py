"""`dripfeed init`: create a working folder."""

from pathlib import Path

import click

from pipelines.cli.options import FOLDER

README = """\
# A collection of clinic blogs

`data/clinics.csv` lists the clinics to collect: one row each, in any spreadsheet program that saves
"CSV UTF-8". Only `slug` (a short key such as `my-clinic`) and `website` are required; an empty cell
means that the value is not known. `dripfeed add URL` looks at a site and adds its row for you.

    export DRIPFEED_CONTACT=you@university.example   # clinics must be able to reach you
    dripfeed add https://www.some-clinic.example/    # add a row for each clinic
    dripfeed crawl                                   # collect what they publish
    dripfeed serve                                   # read, search and compare it in a browser

Run the commands in this folder. What they collect is kept in `data/dripfeed.db` (SQLite) and
`data/archive/` (every response, as WARC files): back up both. `dripfeed --help` lists the other
commands.
"""

NEXT_STEPS = """
Next steps{there}:
  dripfeed demo        try everything on imitation clinics, without the internet
  dripfeed add URL     add a clinic to data/clinics.csv
  dripfeed crawl       collect what the clinics publish"""


@click.command()
@click.argument("folder", type=FOLDER, default=Path())
def init(folder: Path) -> None:
    """Create a working folder in FOLDER (default: the current folder).

    Writes data/clinics.csv with a header row, and a README.md with the next steps. Nothing is
    overwritten: if one of the two files exists, neither is written.
    """
    from scrapers.clinics.rows import COLUMNS

    files = {
        folder / "data" / "clinics.csv": ",".join(COLUMNS) + "\n",
        folder / "README.md": README,
    }
    if existing := [str(path) for path in files if path.exists()]:
        raise click.ClickException(
            f"{' and '.join(existing)} would be overwritten; choose another folder"
        )
    for path, text in files.items():
        _write(path, text)
        click.echo(f"wrote {path}")
    click.echo(NEXT_STEPS.format(there="" if folder == Path() else f" in {folder}"))


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:  # "x" never replaces a file
            file.write(text)
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error
