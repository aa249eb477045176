"""Puts small faults into changed files and lists those that the near tests do not notice.

A survivor is a question, not an error: either a test is missing, or the change makes no difference.
So this ends with 0 whatever survives. Files are taken as they are committed and changed in a
worktree of their own, never in the checkout.

Why not a library: mutmut 3.8 changes code inside functions only, and here half of what decides is
a constant of a module; it runs all tests once to learn which touch what, which takes twelve
minutes. cosmic-ray 8.7 has one test command for a whole session, no random choice of places, and
changes files in the checkout. Around either, this file would be as long.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import unified_diff
from functools import cache
from pathlib import Path
from time import monotonic

from benchmarks.mutations import Mutation, mutations
from benchmarks.near_tests import near_tests

PROJECT = Path(__file__).parents[1]
CODE = ("scrapers/", "pipelines/")
MAX_TESTS = 16
"""Test files for a module; a fault that only distant tests notice is found late by people too."""
MAX_SECONDS = 120
"""For all near tests of a module without a fault; if they take longer, the nearer half is run."""


def main(argv: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="list faults that the near tests do not notice")
    parser.add_argument("--base", help="commit to compare with [default: where the branch began]")
    parser.add_argument("--files", nargs="+", help="these files instead of the changed ones")
    parser.add_argument("--number", type=int, default=20, help="faults to try [default: 20]")
    parser.add_argument("--seed", type=int, default=0, help="another seed takes other places")
    options = parser.parse_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the worktree goes too
    files = options.files or changed_files(options.base or default_base())
    if not files:
        print("no changed file in scrapers/ or pipelines/; name some with --files")
        return
    with worktree() as folder:
        chosen = choose(files, folder, options.number, random.Random(options.seed))
        print(f"{len(chosen)} faults in {len({path for path, _ in chosen})} of {len(files)} files")
        outcomes = Counter(try_fault(folder, path, mutation) for path, mutation in chosen)
    print(", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())))


def git(*words: str) -> str:
    """What git answers in the checkout."""
    answer = subprocess.run(
        ["git", *words], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    return answer.stdout.strip()


def default_base() -> str:
    """Where this branch left main; the commit before the last one on main itself."""
    try:
        base = git("merge-base", "HEAD", "origin/main")
    except subprocess.CalledProcessError:
        return "HEAD~1"
    return "HEAD~1" if base == git("rev-parse", "HEAD") else base


def changed_files(base: str) -> list[str]:
    """The Python files of the code that differ from a commit and are still there."""
    names = git("diff", "--name-only", "--diff-filter=d", base, "HEAD", "--", "*.py")
    return [name for name in names.splitlines() if name.startswith(CODE)]


@contextmanager
def worktree() -> Iterator[Path]:
    """A second checkout of HEAD, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as parent:
        folder = Path(parent) / "dripfeed"
        git("worktree", "add", "--quiet", "--detach", str(folder), "HEAD")
        try:
            yield folder
        finally:
            git("worktree", "remove", "--force", str(folder))


def choose(
    files: Sequence[str], folder: Path, number: int, chance: random.Random
) -> list[tuple[str, Mutation]]:
    """Places taken at random from all files, in the order of the files."""
    places = [
        (path, mutation)
        for path in sorted(files)
        for mutation in mutations((folder / path).read_text(encoding="utf-8"))
    ]
    return sorted(chance.sample(places, min(number, len(places))))


def try_fault(folder: Path, path: str, mutation: Mutation) -> str:
    """What became of a fault: killed, survived, timed out, or not judged for want of tests."""
    near = Near.of(folder, path)
    file = folder / path
    source = file.read_text(encoding="utf-8")
    changed = mutation.apply(source)
    try:
        file.write_text(changed, encoding="utf-8")
        outcome = near.outcome(folder)
    finally:
        file.write_text(source, encoding="utf-8")
    if outcome != "killed":
        print(f"\n{outcome}: {place_of(path, source, changed)}")
        print(f"  tests: {' '.join(near.tests) or 'none that pass within the time'}", flush=True)
    return outcome


def place_of(path: str, source: str, changed: str) -> str:
    """Where two texts differ, as file and line, and the lines that differ."""
    lines = list(unified_diff(source.splitlines(), changed.splitlines(), lineterm="", n=0))[2:]
    number = lines[0].split()[1].removeprefix("-").partition(",")[0]
    return "\n".join([f"{path}:{number}", *(f"  {line}" for line in lines[1:])])


@dataclass(frozen=True, slots=True)
class Near:
    """The tests near a module, and how long they take without a fault."""

    tests: tuple[str, ...]
    seconds: float

    @classmethod
    @cache
    def of(cls, folder: Path, path: str) -> "Near":
        """The nearest tests that pass and end in time without a fault."""
        tests = near_tests(path, sources_of(folder), MAX_TESTS)
        while tests:
            began = monotonic()
            if run_tests(folder, tests, MAX_SECONDS) == "survived":
                return cls(tuple(tests), monotonic() - began)
            tests = tests[: len(tests) // 2]
        return cls((), 0)

    def outcome(self, folder: Path) -> str:
        """What the tests say of the files as they are now."""
        if not self.tests:
            return "not judged"
        return run_tests(folder, self.tests, 2 * self.seconds + 20)


@cache
def sources_of(folder: Path) -> dict[str, str]:
    """Every Python file of a checkout, by its path."""
    files = (
        path
        for name in ("scrapers", "pipelines", "tests")
        for path in folder.glob(f"{name}/**/*.py")
    )
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def run_tests(folder: Path, tests: Sequence[str], seconds: float) -> str:
    """Run test files until one fails: survived, killed or timed out."""
    words = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    settings = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        run = subprocess.run(
            words, cwd=folder, env=settings, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return "timed out"
    return "survived" if run.returncode == 0 else "killed"


if __name__ == "__main__":
    main()
