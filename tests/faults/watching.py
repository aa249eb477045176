"""Runs a crawl and notes what its processes take: the most memory, the ports they listen on."""

import subprocess
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.crawling import Crawled, crawl_command, finished, write_clinics
from tests.faults.wire import Wire, Wired

EVERY_SECONDS = 0.05
LISTENING = "0A"
"""State of a socket in /proc/net/tcp."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A crawl that ended, and what it took."""

    crawled: Crawled
    crawl_mb: int
    """The most memory of the crawl's own process."""
    worker_mb: int
    """The most memory of any worker."""
    ports: frozenset[int]
    """TCP ports on which it listened at any moment."""
    asked: Mapping[str, Sequence[str]]
    """Slug to the requested paths of its clinic, with queries."""


class Watch(threading.Thread):
    """Looks at a process and all that it starts until told to end."""

    def __init__(self, leader: int) -> None:
        super().__init__()
        self.leader = leader
        self.ending = threading.Event()
        self.peaks: defaultdict[int, int] = defaultdict(int)
        """Process to the most memory it had, in MB."""
        self.ports: set[int] = set()

    def run(self) -> None:
        while not self.ending.wait(EVERY_SECONDS):
            sockets = listening_sockets()
            for process in self._processes():
                with suppress(OSError, ValueError):
                    self.peaks[process] = max(self.peaks[process], peak_mb(process))
                    self.ports |= {sockets[inode] for inode in inodes(process) & sockets.keys()}

    def _processes(self) -> Iterator[int]:
        for path in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                fields = (path / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == self.leader:  # the session
                    yield int(path.name)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.ending.set()
        self.join()


def peak_mb(process: int) -> int:
    """The most memory that a process ever had; 0 for one that has just ended."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return (
        max((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), default=0) // 1024
    )


def inodes(process: int) -> set[str]:
    """The sockets that a process holds."""
    links = (str(path.readlink()) for path in Path(f"/proc/{process}/fd").iterdir())
    return {link[8:-1] for link in links if link.startswith("socket:[")}


def listening_sockets() -> dict[str, int]:
    """Inode to port of every socket of this machine that listens."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    rows = [line.split() for line in lines]
    return {row[9]: int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == LISTENING}


def watched_crawl(folder: Path, clinics: Iterable[Wired], *options: str) -> Watched:
    """Serve these clinics and crawl them to the end, watching."""
    with ExitStack() as stack:
        wires = [stack.enter_context(Wire(wired)) for wired in clinics]
        rows = [{"slug": wire.wired.site.slug, "website": wire.url} for wire in wires]
        write_clinics(folder / "clinics.csv", rows)
        return watched(folder, crawl_command(folder, *options), wires)


def watched(
    folder: Path, words: Sequence[str], wires: Sequence[Wire] = (), *, seconds: float = 120
) -> Watched:
    """Run a crawl in a folder to its end, watching."""
    process = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    with Watch(process.pid) as watch:
        try:
            out, err = process.communicate(timeout=seconds)
        finally:
            process.kill()
    done = subprocess.CompletedProcess(words, process.returncode, out, err)
    return Watched(
        crawled=finished(folder, done),
        crawl_mb=watch.peaks.pop(process.pid),
        worker_mb=max(watch.peaks.values(), default=0),
        ports=frozenset(watch.ports),
        asked={wire.wired.site.slug: tuple(wire.paths) for wire in wires},
    )
