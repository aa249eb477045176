"""Pages wait for their turn in a line, and a clinic is told when all of its own are read."""

import asyncio

from pipelines.jobs.read_queue import QueuedPage, ReadQueue


def page(clinic: str, number: int) -> QueuedPage:
    return QueuedPage(url=f"https://{clinic}.example/blog/{number}", clinic=clinic, platform=None)


async def test_pages_are_read_in_order_and_only_so_many_at_once() -> None:
    begun: list[str] = []
    under_way: list[int] = []
    now = 0

    async def read(one: QueuedPage) -> None:
        nonlocal now
        begun.append(one.url)
        now += 1
        under_way.append(now)
        await asyncio.sleep(0)
        now -= 1

    line = ReadQueue(read, at_once=3)
    pages = [page("harbor", number) for number in range(10)]
    for one in pages:
        line.put(one)
    await line.all_read("harbor")
    await line.stop()
    assert begun == [one.url for one in pages]
    assert max(under_way) == 3


async def test_a_clinic_does_not_wait_for_the_pages_of_another() -> None:
    gate = asyncio.Event()
    read_urls: list[str] = []

    async def read(one: QueuedPage) -> None:
        if one.clinic == "slow":
            await gate.wait()
        read_urls.append(one.url)

    line = ReadQueue(read, at_once=2)
    line.put(page("slow", 1))
    line.put(page("quick", 1))
    line.put(page("quick", 2))
    await line.all_read("quick")
    assert read_urls == [page("quick", 1).url, page("quick", 2).url]
    gate.set()
    await line.all_read("slow")
    assert page("slow", 1).url in read_urls
    await line.stop()


async def test_a_clinic_without_pages_has_all_of_them_read() -> None:
    async def read(one: QueuedPage) -> None:
        raise AssertionError(one)

    line = ReadQueue(read, at_once=1)
    await asyncio.wait_for(line.all_read("empty"), 1)
    await line.stop()
