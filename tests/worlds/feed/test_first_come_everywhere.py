"""Queues of several processes in one order. The processes are two queues of this one, with the memory that processes would share."""

from __future__ import annotations

import asyncio
from typing import Final

import pytest

from common import arrivals
from common.arrivals import BUCKETS, NOBODY, SharedMemory
from worlds.feed import fifo
from worlds.feed.fifo import Slots, Waiter

WALL: Final = 7
SAME_BUCKET: Final = WALL + BUCKETS
PATIENCE: Final = 20.0  # seconds; no test is decided by them


class Machine:
    """So many processes, each with its queues."""

    def __init__(self, processes: int = 2) -> None:
        self.memory = SharedMemory(processes)
        self.queues = [Slots() for _ in range(processes)]
        for number, queue in enumerate(self.queues):
            queue.arrivals = self.memory.of_process(number, asyncio.get_running_loop(), queue.look)


async def admitted(waiter: Waiter) -> None:
    await asyncio.wait_for(asyncio.wrap_future(waiter.admitted), PATIENCE)


def is_waiting(*waiters: Waiter) -> bool:
    return not any(waiter.admitted.done() for waiter in waiters)


async def test_turns_of_two_processes_go_in_the_order_in_which_they_came() -> None:
    machine = Machine()
    waiters = [machine.queues[process].enter(WALL) for process in (0, 0, 1, 0, 1, 1, 0)]
    for number, waiter in enumerate(waiters):
        await admitted(waiter)
        assert is_waiting(*waiters[number + 1 :])
        queue = next(queue for queue in machine.queues if queue._queues and waiter in queue._queues[WALL].inside)
        queue.go_on(waiter)
        queue.leave(waiter)
    assert [queue._queues for queue in machine.queues] == [{}, {}]


async def test_the_next_of_another_process_comes_as_soon_as_nobody_can_come_before_the_first() -> None:
    machine = Machine()
    first, second = machine.queues[0].enter(WALL), machine.queues[1].enter(WALL)
    assert not is_waiting(first)
    assert is_waiting(second)
    machine.queues[0].go_on(first)
    await admitted(second)


async def test_who_came_earlier_goes_first_however_long_their_way_to_the_queue() -> None:
    machine = Machine()
    inside = machine.queues[0].enter(WALL)
    late, early = machine.queues[0].enter(WALL, inside.since + 2), machine.queues[1].enter(WALL, inside.since + 1)
    machine.queues[0].go_on(inside)
    await admitted(early)
    machine.queues[0].leave(inside)
    assert is_waiting(late)
    machine.queues[1].leave(early)
    await admitted(late)


async def test_who_gives_up_lets_those_of_the_other_process_go_on() -> None:
    machine = Machine()
    inside = machine.queues[0].enter(WALL)
    second, third = machine.queues[0].enter(WALL), machine.queues[1].enter(WALL)
    machine.queues[0].go_on(inside)
    machine.queues[0].leave(second)
    await admitted(third)


async def test_nobody_waits_for_a_process_that_has_ended() -> None:
    machine = Machine()
    machine.queues[0].enter(WALL)
    waiter = machine.queues[1].enter(WALL)
    assert is_waiting(waiter)
    machine.memory.forget(0)
    await admitted(waiter)


async def test_nobody_waits_for_a_process_that_has_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine()
    machine.queues[0].enter(WALL)
    waiter = machine.queues[1].enter(WALL)
    assert is_waiting(waiter)
    monkeypatch.setattr(arrivals, "SILENCE", 0)  # no process has said for so long that it runs
    await admitted(waiter)
    assert not is_waiting(machine.queues[1].enter("garden"))


async def test_who_came_first_and_goes_no_further_is_let_go_first_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fifo, "COURTESY", 1)
    machine = Machine()
    stuck = machine.queues[0].enter(WALL)
    late = machine.queues[1].enter(WALL)
    await admitted(late)
    machine.queues[1].leave(late)
    machine.queues[0].leave(stuck)
    assert [queue._queues for queue in machine.queues] == [{}, {}]


async def test_the_time_begins_anew_with_everybody_who_is_let_go_first() -> None:
    machine = Machine()
    first, second = machine.queues[0].enter(WALL), machine.queues[0].enter(WALL)
    third = machine.queues[1].enter(WALL)
    machine.queues[1]._queues[WALL].ahead_since -= fifo.COURTESY
    machine.queues[0].go_on(first)
    machine.queues[1].look()
    assert is_waiting(second, third)


async def test_other_places_are_free() -> None:
    machine = Machine()
    machine.queues[0].enter(WALL)
    assert not is_waiting(machine.queues[1].enter("garden"), machine.queues[1].enter(SAME_BUCKET))


async def test_what_does_not_fit_into_the_memory_is_not_said_and_spoils_nothing() -> None:
    machine = Machine()
    wall, other = machine.queues[0].enter(WALL), machine.queues[0].enter(SAME_BUCKET)
    unheard = machine.queues[1].enter(SAME_BUCKET)
    assert not is_waiting(unheard)
    machine.queues[0].leave(other)
    waiter = machine.queues[1].enter(WALL)
    assert is_waiting(waiter)
    machine.queues[0].leave(wall)
    await admitted(waiter)


async def test_only_the_process_of_the_next_is_woken() -> None:
    memory, loop, woken = SharedMemory(3), asyncio.get_running_loop(), [asyncio.Event() for _ in range(3)]
    processes = [memory.of_process(each, loop, woken[each].set) for each in range(3)]
    processes[1].say(WALL, 30)
    processes[2].say(WALL, 20)
    processes[0].wake_next(WALL, 10)
    processes[0].wake_next(WALL, NOBODY)
    await asyncio.wait_for(woken[2].wait(), PATIENCE)
    assert not woken[1].is_set()


async def test_a_process_says_nothing_of_what_is_over() -> None:
    memory = SharedMemory(2)
    one, other = (memory.of_process(each, asyncio.get_running_loop(), lambda: None) for each in range(2))
    one.say(WALL, 5)
    assert other.first_elsewhere(WALL) == 5
    one.say(WALL, NOBODY)
    assert other.first_elsewhere(WALL) == NOBODY
