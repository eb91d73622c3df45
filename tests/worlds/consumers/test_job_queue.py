"""A socket's jobs are done one after the other, and a socket without jobs costs no task."""

from __future__ import annotations

import asyncio

from worlds.consumers.job_queue import LONGEST, JobQueue


class Work:
    """Each job waits for `go`."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.go = asyncio.Event()

    async def __call__(self, job: int) -> None:
        await self.go.wait()
        self.done.append(job)


async def finished(work: Work, jobs: int) -> None:
    work.go.set()
    async with asyncio.timeout(10):
        while len(work.done) < jobs:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0)


async def test_jobs_are_done_in_order_and_more_may_come_when_all_are_done() -> None:
    work = Work()
    queue = JobQueue(work)
    assert [queue.take(job) for job in (1, 2)] == [True, True]
    await finished(work, 2)
    await asyncio.sleep(0)
    assert queue.take(3)
    await finished(work, 3)
    assert work.done == [1, 2, 3]


async def test_only_so_many_may_wait_beside_the_one_that_is_done() -> None:
    work = Work()
    queue = JobQueue(work)
    assert queue.take(0)
    await asyncio.sleep(0)  # it is begun
    assert [queue.take(job) for job in range(1, LONGEST + 2)] == [True] * LONGEST + [False]
    await finished(work, LONGEST + 1)


async def test_there_is_a_task_only_while_there_are_jobs() -> None:
    before = asyncio.all_tasks()
    work = Work()
    queue = JobQueue(work)
    assert asyncio.all_tasks() == before
    queue.take(1)
    assert len(asyncio.all_tasks() - before) == 1
    await finished(work, 1)
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


async def test_what_is_stopped_does_no_more() -> None:
    work = Work()
    queue = JobQueue(work)
    queue.take(1)
    await asyncio.sleep(0)
    queue.stop()
    work.go.set()
    await asyncio.sleep(0)
    assert work.done == []


async def test_what_is_being_done_is_finished_and_what_waits_is_dropped() -> None:
    work = Work()
    queue = JobQueue(work)
    queue.take(1)
    await asyncio.sleep(0)  # it is begun
    queue.take(2)
    last = asyncio.create_task(queue.finish(within=10))
    await asyncio.sleep(0)
    assert not last.done()
    work.go.set()
    await last
    assert work.done == [1]


async def test_a_job_that_takes_too_long_is_not_waited_for() -> None:
    work = Work()
    queue = JobQueue(work)
    queue.take(1)
    await queue.finish(within=0.01)
    assert work.done == []
    queue.stop()
