"""Walks through dripfeed as somebody does who has the wheel and no checkout.

Run as `make wheel`, or `python -m tests.wheel_walk [--python PYTHON]`: builds the wheel into
build/, installs it in an empty environment in a temporary folder, and gives the commands of a first
day to it there. Only the clinic is served from here, on loopback. Prints a line for each step; the
first that fails ends the walk with its output and exit code 1. What pip says is in build/pip.log.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.crawling import QUICK
from tests.sites.catalog import site
from tests.sites.server import serve

PROJECT = Path(__file__).parents[1]
BUILD = PROJECT / "build"
PIP = ("-m", "pip", "--disable-pip-version-check")
SECONDS = 600
"""What a step may take; pip downloads about 60 libraries."""
STYLESHEET = re.compile(r'href="([^"]+\.css[^"]*)"')


class StepError(Exception):
    """A step did not do what it should; the message has what it printed."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A dripfeed in an environment of its own."""

    command: Path
    folder: Path
    """Where its commands run."""

    def run(self, *words: str) -> None:
        """Run a command to its end."""
        _run([str(self.command), *words], self.folder)

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The URL of `dripfeed serve` while it runs."""
        server = subprocess.Popen(
            [self.command, "serve", "--port", "0"],
            cwd=self.folder,
            env=_environment(),
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout
            line = server.stdout.readline()
            url = re.search(r"http://\S+/", line)
            if url is None:
                raise StepError(f"dripfeed serve names no URL: {line!r}")
            yield url[0]
        finally:
            server.terminate()
            server.communicate()


def main() -> None:
    """Build, install, walk."""
    python = _arguments().python
    with tempfile.TemporaryDirectory(prefix="dripfeed-wheel-") as name:
        folder = Path(name)
        try:
            with _step("build the wheel"):
                wheel = build()
            with _step(f"install {wheel.name} in an empty environment"):
                dripfeed = install(wheel, python, folder)
            walk(dripfeed)
        except (StepError, OSError, subprocess.SubprocessError) as error:
            sys.exit(f"{error}")


def build() -> Path:
    """The wheel of this checkout, in build/."""
    for old in BUILD.glob("*.whl"):
        old.unlink()
    BUILD.mkdir(exist_ok=True)
    _pip(sys.executable, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(BUILD), str(PROJECT))
    [wheel] = BUILD.glob("dripfeed-*.whl")
    return wheel


def install(wheel: Path, python: str, folder: Path) -> Installed:
    """The wheel with its pinned libraries in a new environment."""
    environment = folder / "environment"
    _run([python, "-m", "venv", str(environment)], folder)
    constraints = str(PROJECT / "constraints.txt")
    executable = str(environment / "bin" / "python")
    _pip(executable, "install", "--quiet", "--constraint", constraints, str(wheel))
    return Installed(environment / "bin" / "dripfeed", folder)


def walk(dripfeed: Installed) -> None:
    """The commands of a first day, in the order in which they are needed."""
    work = Installed(dripfeed.command, dripfeed.folder / "work")
    with serve(site("prairie-drip")) as clinic:
        here, quick = ("--allow-private", *QUICK), ("--slug", "prairie", "--yes")
        for command, words in (
            (dripfeed, ("--version",)),
            (dripfeed, ("init", "work")),
            (work, ("demo", "--no-serve", "--db", "demo/dripfeed.db")),
            (work, ("add", clinic.url, *quick, *here)),
            (work, ("crawl", *here)),
            (work, ("status",)),
            (work, ("extract", "--settle-only")),
            (work, ("export", "posts", "-o", "posts.csv")),
            (work, ("export", "dataset", "-o", "frozen", "--db", "demo/dripfeed.db")),
        ):
            with _step(" ".join(["dripfeed", *words[:2]])):
                command.run(*words)
    with _step("dripfeed serve"), work.serving() as url:
        check_pages(url)


def check_pages(url: str) -> None:
    """The home page and a post answer, and every stylesheet that they name.

    Raises: StepError for a page without a stylesheet, OSError for one that does not answer.
    """
    for page in (url, f"{url}post/1"):
        stylesheets = STYLESHEET.findall(_get(page))
        if not stylesheets:
            raise StepError(f"{page} names no stylesheet")
        for stylesheet in stylesheets:
            _get(f"{url}{stylesheet.lstrip('/')}")


def _get(url: str) -> str:
    with urlopen(url, timeout=60) as response:
        return str(response.read().decode())


@contextmanager
def _step(name: str) -> Iterator[None]:
    started = time.monotonic()
    try:
        yield
    except BaseException:
        print(f"FAILED  {name}", flush=True)
        raise
    print(f"ok {time.monotonic() - started:6.1f} s  {name}", flush=True)


def _pip(python: str, *words: str) -> None:
    """Run pip; what it says of this machine's index goes into a log."""
    with (BUILD / "pip.log").open("a", encoding="utf-8") as log:
        done = subprocess.run(
            [python, *PIP, *words],
            stdout=log,
            stderr=log,
            env=_environment(),
            timeout=SECONDS,
            check=False,
        )
    if done.returncode:
        raise StepError(f"pip {words[0]} failed: see {BUILD / 'pip.log'}")


def _run(words: Sequence[str], folder: Path) -> None:
    done = subprocess.run(
        words,
        cwd=folder,
        env=_environment(),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        output = done.stdout + done.stderr
        raise StepError(f"{' '.join(words)} ended with {done.returncode}:\n{output}")


def _environment() -> dict[str, str]:
    """The variables of this process without those that would lead back to the checkout."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DRIPFEED_", "PYTHON", "VIRTUAL_ENV"))
    }
    return {**kept, "DRIPFEED_CONTACT": "wheel-walk@dripfeed.example"}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.wheel_walk", description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="the Python to install into")
    return parser.parse_args()


if __name__ == "__main__":
    main()
