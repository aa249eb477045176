"""Long work runs in batches that let other work run, with no transaction open in between."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from pipelines.store import batches
from pipelines.store.batches import Batches, in_batches, run_async, run_now


@pytest.fixture
def db(monkeypatch: pytest.MonkeyPatch) -> Database:
    """A table of numbers, and turns of one step each."""
    monkeypatch.setattr(batches, "BATCH_SECONDS", 0)
    database = Database(memory=True)
    database.execute("CREATE TABLE numbers (number INTEGER)")
    return database


def writing(db: Database, numbers: Iterator[int]) -> Iterator[None]:
    for number in numbers:
        db.execute("INSERT INTO numbers VALUES (?)", (number,))
        yield


def stored(db: Database) -> list[int]:
    return [number for (number,) in db.execute("SELECT number FROM numbers")]


def test_no_transaction_is_open_between_two_batches(db: Database) -> None:
    for _ in in_batches(db, writing(db, iter(range(3)))):
        assert not db.conn.in_transaction
    assert stored(db) == [0, 1, 2]


def test_steps_share_a_transaction_while_the_batch_lasts(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH_SECONDS", 60)
    assert list(in_batches(db, writing(db, iter(range(1000))))) == []
    assert len(stored(db)) == 1000


def test_a_step_that_fails_rolls_back_its_batch_only(db: Database) -> None:
    def failing() -> Iterator[None]:
        yield from writing(db, iter((1, 2)))
        db.execute("INSERT INTO numbers VALUES (3)")
        raise ValueError("the fourth cannot be read")

    with pytest.raises(ValueError, match="the fourth"):
        run_now(in_batches(db, failing()))
    assert stored(db) == [1, 2]


def test_work_has_a_result_with_and_without_pauses(db: Database) -> None:
    def counting() -> Batches[int]:
        yield from in_batches(db, writing(db, iter(range(3))))
        return len(stored(db))

    assert run_now(counting()) == 3
    assert asyncio.run(run_async(counting())) == 6


def test_other_tasks_run_after_each_batch(db: Database) -> None:
    seen: list[int] = []

    async def looking() -> None:
        while len(seen) < 3:
            seen.append(len(stored(db)))
            await asyncio.sleep(batches.PAUSE_SECONDS)

    async def both() -> None:
        await asyncio.gather(run_async(in_batches(db, writing(db, iter(range(9))))), looking())

    asyncio.run(both())
    assert seen == [1, 2, 3]
