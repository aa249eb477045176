"""Readers of the reading room: each opens a page, waits for all of it, reads a while, goes on."""

import math
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.error import HTTPError
from urllib.request import urlopen

from benchmarks.room_addresses import Address

Times = list[float]
"""Milliseconds, one per page opened; infinite for a page that was refused."""

ROUNDS = 3
TIMEOUT_S = 60


def opened(url: str) -> float:
    """Milliseconds until all of a page is there; endless for an error page, which is told."""
    start = time.perf_counter()
    try:
        with urlopen(url, timeout=TIMEOUT_S) as response:
            response.read()
    except HTTPError as error:
        told = re.sub(r"\s+", " ", error.read(2_000).decode().partition("<title>")[2])
        print(f"{error.code} at {url}: {told.partition('</title>')[0]}", file=sys.stderr)
        return math.inf
    return (time.perf_counter() - start) * 1000


def alone(url: str, kinds: Mapping[str, Address], chance: random.Random) -> dict[str, Times]:
    """One reader opens every kind of page a few times, with nobody else there."""
    return {
        kind: [opened(url + address(chance)) for _ in range(ROUNDS)]
        for kind, address in kinds.items()
    }


def read_together(
    url: str, kinds: Mapping[str, Address], readers: int, pause_s: float, seconds: int
) -> dict[str, Times]:
    """So many readers for so many seconds, every kind of page as often as the others."""
    end = time.monotonic() + seconds
    read = partial(read_on, url, kinds, pause_s, end)
    times: dict[str, Times] = defaultdict(list)
    with ThreadPoolExecutor(readers) as pool:
        for found in pool.map(read, range(readers)):
            for kind, ms in found:
                times[kind].append(ms)
    return times


def read_on(
    url: str, kinds: Mapping[str, Address], pause_s: float, end: float, seed: int
) -> list[tuple[str, float]]:
    """What one reader opened, in its own order."""
    chance = random.Random(seed)
    found: list[tuple[str, float]] = []
    while True:
        for kind in chance.sample(list(kinds), len(kinds)):
            time.sleep(chance.expovariate(1 / pause_s))
            if time.monotonic() > end:
                return found
            found.append((kind, opened(url + kinds[kind](chance))))
