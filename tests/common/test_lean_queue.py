from __future__ import annotations

import asyncio

import pytest

from common.lean_queue import LeanQueue


async def test_items_come_in_the_order_in_which_they_were_put() -> None:
    queue: LeanQueue[int] = LeanQueue()
    for number in range(3):
        queue.put_nowait(number)
    assert (queue.qsize(), queue.empty()) == (3, False)
    assert [await queue.get() for _ in range(3)] == [0, 1, 2]
    assert queue.empty()


async def test_who_waits_is_woken_once_for_each_item() -> None:
    queue: LeanQueue[int] = LeanQueue()
    reading = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    queue.put_nowait(1)
    queue.put_nowait(2)
    assert (await reading, await queue.get()) == (1, 2)


async def test_a_reader_that_gives_up_loses_nothing() -> None:
    queue: LeanQueue[int] = LeanQueue()
    reading = asyncio.create_task(queue.get())
    await asyncio.sleep(0)
    queue.put_nowait(1)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert await queue.get() == 1
