"""The command line: one file per verb, found when it is used, so that `--help` is quick."""

from importlib import import_module

import click

from scrapers import __version__
from scrapers.errors import DripfeedError

COMMANDS = (
    "demo", "init", "add", "crawl", "status", "page", "extract", "compare", "digest", "export",
    "serve",
)  # fmt: skip
"""Verbs in the order of a first day with dripfeed; each is a module of this package."""


class Verbs(click.Group):
    """Loads a verb's module when the verb is used, and prints our errors without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb; None for an unknown one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"pipelines.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the verb.

        Raises: ClickException, exit code 1, for an error that the user can mend.
        """
        try:
            return super().invoke(ctx)
        except DripfeedError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Verbs)
@click.version_option(__version__, prog_name="dripfeed")
def cli() -> None:
    """Collect, keep and compare what infusion clinics publish on their blogs.

    Exit codes: 0 done, 1 error, 2 wrong usage, 3 finished but a clinic failed.
    """
