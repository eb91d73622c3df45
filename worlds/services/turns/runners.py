"""Running the steps of a turn: `run_in_thread` meets their needs in a thread, `run_on_loop` on an event loop.

The steps are the same for both, and so is `drive_steps`, which runs them. On a loop nobody waits on a thread.
"""

from __future__ import annotations

import asyncio
import threading
import time
import uuid
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db import connection

from common.hot.request import NotOrdinary
from common.prepared import switch
from worlds.event_types.audience import Only
from worlds.event_types.ephemeral import TurnWaiting
from worlds.feed import publisher
from worlds.services.membership.errors import TurnLockTimeout
from worlds.services.turns import needs
from worlds.services.turns.locks import Where
from worlds.services.turns.needs import PATIENT, UNNOTICED, Need, Notify, Runs, TurnSteps, Waiting

Result = TypeVar("Result")
Finish = Callable[[Coroutine[Any, Any, Any]], Awaitable[Any]]


async def drive_steps(steps: TurnSteps[Result], meet: Callable[[Need], Awaitable[Any]]) -> Result:
    """Run a turn's steps to their end: meet each need, and send what came of it back to where it was asked for.

    An error, or a cancellation, is raised there too, so that the turn gives back what it holds.
    """
    try:
        need = next(steps)
        while True:
            try:
                met = await meet(need)
            except BaseException as trouble:  # noqa: BLE001 - thrown on where it belongs, and raised there
                need = steps.throw(trouble)
            else:
                need = steps.send(met)
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        steps.close()


def run_in_thread(steps: TurnSteps[Result], notify: Notify) -> Result:
    """Run a turn in this thread, which must be outside any transaction. Raises TurnLockTimeout."""

    async def meet(need: Need) -> Any:
        return _meet(need, notify)

    # A thread blocks where a loop would await: nothing here ever suspends, so one `send` goes all the way.
    try:
        drive_steps(steps, meet).send(None)
    except StopIteration as end:
        result: Result = end.value
        return result
    raise AssertionError("a turn in a thread was suspended")


def _meet(need: Need, notify: Notify) -> Any:
    match need:
        case needs.Work(do, place=None):
            return do()
        case needs.SlowWork(do):
            _give_connection_back()
            return do()
        case needs.Work(do, place=Where() as place) | needs.PatientWork(do, place):
            with _told_later(notify, place):
                return do()
        case needs.Notice(waiting):
            notify(waiting)
        case needs.Pause(seconds):
            _give_connection_back()
            time.sleep(seconds)
        case needs.Admission():
            _wait(need, notify)
    return None


def _wait(need: needs.Admission, notify: Notify) -> None:
    if need.waiter.admitted.done():  # the usual case: nobody was before, and the connection is kept
        return
    _give_connection_back()
    try:
        need.waiter.admitted.result(min(UNNOTICED, _left(need.deadline)))
    except TimeoutError:
        notify(Waiting(need.place, need.slots.position(need.waiter)))
        try:
            need.waiter.admitted.result(_left(need.deadline))
        except TimeoutError:
            raise TurnLockTimeout(retry_after=1) from None


async def run_on_loop(steps: TurnSteps[Result], notify: Notify, runs: Runs, *, is_shielded: bool = False) -> Result:
    """Run a turn on an event loop; only work takes a thread. Raises TurnLockTimeout.

    One that is cancelled stops where the next need would be met; giving back what it holds is still run to its end.
    `is_shielded` says that nobody cancels this task, so that no work needs a task of its own.
    """
    finish = _run if is_shielded else _finished
    return await drive_steps(steps, partial(_meet_on_loop, notify=notify, runs=runs, finish=finish))


async def _meet_on_loop(need: Need, notify: Notify, runs: Runs, finish: Finish) -> Any:
    if (task := asyncio.current_task()) is not None and task.cancelling():
        await asyncio.sleep(0)  # a cancellation that was put off comes here, before anything new is begun
    loop = asyncio.get_running_loop()
    match need:
        case needs.Work(do, place, on_loop):
            return await _in_time(place, notify, finish(_best(on_loop, partial(runs, do))))
        case needs.PatientWork(do, place, on_loop):
            in_thread = partial(loop.run_in_executor, _patient, partial(_returning_connection, do))
            return await _in_time(place, notify, finish(_best(on_loop, in_thread)))
        case needs.SlowWork(do):
            return await loop.run_in_executor(_slow, do)
        case needs.Pause(seconds):
            await asyncio.sleep(seconds)
        case needs.Notice(waiting):
            notify(waiting)
        case needs.Admission() if not need.waiter.admitted.done():
            await _wait_on_loop(need, notify)
    return None


async def _best(on_loop: needs.OnLoop | None, in_thread: needs.OnLoop) -> Any:
    """On the loop, where this process has asynchronous connections and the case is ordinary; else in a thread."""
    if on_loop is not None and switch.is_on():
        try:
            return await on_loop()
        except NotOrdinary:
            pass
    return await in_thread()


async def _finished(work: Coroutine[Any, Any, Any]) -> Any:
    """What work comes to, also for a caller who is cancelled meanwhile: the cancellation then comes at the next wait.

    A thread cannot be called back: a lease or a ticket that it takes must come into hands that give it back.
    """
    begun, is_cancelled = asyncio.ensure_future(work), False
    while not begun.done():
        over = begun.get_loop().create_future()
        begun.add_done_callback(partial(_told, over))
        try:
            await over
        except asyncio.CancelledError:
            is_cancelled = True
    if is_cancelled and (task := asyncio.current_task()) is not None:
        task.cancel()
    return begun.result()


async def _run(work: Coroutine[Any, Any, Any]) -> Any:
    return await work


def _told(over: asyncio.Future[None], _begun: asyncio.Future[Any]) -> None:
    if not over.done():
        over.set_result(None)


async def _wait_on_loop(need: needs.Admission, notify: Notify) -> None:
    admitted = asyncio.wrap_future(need.waiter.admitted)
    try:
        # Shielded: the first time-out only tells the player, and must not cost them their place.
        await asyncio.wait_for(asyncio.shield(admitted), min(UNNOTICED, _left(need.deadline)))
    except TimeoutError:
        notify(Waiting(need.place, need.slots.position(need.waiter)))
        try:
            await asyncio.wait_for(admitted, _left(need.deadline))
        except TimeoutError:
            raise TurnLockTimeout(retry_after=1) from None


def turn_waiting(waiting: Waiting) -> TurnWaiting:
    """What a client is told of a wait."""
    return TurnWaiting(location=waiting.place.location, reason=waiting.reason, position=waiting.position)


def told_by_stream(user_id: uuid.UUID) -> Notify:
    """Tells of waiting on whatever streams a player has open."""

    def notify(waiting: Waiting) -> None:
        publisher.publish_ephemeral(waiting.place.world_id, turn_waiting(waiting), audience=Only([user_id]))

    return notify


@contextmanager
def _told_later(notify: Notify, place: Where) -> Iterator[None]:
    # The thread itself is held by the database's queue, and leaving that to tell somebody would cost its place there.
    timer = threading.Timer(UNNOTICED, notify, [Waiting(place, position=1)])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


async def _in_time(place: Where | None, notify: Notify, work: Awaitable[Any]) -> Any:
    """What work comes to; a player whose turn waits for a place meanwhile is told so."""
    if place is None:
        return await work
    told = asyncio.get_running_loop().call_later(UNNOTICED, _tell, notify, place)
    try:
        return await work
    finally:
        told.cancel()


def _tell(notify: Notify, place: Where) -> None:
    notify(Waiting(place, position=1))


def _give_connection_back() -> None:
    """To the pool: who waits holds none. Inside a transaction, which only tests open around a turn, it must stay."""
    if not connection.in_atomic_block:
        connection.close()


def _left(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic())


def _returning_connection(do: Callable[[], Any]) -> Any:
    try:
        return do()
    finally:
        connection.close()


# Sockets wait in the database on threads of their own, or eight locked places would stop every other frame.
_patient = ThreadPoolExecutor(max_workers=PATIENT, thread_name_prefix="patient")
# As many as may ask elsewhere at once, and some for those who find that so many do, and are told so.
SLOW: Final = settings.NARRATOR_CONCURRENCY + settings.LIKENESS_CONCURRENCY + 4
_slow = ThreadPoolExecutor(max_workers=SLOW, thread_name_prefix="narrator")
