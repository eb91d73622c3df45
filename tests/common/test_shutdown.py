import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

from common.shutdown import Leaving


async def test_everybody_who_awaits_it_hears_of_it() -> None:
    leaving = Leaving()
    waiting = [asyncio.create_task(leaving.begun()) for _ in range(3)]
    await asyncio.sleep(0)
    assert not leaving.has_begun()
    leaving.begin()
    await asyncio.gather(*waiting)
    assert leaving.has_begun()


async def test_who_asks_late_does_not_wait() -> None:
    leaving = Leaving()
    leaving.begin()
    leaving.begin()
    await leaving.begun()
    assert leaving.wait(0)


async def test_who_gave_up_waiting_is_forgotten() -> None:
    leaving = Leaving()
    waiting = asyncio.create_task(leaving.begun())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert not leaving.awaited
    leaving.begin()


async def test_it_may_begin_in_a_thread() -> None:
    leaving = Leaving()
    waiting = asyncio.create_task(leaving.begun())
    await asyncio.sleep(0)
    await asyncio.to_thread(leaving.begin)
    await waiting


def test_two_event_loops_and_a_thread_hear_of_it_alike() -> None:
    leaving, ready = Leaving(), threading.Barrier(4)

    async def stay() -> bool:
        waiting = asyncio.create_task(leaving.begun())
        await asyncio.sleep(0)
        await asyncio.to_thread(ready.wait)
        await waiting
        return True

    def linger() -> bool:
        ready.wait()
        return leaving.wait(60)

    with ThreadPoolExecutor(3) as pool:
        heard = [pool.submit(asyncio.run, stay()) for _ in range(2)]
        heard.append(pool.submit(linger))
        ready.wait()
        leaving.begin()
        assert all(one.result() for one in heard)


async def test_a_stream_that_watches_ends_with_a_last_word() -> None:
    leaving, told = Leaving(), list[str]()

    async def stream() -> None:
        told.append("hello")
        await leaving.begun()
        told.append("goodbye")

    running = asyncio.create_task(stream())
    await asyncio.sleep(0)
    leaving.begin()
    await running
    assert told == ["hello", "goodbye"]
