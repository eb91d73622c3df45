"""What others end, and what goes on behind it."""

from __future__ import annotations

import asyncio

import pytest

from common.interruption import Interruption
from common.lean_queue import LeanEvent


class Waiting:
    """A task that waits inside an interruption, and notes where it goes on."""

    def __init__(self) -> None:
        self.inner, self.outer = Interruption(), Interruption()
        self.begun = asyncio.Event()
        self.noted: list[str] = []
        self.task = asyncio.create_task(self.run())

    async def run(self) -> None:
        with self.outer:
            with self.inner:
                self.begun.set()
                await asyncio.Event().wait()
            self.noted.append("behind the inner")
            await asyncio.sleep(0)
        self.noted.append("behind the outer")
        await asyncio.sleep(0)
        self.noted.append("awaits again")


async def test_what_is_interrupted_ends_and_its_task_goes_on_behind_it() -> None:
    waiting = Waiting()
    await waiting.begun.wait()
    waiting.inner.interrupt()
    waiting.inner.interrupt()
    await waiting.task
    assert waiting.noted == ["behind the inner", "behind the outer", "awaits again"]


async def test_an_outer_one_ends_the_inner_ones_too() -> None:
    waiting = Waiting()
    await waiting.begun.wait()
    waiting.inner.interrupt()
    waiting.outer.interrupt()
    await waiting.task
    assert waiting.noted == ["behind the outer", "awaits again"]


async def test_who_cancels_the_task_cancels_it() -> None:
    waiting = Waiting()
    await waiting.begun.wait()
    waiting.inner.interrupt()
    waiting.task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting.task
    assert waiting.noted == []


async def test_before_it_begins_and_after_it_ended_nothing_is_interrupted() -> None:
    one = Interruption()
    one.interrupt()
    with one:
        await asyncio.sleep(0)
    one.interrupt()
    await asyncio.sleep(0)
    assert not one.is_interrupted


async def test_a_lean_event_wakes_all_who_wait_and_holds_up_nobody_while_it_is_set() -> None:
    event = LeanEvent()
    await event.wait()
    event.clear()
    waiting = [asyncio.create_task(event.wait()) for _ in range(2)]
    await asyncio.sleep(0)
    assert not event.is_set()
    waiting.pop().cancel()
    event.set()
    await waiting.pop()
    assert event.is_set()
