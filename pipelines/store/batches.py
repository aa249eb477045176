"""Long work on the database in short transactions, so that others have their turn between them."""

import asyncio
from collections.abc import Generator, Iterable, Iterator
from time import perf_counter
from typing import TypeVar

from sqlite_utils import Database

from scrapers.state.transaction import transaction

Result = TypeVar("Result")
Batches = Generator[None, None, Result]
"""Work that pauses between two transactions, and has a result in the end."""

BATCH_SECONDS = 0.01
"""How long a turn goes on to take steps. A crawl answers its hosts between two turns, and is to
wait no longer than 50 ms; to begin and commit takes 0.1 ms of a turn (measured)."""

PAUSE_SECONDS = 1e-6
"""Any time at all: after none asyncio goes on at once, and answers that came meanwhile wait for
two turns instead of one."""


def in_batches(db: Database, steps: Iterable[None]) -> Batches[None]:
    """Take all steps, as many in each transaction as fit into a turn; a step is never parted."""
    left = iter(steps)
    is_over = False
    while not is_over:
        with transaction(db):
            is_over = _turn(left)
        if not is_over:
            yield


def _turn(steps: Iterator[None]) -> bool:
    """Take steps until the turn is over; whether none is left."""
    end = perf_counter() + BATCH_SECONDS
    return all(perf_counter() < end for _ in steps)


def run_now(turns: Batches[Result]) -> Result:
    """The result of work that nobody interrupts."""
    while True:
        try:
            next(turns)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


async def run_async(turns: Batches[Result]) -> Result:
    """The result of work between whose turns all else that waits in this process goes on."""
    while True:
        try:
            next(turns)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        await asyncio.sleep(PAUSE_SECONDS)
