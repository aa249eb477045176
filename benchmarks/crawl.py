"""A crawl of 2,000 imitation pages of 60 KB, beside what its parts cost alone, and other tools.

    python -m benchmarks.crawl [--posts N] [--hosts N] [--rivals]

Pages come from nginx on this machine, delay 0, until all posts are settled. The bound on two cores
is half of the CPU that the downloads alone and the reading alone take, measured in the same run. A
second bound has what is done for each post besides: describing it, and comparing it with others.
With --rivals trafilatura's own command line, newspaper4k and news-please read the same pages; the
last two are installed into an environment of their own for that.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.loopback import Clinic, clinics
from benchmarks.processes import Used, run
from pipelines.store.database import read_database
from tests.crawling import crawl_command, write_clinics

CORES = 2
ROW = "{:42} {:>9} {:>8} {:>9}"
RIVAL_PAGES = 200
"""Of each page the slow readers read the same; 200 are enough to see their pace."""
RIVALS = {"newspaper": ("newspaper4k", "lxml_html_clean"), "news-please": ("news-please",)}
"""The packages of each."""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--posts", type=int, default=2_000, help="posts in all")
    parser.add_argument("--hosts", type=int, default=10, help="clinics that share them")
    parser.add_argument("--rivals", action="store_true", help="time other tools too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with clinics(folder, options.hosts, options.posts // options.hosts) as served:
            print(f"{options.posts} posts of {options.hosts} clinics, {os.cpu_count()} cores,")
            print(f"load of the machine {os.getloadavg()[0]:.1f}\n")
            print(ROW.format("", "seconds", "CPU", "pages/s"))
            bound = tell_bound(folder, served)
            tell_crawl(folder, served, bound)
            if options.rivals:
                tell_rivals(folder, [str(path) for one in served for path in one.post_files])


def tell_bound(folder: Path, served: list[Clinic]) -> float:
    """Print what downloading and reading cost alone; returns the bound in seconds."""
    urls = [url for one in served for url in one.post_urls]
    paths = [str(path) for one in served for path in one.post_files]
    parts = [alone(folder, "download", urls), alone(folder, "extract", paths)]
    tell("downloads alone, Scrapy", parts[0], len(urls))
    tell("reading alone, one process", parts[1], len(urls))
    tell("  trafilatura alone, the same", alone(folder, "trafilatura", paths), len(urls))
    bound = sum(part.cpu for part in parts) / CORES
    print(ROW.format("bound on two cores", f"{bound:.1f}", "", f"{len(urls) / bound:.1f}"))
    return bound


def alone(folder: Path, work: str, given: list[str], python: str = sys.executable) -> Used:
    """Do one part of the work in a process of its own."""
    listed = folder / f"{work}.txt"
    listed.write_text("\n".join(given))
    script = Path(__file__).with_name("alone.py")
    own = python == sys.executable
    words = [python, "-m", "benchmarks.alone"] if own else [python, script]
    return checked(run([*words, work, listed], folder / "log"), folder / "log")


def checked(used: Used, log: Path) -> Used:
    """The same; raises SystemExit with the end of the log where the command failed."""
    if used.code != 0:
        raise SystemExit(log.read_text()[-2_000:])
    return used


def tell(name: str, used: Used, pages: int) -> None:
    """Print a row of the table."""
    rate = f"{pages / used.seconds:.1f}"
    print(ROW.format(name, f"{used.seconds:.1f}", f"{used.cpu:.1f}", rate), flush=True)


# -- the crawl --------------------------------------------------------------------------------


def tell_crawl(folder: Path, served: list[Clinic], bound: float) -> None:
    """Crawl with the command line, and print how near to the bound it came."""
    rows = [{"slug": f"clinic-{at}", "website": f"{one.url}/"} for at, one in enumerate(served)]
    write_clinics(folder / "clinics.csv", rows)
    seen = folder / "lag.json"
    watch = ["-s", 'EXTENSIONS={"benchmarks.lag.Lag": 0}', "-s", f"LAG_FILE={seen}"]
    command = crawl_command(folder, *watch, "-s", "LOG_LEVEL=WARNING")
    used = checked(run(command, folder / "log"), folder / "log")
    posts = sum(one.posts for one in served)
    tell("dripfeed crawl, until all is settled", used, posts)
    stored = stored_posts(folder / "dripfeed.db")
    more = bound + tell_described(folder, posts)
    lag = json.loads(seen.read_text())
    print(f"\n{stored} of {posts} posts are stored")
    for name, parts in (("downloads and reading", bound), ("and what is said of posts", more)):
        print(
            f"{name}: {parts / used.seconds:.2f} of this bound; "
            f"alone they take {CORES * parts / used.cpu:.2f} of the CPU of the crawl"
        )
    print(
        f"the crawl's own process: {lag['cpu_seconds']:.1f} s CPU, peak {lag['peak_mb']:.0f} MB;\n"
        f"longest time it was busy with one thing {lag['longest_busy_ms']:.0f} ms CPU "
        f"(over 50 ms: {lag['busy_over_50_ms']} times),\n"
        f"longest wait for it on the clock {lag['longest_wait_ms']:.0f} ms "
        f"(over 50 ms: {lag['waits_over_50_ms']} times)\n"
    )


def tell_described(folder: Path, posts: int) -> float:
    """Print what is done for each post of the crawl besides; returns it as a bound in seconds."""
    parts = [alone(folder, work, [str(folder / "dripfeed.db")]) for work in ("describe", "compare")]
    tell("  describing its posts alone", parts[0], posts)
    tell("  comparing its posts alone", parts[1], posts)
    return sum(part.cpu for part in parts) / CORES


def stored_posts(path: Path) -> int:
    """How many posts a database holds."""
    db = read_database(path)
    try:
        return db.table("posts").count
    finally:
        db.close()


# -- other tools ------------------------------------------------------------------------------


def tell_rivals(folder: Path, paths: list[str]) -> None:
    """Print how fast other tools read the same pages."""
    pages = folder / "pages"
    pages.mkdir()
    for number, path in enumerate(paths):
        (pages / f"{number}.html").symlink_to(path)
    command: list[str | Path] = [
        Path(sys.executable).with_name("trafilatura"),
        "--input-dir",
        pages,
    ]
    options: list[str | Path] = [
        "--output-dir",
        folder / "texts",
        "--no-comments",
        "--with-metadata",
        "--json",
    ]
    batch = run([*command, *options, "--parallel", str(CORES)], folder / "log")
    tell("trafilatura's command line, two processes", checked(batch, folder / "log"), len(paths))
    few = paths[:: max(1, len(paths) // RIVAL_PAGES)]
    for name, packages in RIVALS.items():
        python = installed(folder / name, packages)
        if python is None:
            print(f"{name}: could not be installed")
        else:
            tell(f"{name}, {len(few)} pages", alone(folder, name, few, python), len(few))


def installed(folder: Path, packages: tuple[str, ...]) -> str | None:
    """The Python of a new environment with these packages; None where they cannot be had."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = str(folder / "bin" / "python")
    got = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", *packages], capture_output=True, check=False
    )
    return python if got.returncode == 0 else None


if __name__ == "__main__":
    main()
