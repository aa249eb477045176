"""Hashes that must not move when code is moved, merged or renamed, under two hash seeds.

    python -m benchmarks.golden --write [FILE] | --check [FILE] [--only corpus,sites,tables,pages]

What is hashed, one hash for each:

- corpus: the extraction of each page of the shared corpus of real pages
- sites: the extraction of each page of the imitation sites
- tables: each table after one crawl of all imitation clinics
- pages: the JSON of some pages of the Datasette site on the collections of the tests

Instants, durations, ports, ids, places in the archive, versions and names in the code are in no
hash. All of it is done twice at a time, in processes with the hash seeds 1 and 2: what differs
between the two depends on the order of a set. Every difference is printed by name, and ends the
run with 1; `--contents FOLDER` keeps what was hashed, for a diff.

FILE is a local file, build/golden.json unless another one is named, and is not committed: the
shared corpus is not part of the project. Where it is absent, its pages are left out.
"""

import argparse
import hashlib
import json
import logging
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from benchmarks.golden_pages import corpus_contents, json_contents, site_contents
from benchmarks.golden_tables import table_contents
from benchmarks.pages import CORPUS

FILE = Path("build/golden.json")
SEEDS = (1, 2)
SHOWN = 20
CONTENTS: Mapping[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
    "pages": json_contents,
    "tables": table_contents,
    "sites": site_contents,
    "corpus": corpus_contents,
}
"""Group -> what gives the names and the contents that are hashed; the shortest first."""

Hashes = dict[str, str]
"""Name, which begins with its group and a slash -> sha256."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Hash under both seeds, then write or compare; arguments are those of the command line."""
    options = parsed(arguments)
    groups = groups_of(options.only)
    if options.child:
        logging.disable(logging.CRITICAL)
        options.child.write_text(json.dumps(hashes_of(groups, options.contents)))
        return 0
    if options.check and not options.check.is_file():
        print(f"there is no {options.check}: write it with --write before the code changes")
        return 2
    if not groups:
        return 0
    first, second = seeded(groups, options.contents)
    moved = report("differ between the two hash seeds", differing(first, second))
    if options.write:
        options.write.parent.mkdir(parents=True, exist_ok=True)
        options.write.write_text(json.dumps(first, indent=1, sort_keys=True) + "\n")
        print(f"{len(first)} hashes written to {options.write}")
    else:
        stored = within(groups, json.loads(options.check.read_text()))
        moved |= report(f"differ from {options.check}", differing(stored, first))
    return int(moved)


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", type=Path, nargs="?", const=FILE, metavar="FILE")
    action.add_argument("--check", type=Path, nargs="?", const=FILE, metavar="FILE")
    action.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--only", help=f"groups with commas between, of {','.join(CONTENTS)}")
    parser.add_argument("--contents", type=Path, metavar="FOLDER", help="keep what was hashed")
    options = parser.parse_args(arguments)
    if options.only and (unknown := set(options.only.split(",")) - set(CONTENTS)):
        parser.error(f"unknown group: {', '.join(sorted(unknown))}")
    return options


def groups_of(only: str | None) -> list[str]:
    """The groups that are hashed: those named, without the corpus where it is absent."""
    named = only.split(",") if only else list(CONTENTS)
    if "corpus" in named and not CORPUS.is_dir():
        print("the corpus of real pages is absent: its pages are left out")
        named.remove("corpus")
    return [group for group in CONTENTS if group in named]


def seeded(groups: Sequence[str], contents: Path | None) -> tuple[Hashes, Hashes]:
    """The hashes under both seeds, taken at the same time.

    Raises: CalledProcessError if one of the two processes failed.
    """
    with TemporaryDirectory() as name:
        files = [Path(name) / f"seed-{seed}.json" for seed in SEEDS]
        running = [
            subprocess.Popen(
                child_command(file, groups, contents and contents / file.stem),
                env={**os.environ, "PYTHONHASHSEED": str(seed)},
            )
            for seed, file in zip(SEEDS, files, strict=True)
        ]
        for process in running:
            if process.wait():
                raise subprocess.CalledProcessError(process.returncode, process.args)
        first, second = (json.loads(file.read_text()) for file in files)
        return first, second


def child_command(file: Path, groups: Sequence[str], contents: Path | None) -> list[str]:
    """The words that hash the groups into a file."""
    words = [sys.executable, "-m", "benchmarks.golden", "--child", str(file)]
    words += ["--only", ",".join(groups)]
    return [*words, "--contents", str(contents)] if contents else words


def hashes_of(groups: Sequence[str], folder: Path | None) -> Hashes:
    """The hashes of the groups in this process.

    folder: where the contents are kept; None: nowhere.
    """
    hashes: Hashes = {}
    for group in groups:
        for name, content in CONTENTS[group]():
            hashes[f"{group}/{name}"] = hashlib.sha256(content).hexdigest()
            if folder:
                file = folder / group / quote(name, safe="")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
    return hashes


def within(groups: Sequence[str], hashes: Hashes) -> Hashes:
    """The hashes of these groups only."""
    return {name: value for name, value in hashes.items() if name.split("/")[0] in groups}


def differing(stored: Hashes, current: Hashes) -> list[str]:
    """Names whose hashes differ, or that only one side has."""
    return sorted(
        name for name in stored.keys() | current.keys() if stored.get(name) != current.get(name)
    )


def report(what: str, names: Sequence[str]) -> bool:
    """Print how many names of each group there are, and the first; whether there are any."""
    for group, count in Counter(name.split("/")[0] for name in names).items():
        print(f"{group}: {count} {what}")
    for name in names[:SHOWN]:
        print(f"  {name}")
    if len(names) > SHOWN:
        print(f"  and {len(names) - SHOWN} more")
    return bool(names)


if __name__ == "__main__":
    sys.exit(main())
