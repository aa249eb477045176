"""Batched transactions: long work on the database in short steps, with pauses in between."""

import asyncio
from collections.abc import Generator, Iterable, Iterator
from time import perf_counter
from typing import TypeVar

from sqlite_utils import Database

from scrapers.state.transaction import transaction

Result = TypeVar("Result")
Batches = Generator[None, None, Result]
"""Work that pauses between two transactions, and returns a result at the end."""

BATCH_SECONDS = 0.01
"""How long a batch takes new steps. A crawl handles responses between two batches and should wait
no longer than 50 ms; beginning and committing a transaction takes 0.1 ms (measured)."""

PAUSE_SECONDS = 1e-6
"""Any positive time: after a sleep of zero asyncio continues at once, and responses that arrived
meanwhile wait for two batches instead of one."""


def in_batches(db: Database, steps: Iterable[None]) -> Batches[None]:
    """Run all steps, as many per transaction as fit into a batch; a step is never split."""
    remaining = iter(steps)
    is_done = False
    while not is_done:
        with transaction(db):
            is_done = _run_batch(remaining)
        if not is_done:
            yield


def run_now(batches: Batches[Result]) -> Result:
    """Run all batches without a pause and return the result."""
    while True:
        try:
            next(batches)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


async def run_async(batches: Batches[Result]) -> Result:
    """Run all batches and return the result; the event loop runs between two batches."""
    while True:
        try:
            next(batches)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        await asyncio.sleep(PAUSE_SECONDS)


def _run_batch(steps: Iterator[None]) -> bool:
    """Run steps until the batch is full; return whether no step is left."""
    end = perf_counter() + BATCH_SECONDS
    return all(perf_counter() < end for _ in steps)
