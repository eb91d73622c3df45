"""What is read along with something else is given to whoever asks exactly that, once, and to nobody beside the task."""

from __future__ import annotations

import asyncio

from common.prepared.ahead import keep, take
from common.prepared.select import Query

GAME, PRESENT = Query("SELECT game", ("ada", ["online"])), Query("SELECT present", ())


async def kept() -> None:
    keep([GAME, PRESENT], [[("game",)], []])


async def test_the_same_question_is_answered_once() -> None:
    await kept()
    asked = [Query("SELECT game", ("ada", ["online"])), Query("SELECT present", ())]
    assert take(asked) == [[("game",)], []]
    assert take(asked) is None


async def test_another_person_is_not_answered() -> None:
    await kept()
    assert take([Query("SELECT game", ("ben", ["online"])), PRESENT]) is None


async def test_a_part_of_it_is_not_answered() -> None:
    await kept()
    assert take([GAME]) is None


async def test_a_task_that_was_begun_later_may_take_it_and_then_it_is_gone() -> None:
    await kept()

    async def asks() -> bool:
        return take([GAME, PRESENT]) is not None

    assert await asyncio.create_task(asks())
    assert not await asks()


async def test_it_stays_in_its_own_request() -> None:
    await asyncio.create_task(kept())
    assert take([GAME, PRESENT]) is None
