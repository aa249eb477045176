"""Scores and times the search for copies on a corpus of generated posts, beside other libraries.

python -m benchmarks.copies [--posts 100000] [--seed 7] [--only dripfeed,datasketch,rensa]

Each method runs in a process of its own. datasketch and rensa are no part of the project: install
them beside it to see them (`pip install datasketch rensa`); their candidates count as found without
a second look, so their recall is the best that they can have.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.copies_methods import METHODS
from benchmarks.copies_planting import NO_COPIES, PAIRS, Planted, planted

WHOLE = frozenset(PAIRS) - NO_COPIES - {"excerpt", "quote"}
"""Made from a whole post: found only as same or copy. The rest may be found as anything."""
BANDS = (0.5, 0.6, 0.7, 0.8)
Found = Mapping[tuple[int, int], str]


def main() -> None:
    """Run the methods and print what they found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default=",".join(METHODS))
    parser.add_argument("--method", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    told = planted(asked.posts, asked.seed)
    if asked.method:
        measured = METHODS[asked.method](told, asked.folder)
        (asked.folder / "measured.json").write_text(json.dumps(measured))
        return
    say(f"{asked.posts} posts of {told.corpus.clinics} clinics, {len(told.pairs)} planted pairs")
    jaccards = likeness(told)
    for method in asked.only.split(","):
        report(method, measure(method, asked.posts, asked.seed), told, jaccards)


def measure(method: str, posts: int, seed: int) -> dict[str, Any]:
    """What a method gave in a process of its own: figures, and pairs with their kind."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["--method", method, "--posts", str(posts), "--seed", str(seed), "--folder", folder]
        subprocess.run([sys.executable, "-m", "benchmarks.copies", *words], check=True)
        told: dict[str, Any] = json.loads((Path(folder) / "measured.json").read_text())
        return told


def report(
    method: str, measured: dict[str, Any], told: Planted, jaccards: Mapping[tuple[int, int], float]
) -> None:
    """Print the figures of one method."""
    say(f"\n{method}")
    if "missing" in measured:
        say(f"  not run: {measured['missing']}")
        return
    found: Found = {(one, other): kind for one, other, kind in measured.pop("pairs")}
    for name, value in measured.items():
        say(f"  {name:<44}{value:>12}")
    for kind in PAIRS:
        of_kind = [pair for pair, made in told.pairs.items() if made == kind]
        share = sum(is_found(found, pair, kind) for pair in of_kind) / len(of_kind)
        label = f"{kind} (no copies)" if kind in NO_COPIES else kind
        say(f"  {label:<44}{share:>12.3f}")
    for low in BANDS:
        high = low + 0.1 if low < BANDS[-1] else 1.01
        of_band = [pair for pair, jaccard in jaccards.items() if low <= jaccard < high]
        share = sum(pair in found for pair in of_band) / max(1, len(of_band))
        say(f"  5-word Jaccard {low} to {min(1, high):.1f} ({len(of_band)} pairs){share:>25.4f}")
    wrong = Counter(
        "share a closing line that came with a reposted text" if told.share_ending(pair) else kind
        for pair, kind in found.items()
        if not told.may_be_found(pair)
    )
    for kind in ("same", "copy", "partial"):
        say(f"  {f'false {kind}':<44}{wrong.pop(kind, 0):>12}")
    for kind, count in wrong.items():
        say(f"  {kind}: {count}")


def is_found(found: Found, pair: tuple[int, int], made: str) -> bool:
    """Whether a pair is found as what it is."""
    return pair in found and (made not in WHOLE or found[pair] != "partial")


def likeness(told: Planted) -> dict[tuple[int, int], float]:
    """5-word Jaccard of the planted pairs, on plain words, however they are compared later."""
    return {
        pair: jaccard(told.corpus.text(pair[0]), told.corpus.text(pair[1]))
        for pair, made in told.pairs.items()
        if made not in NO_COPIES
    }


def jaccard(one: str, other: str) -> float:
    """Shared part of all runs of five words."""
    ours, theirs = (
        set(zip(*(words[shift:] for shift in range(5)), strict=False))
        for words in (one.casefold().split(), other.casefold().split())
    )
    return len(ours & theirs) / max(1, len(ours | theirs))


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
