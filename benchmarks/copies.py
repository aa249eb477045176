"""Recall, false pairs and speed of near-duplicate detection, compared with other libraries.

python -m benchmarks.copies [--posts 100000] [--seed 7] [--only dripfeed,datasketch,rensa]

Runs on generated posts, each method in its own process. datasketch and rensa are not dependencies
of the project: install them to compare (`pip install datasketch rensa`). All their candidates count
as found, so their recall is the best that they can have.
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
"""Ways to copy a whole post: only same or copy counts as found. For others any kind counts."""
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
    options = parser.parse_args()
    collection = planted(options.posts, options.seed)
    if options.method:
        measured = METHODS[options.method](collection, options.folder)
        (options.folder / "measured.json").write_text(json.dumps(measured))
        return
    print_line(
        f"{options.posts} posts of {collection.corpus.clinics} clinics, "
        f"{len(collection.pairs)} planted pairs"
    )
    jaccards = planted_jaccards(collection)
    for method in options.only.split(","):
        report(method, measure(method, options.posts, options.seed), collection, jaccards)


def measure(method: str, posts: int, seed: int) -> dict[str, Any]:
    """Run a method in its own process; return its figures, and the pairs with their kinds."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["--method", method, "--posts", str(posts), "--seed", str(seed), "--folder", folder]
        subprocess.run([sys.executable, "-m", "benchmarks.copies", *words], check=True)
        measured: dict[str, Any] = json.loads((Path(folder) / "measured.json").read_text())
        return measured


def report(
    method: str,
    measured: dict[str, Any],
    collection: Planted,
    jaccards: Mapping[tuple[int, int], float],
) -> None:
    """Print the figures of one method."""
    print_line(f"\n{method}")
    if "missing" in measured:
        print_line(f"  not run: {measured['missing']}")
        return
    found: Found = {(post, other): kind for post, other, kind in measured.pop("pairs")}
    for name, value in measured.items():
        print_line(f"  {name:<44}{value:>12}")
    for kind in PAIRS:
        of_kind = [pair for pair, way in collection.pairs.items() if way == kind]
        share = sum(is_found(found, pair, kind) for pair in of_kind) / len(of_kind)
        label = f"{kind} (no copies)" if kind in NO_COPIES else kind
        print_line(f"  {label:<44}{share:>12.3f}")
    for low in BANDS:
        high = low + 0.1 if low < BANDS[-1] else 1.01
        of_band = [pair for pair, jaccard in jaccards.items() if low <= jaccard < high]
        share = sum(pair in found for pair in of_band) / max(1, len(of_band))
        print_line(
            f"  5-word Jaccard {low} to {min(1, high):.1f} ({len(of_band)} pairs){share:>25.4f}"
        )
    wrong = Counter(
        "share a closing line that came with a reposted text"
        if collection.share_ending(pair)
        else kind
        for pair, kind in found.items()
        if not collection.may_be_found(pair)
    )
    for kind in ("same", "copy", "partial"):
        print_line(f"  {f'false {kind}':<44}{wrong.pop(kind, 0):>12}")
    for kind, count in wrong.items():
        print_line(f"  {kind}: {count}")


def is_found(found: Found, pair: tuple[int, int], way: str) -> bool:
    """Whether a pair was found with the right kind."""
    return pair in found and (way not in WHOLE or found[pair] != "partial")


def planted_jaccards(collection: Planted) -> dict[tuple[int, int], float]:
    """Jaccard index of the planted pairs over 5-word shingles of the plain words."""
    return {
        pair: jaccard(collection.corpus.text(pair[0]), collection.corpus.text(pair[1]))
        for pair, way in collection.pairs.items()
        if way not in NO_COPIES
    }


def jaccard(text: str, other_text: str) -> float:
    """Jaccard index over shingles of five words."""
    shingles, other_shingles = (
        set(zip(*(words[shift:] for shift in range(5)), strict=False))
        for words in (text.casefold().split(), other_text.casefold().split())
    )
    return len(shingles & other_shingles) / max(1, len(shingles | other_shingles))


def print_line(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
