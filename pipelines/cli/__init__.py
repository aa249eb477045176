"""The command line: one file per command, imported when it is used, so that `--help` is fast."""

from importlib import import_module

import click

from scrapers import __version__
from scrapers.errors import DripfeedError

COMMANDS = (
    "demo", "init", "add", "crawl", "status", "page", "extract", "compare", "digest", "export",
    "serve",
)  # fmt: skip
"""Commands in the order in which a new user needs them; each is a module of this package."""


class Commands(click.Group):
    """Imports a command when it is used, and prints dripfeed's errors without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with that name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"pipelines.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command.

        Raises: ClickException, exit code 1, for an error that the user can fix.
        """
        try:
            return super().invoke(ctx)
        except DripfeedError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="dripfeed")
def cli() -> None:
    """Collect, archive and compare what infusion clinics publish on their blogs.

    Exit codes: 0 done, 1 error, 2 usage error, 3 finished but a clinic failed.
    """
