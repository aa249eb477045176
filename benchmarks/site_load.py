"""Load test of the Datasette site: response times of its pages on a large collection.

python -m benchmarks.site_load [--clinics 1000] [--posts 100000] [--db FILE] [--seconds 120]

`dripfeed serve` runs in its own process on loopback. First a single reader opens every kind of
page, then 20 readers open them in random order, each with a pause to read, while a writer stores
five posts a second as a crawl does. The goals are medians under load: 300 ms a page, 200 ms a
search.
"""

import multiprocessing
import random
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from benchmarks.large_collection import fill
from benchmarks.readers import Times, read_alone, read_together
from benchmarks.site_urls import url_makers
from benchmarks.writing import write_posts

READERS = 20
PAUSE_S = 3.0
"""Mean time between two pages of a reader; drawn each time, so that readers do not synchronise."""
PAGE_GOAL_MS, SEARCH_GOAL_MS = 300, 200


def main() -> None:
    """Build, measure, print."""
    options = arguments()
    with tempfile.TemporaryDirectory() as folder:
        path = options.db or Path(folder) / "room.db"
        fill(path, clinics=options.clinics, posts=options.posts)
        print_line(f"{options.clinics:,} clinics, {options.posts:,} posts, {size_mb(path):,} MB")
        with served(path) as server:
            measure(path, server, options)


def arguments() -> Namespace:
    """The options of the command line."""
    parser = ArgumentParser(prog="python -m benchmarks.site_load")
    parser.add_argument("--clinics", type=int, default=1_000)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--db", type=Path, help="keep the collection here, or use it again")
    parser.add_argument("--seconds", type=int, default=120, help="length of the load")
    return parser.parse_args()


@dataclass(frozen=True, slots=True)
class Server:
    """A running Datasette site."""

    url: str
    pid: int

    def memory_mb(self, name: str) -> int:
        """VmRSS is the current memory, VmHWM the peak."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith(name))
        return int(line.split()[1]) // 1024


@contextmanager
def served(path: Path) -> Iterator[Server]:
    """`dripfeed serve` on a free port."""
    code = "from pipelines.cli.serve import serve; serve()"
    command = [sys.executable, "-c", code, "--db", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().split(" at ")[1].split()[0].rstrip("/")
        try:
            yield Server(url, process.pid)
        finally:
            process.terminate()


def measure(path: Path, server: Server, options: Namespace) -> None:
    """Run both rounds and print the table."""
    kinds = url_makers(options.clinics, options.posts)
    print_line(f"memory of the server at its start: {server.memory_mb('VmRSS')} MB")
    times_alone = read_alone(server.url, kinds, random.Random(1))
    writer = multiprocessing.Process(target=partial(write_posts, path, options.clinics))
    writer.start()
    try:
        times_together = read_together(server.url, kinds, READERS, PAUSE_S, options.seconds)
    finally:
        writer.terminate()
        writer.join()
    table(times_alone, times_together)
    pages = sum(map(len, times_together.values()))
    print_line(
        f"{pages} pages in {options.seconds} s, {READERS} readers, {PAUSE_S:g} s between pages"
    )
    print_line(f"memory of the server at its peak: {server.memory_mb('VmHWM')} MB")


def table(times_alone: Mapping[str, Times], times_together: Mapping[str, Times]) -> None:
    """One line per kind of page, in milliseconds."""
    print_line(f"{'page':<28}{'alone':>8}{'median':>8}{'p95':>8}{'pages':>7}")
    for kind, times in times_alone.items():
        loaded = times_together[kind]
        goal = SEARCH_GOAL_MS if kind.startswith("search") else PAGE_GOAL_MS
        late = f"  over {goal}" if median(loaded) > goal else ""
        p95 = quantiles(loaded, n=20)[-1] if len(loaded) > 1 else loaded[0]
        print_line(f"{kind:<28}{median(times):>8.0f}{median(loaded):>8.0f}{p95:>8.0f}{len(loaded):>7}"
             + late)  # fmt: skip


def size_mb(path: Path) -> int:
    return path.stat().st_size // 1_000_000


def print_line(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
