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

from benchmarks.site_urls import UrlMaker

Times = list[float]
"""Milliseconds, one per page opened; infinite for a page that was refused."""

ROUNDS = 3
TIMEOUT_S = 60


def open_page(url: str) -> float:
    """Milliseconds until a page is complete; infinite for an error page, which is printed."""
    start = time.perf_counter()
    try:
        with urlopen(url, timeout=TIMEOUT_S) as response:
            response.read()
    except HTTPError as error:
        title = re.sub(r"\s+", " ", error.read(2_000).decode().partition("<title>")[2])
        print(f"{error.code} at {url}: {title.partition('</title>')[0]}", file=sys.stderr)
        return math.inf
    return (time.perf_counter() - start) * 1000


def read_alone(url: str, kinds: Mapping[str, UrlMaker], chance: random.Random) -> dict[str, Times]:
    """Open every kind of page a few times, with a single reader."""
    return {
        kind: [open_page(url + address(chance)) for _ in range(ROUNDS)]
        for kind, address in kinds.items()
    }


def read_together(
    url: str, kinds: Mapping[str, UrlMaker], readers: int, pause_s: float, seconds: int
) -> dict[str, Times]:
    """Run `readers` readers for `seconds` seconds, with all kinds of pages equally often."""
    end = time.monotonic() + seconds
    read = partial(read_until, url, kinds, pause_s, end)
    times: dict[str, Times] = defaultdict(list)
    with ThreadPoolExecutor(readers) as pool:
        for page_times in pool.map(read, range(readers)):
            for kind, ms in page_times:
                times[kind].append(ms)
    return times


def read_until(
    url: str, kinds: Mapping[str, UrlMaker], pause_s: float, end: float, seed: int
) -> list[tuple[str, float]]:
    """The times of one reader, in its own random order."""
    chance = random.Random(seed)
    times: list[tuple[str, float]] = []
    while True:
        for kind in chance.sample(list(kinds), len(kinds)):
            time.sleep(chance.expovariate(1 / pause_s))
            if time.monotonic() > end:
                return times
            times.append((kind, open_page(url + kinds[kind](chance))))
