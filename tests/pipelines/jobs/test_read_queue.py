"""Pages wait in a queue, and a clinic is signalled when all of its own are read."""

import asyncio

from pipelines.jobs.read_queue import QueuedPage, ReadQueue


def page(clinic: str, number: int) -> QueuedPage:
    return QueuedPage(url=f"https://{clinic}.example/blog/{number}", clinic=clinic, platform=None)


async def test_pages_are_read_in_order_and_only_so_many_at_once() -> None:
    begun: list[str] = []
    under_way: list[int] = []
    now = 0

    async def read(queued: QueuedPage) -> None:
        nonlocal now
        begun.append(queued.url)
        now += 1
        under_way.append(now)
        await asyncio.sleep(0)
        now -= 1

    queue = ReadQueue(read, at_once=3)
    pages = [page("harbor", number) for number in range(10)]
    for queued in pages:
        queue.put(queued)
    await queue.all_read("harbor")
    await queue.stop()
    assert begun == [queued.url for queued in pages]
    assert max(under_way) == 3


async def test_a_clinic_does_not_wait_for_the_pages_of_another() -> None:
    gate = asyncio.Event()
    read_urls: list[str] = []

    async def read(queued: QueuedPage) -> None:
        if queued.clinic == "slow":
            await gate.wait()
        read_urls.append(queued.url)

    queue = ReadQueue(read, at_once=2)
    queue.put(page("slow", 1))
    queue.put(page("quick", 1))
    queue.put(page("quick", 2))
    await queue.all_read("quick")
    assert read_urls == [page("quick", 1).url, page("quick", 2).url]
    gate.set()
    await queue.all_read("slow")
    assert page("slow", 1).url in read_urls
    await queue.stop()


async def test_a_clinic_without_pages_has_all_of_them_read() -> None:
    async def read(queued: QueuedPage) -> None:
        raise AssertionError(queued)

    queue = ReadQueue(read, at_once=1)
    await asyncio.wait_for(queue.all_read("empty"), 1)
    await queue.stop()
