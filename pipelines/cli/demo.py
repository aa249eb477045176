"""`dripfeed demo`: try everything on this machine, without the internet."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pipelines import demo_folder


@click.command()
@click.option("--no-serve", is_flag=True, help="Stop after the crawl.")
@click.option(
    "--db",
    "db_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to store the database.  [default: a new folder]",
)
def demo(no_serve: bool, db_path: Path | None) -> None:
    """Crawl imitation clinics on this machine, show the results, and serve them with Datasette."""
    from pipelines.cli.progress import Progress, print_run
    from pipelines.jobs.crawl import exit_code, run_crawl
    from scrapers.clinics import read_clinics

    path = db_path or Path(tempfile.mkdtemp(prefix="dripfeed-demo-")) / "dripfeed.db"
    with imitation_clinics(path.parent) as clinics_path:
        clinics = read_clinics(clinics_path).clinics
        settings = {
            "LOG_LEVEL": "WARNING",
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "DRIPFEED_DB": str(path),
            "DRIPFEED_ARCHIVE": str(path.parent / "archive"),
            "DRIPFEED_ALLOW_PRIVATE": True,
        }
        with Progress(clinics) as progress:
            ends = run_crawl(clinics, settings, progress.note)
    print_run(path, as_json=False)
    click.echo(f"\nDatabase: {path}")
    if code := exit_code(clinics, ends):
        raise SystemExit(code)
    if not no_serve:
        from pipelines.cli.serve import serve

        click.get_current_context().invoke(serve, db_path=path)


@contextmanager
def imitation_clinics(folder: Path) -> Iterator[Path]:
    """Serve the imitation clinics on loopback; yields the file of clinics that lists them.

    Raises: DripfeedError if the sites are missing, ClickException if they do not start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = (folder / "clinics.csv").resolve()  # the server runs in another folder
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.sites", "--csv", str(path)],
        cwd=demo_folder(),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        _wait_for(server, path)
        yield path
    finally:
        server.terminate()
        server.wait()


def _wait_for(server: "subprocess.Popen[str]", path: Path) -> None:
    assert server.stdout
    server.stdout.readline()  # the first line is printed when all of them respond
    if server.poll() is not None or not path.is_file():
        raise click.ClickException("the imitation clinics could not be served")
