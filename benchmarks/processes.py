"""Runs a command to its end and says what it and all its processes used."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.1


@dataclass(slots=True, kw_only=True)
class Used:
    """What a command used: its own process and all those it started."""

    seconds: float
    code: int
    cpu_by_process: Mapping[int, float] = field(default_factory=dict)
    """Seconds of CPU, by process id; the last tenth of a second of each may be missing."""

    @property
    def cpu(self) -> float:
        """Seconds of CPU of all processes."""
        return sum(self.cpu_by_process.values())


def run(words: Sequence[str | Path], log: Path) -> Used:
    """Run a command in a session of its own; its output goes to a file."""
    cpu: dict[int, float] = {}
    start = time.perf_counter()
    with log.open("wb") as out:
        running = subprocess.Popen(words, stdout=out, stderr=out, start_new_session=True)
        while running.poll() is None:
            cpu |= session_cpu(running.pid)
            time.sleep(EVERY)
    return Used(seconds=time.perf_counter() - start, code=running.returncode, cpu_by_process=cpu)


def session_cpu(session: int) -> dict[int, float]:
    """Seconds of CPU so far of each process of a session. Source: proc(5), /proc/pid/stat."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:  # it has ended
            continue
        if int(fields[3]) == session:
            found[int(path.parent.name)] = (int(fields[11]) + int(fields[12])) / TICKS
    return found
