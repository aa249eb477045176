"""The command line, run inside a test."""

from pathlib import Path

from click.testing import CliRunner, Result

from pipelines.cli import cli


def dripfeed(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])
