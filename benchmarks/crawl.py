"""A crawl of 2,000 imitation pages of 60 KB, compared with its parts alone and with other tools.

    python -m benchmarks.crawl [--posts N] [--hosts N] [--rivals]

Pages are served by nginx on this machine with delay 0, until all posts are settled. The bound on
two cores is half of the CPU time of downloading alone plus extraction alone, measured in the same
run. A second bound also counts describing each post and comparing it with others. With --rivals
trafilatura's command line, newspaper4k and news-please extract the same pages; the last two are
installed into an environment of their own.
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
"""Pages for the slow tools; 200 are enough to see their speed."""
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
            bound = print_bound(folder, served)
            print_crawl(folder, served, bound)
            if options.rivals:
                print_rivals(folder, [str(path) for clinic in served for path in clinic.post_files])


def print_bound(folder: Path, served: list[Clinic]) -> float:
    """Print the cost of downloading alone and extracting alone; return the bound in seconds."""
    urls = [url for clinic in served for url in clinic.post_urls]
    paths = [str(path) for clinic in served for path in clinic.post_files]
    parts = [alone(folder, "download", urls), alone(folder, "extract", paths)]
    print_row("downloads alone, Scrapy", parts[0], len(urls))
    print_row("extraction alone, one process", parts[1], len(urls))
    print_row("  trafilatura alone, the same", alone(folder, "trafilatura", paths), len(urls))
    bound = sum(part.cpu for part in parts) / CORES
    print(ROW.format("bound on two cores", f"{bound:.1f}", "", f"{len(urls) / bound:.1f}"))
    return bound


def alone(folder: Path, work: str, arguments: list[str], python: str = sys.executable) -> Used:
    """Do one part of the work in its own process."""
    list_file = folder / f"{work}.txt"
    list_file.write_text("\n".join(arguments))
    script = Path(__file__).with_name("alone.py")
    is_own_python = python == sys.executable
    words = [python, "-m", "benchmarks.alone"] if is_own_python else [python, script]
    return checked(run([*words, work, list_file], folder / "log"), folder / "log")


def checked(used: Used, log: Path) -> Used:
    """Return `used`; raises SystemExit with the end of the log if the command failed."""
    if used.code != 0:
        raise SystemExit(log.read_text()[-2_000:])
    return used


def print_row(name: str, used: Used, pages: int) -> None:
    """Print a row of the table."""
    rate = f"{pages / used.seconds:.1f}"
    print(ROW.format(name, f"{used.seconds:.1f}", f"{used.cpu:.1f}", rate), flush=True)


# -- the crawl --------------------------------------------------------------------------------


def print_crawl(folder: Path, served: list[Clinic], bound: float) -> None:
    """Crawl with the command line, and print how close to the bound it came."""
    rows = [
        {"slug": f"clinic-{at}", "website": f"{clinic.url}/"} for at, clinic in enumerate(served)
    ]
    write_clinics(folder / "clinics.csv", rows)
    seen = folder / "lag.json"
    watch = ["-s", 'EXTENSIONS={"benchmarks.lag.Lag": 0}', "-s", f"LAG_FILE={seen}"]
    command = crawl_command(folder, *watch, "-s", "LOG_LEVEL=WARNING")
    used = checked(run(command, folder / "log"), folder / "log")
    posts = sum(clinic.posts for clinic in served)
    print_row("dripfeed crawl, until all is settled", used, posts)
    stored = stored_posts(folder / "dripfeed.db")
    more = bound + print_described(folder, posts)
    lag = json.loads(seen.read_text())
    print(f"\n{stored} of {posts} posts are stored")
    for name, parts in (("downloads and reading", bound), ("and describing and comparing", more)):
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


def print_described(folder: Path, posts: int) -> float:
    """Print the cost of describing and comparing the posts; return it as a bound in seconds."""
    parts = [alone(folder, work, [str(folder / "dripfeed.db")]) for work in ("describe", "compare")]
    print_row("  describing its posts alone", parts[0], posts)
    print_row("  comparing its posts alone", parts[1], posts)
    return sum(part.cpu for part in parts) / CORES


def stored_posts(path: Path) -> int:
    """How many posts a database has."""
    db = read_database(path)
    try:
        return db.table("posts").count
    finally:
        db.close()


# -- other tools ------------------------------------------------------------------------------


def print_rivals(folder: Path, paths: list[str]) -> None:
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
    print_row(
        "trafilatura's command line, two processes", checked(batch, folder / "log"), len(paths)
    )
    few = paths[:: max(1, len(paths) // RIVAL_PAGES)]
    for name, packages in RIVALS.items():
        python = installed(folder / name, packages)
        if python is None:
            print(f"{name}: could not be installed")
        else:
            print_row(f"{name}, {len(few)} pages", alone(folder, name, few, python), len(few))


def installed(folder: Path, packages: tuple[str, ...]) -> str | None:
    """The Python of a new environment with these packages; None if they cannot be installed."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = str(folder / "bin" / "python")
    got = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", *packages], capture_output=True, check=False
    )
    return python if got.returncode == 0 else None


if __name__ == "__main__":
    main()
