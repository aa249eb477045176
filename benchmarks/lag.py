"""Measures the lag of a crawl's reactor, and its memory.

A Scrapy extension: `-s 'EXTENSIONS={"benchmarks.lag.Lag": 0}' -s LAG_FILE=...`.
"""

import json
import resource
import time
from pathlib import Path

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.internet.task import LoopingCall

EVERY = 0.005


class Lag:
    """Checks the clock every 5 ms, and writes the delays when the crawl ends."""

    def __init__(self, crawler: Crawler) -> None:
        self.path = Path(crawler.settings["LAG_FILE"])
        self.waits_ms: list[float] = []
        self.busy_ms: list[float] = []
        self.seen = (0.0, 0.0)
        self.looking = LoopingCall(self.look)
        crawler.signals.connect(self.begin, signal=signals.spider_opened)
        crawler.signals.connect(self.end, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Lag":
        return cls(crawler)

    def begin(self) -> None:
        """Start measuring."""
        self.seen = (time.perf_counter(), time.thread_time())
        self.looking.start(EVERY, now=False)

    def look(self) -> None:
        """Record how late this call is: by the clock, and in CPU time of this thread."""
        clock, cpu = time.perf_counter(), time.thread_time()
        self.waits_ms.append((clock - self.seen[0] - EVERY) * 1000)
        self.busy_ms.append((cpu - self.seen[1]) * 1000)
        self.seen = (clock, cpu)

    def end(self) -> None:
        """Write the figures."""
        self.looking.stop()
        usage = resource.getrusage(resource.RUSAGE_SELF)
        figures = {
            "longest_wait_ms": max(self.waits_ms),
            "longest_busy_ms": max(self.busy_ms),
            "busy_over_50_ms": sum(busy > 50 for busy in self.busy_ms),
            "waits_over_50_ms": sum(wait > 50 for wait in self.waits_ms),
            "peak_mb": usage.ru_maxrss / 1024,
            "cpu_seconds": usage.ru_utime + usage.ru_stime,
        }
        self.path.write_text(json.dumps(figures))
