"""The way to a turn: wait for the place, lock it, play; once for threads and once for event loops.

The steps are told by one generator, so that both kinds of caller climb the same ladder. What a step needs, it
yields; `run_in_thread` does it in a thread, `run_on_loop` on a loop where nobody waits on a thread.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.db import connection

from worlds.feed.fifo import Slots, Waiter
from worlds.services.membership.errors import TurnLockTimeout
from worlds.services.turns.locks import Where

Result = TypeVar("Result")

PATIENT = max(1, settings.DATABASE_POOL // 2)  # at most half of the connections may wait for rows
UNNOTICED = 0.15  # seconds that a player may wait without being told
POLL = 0.25  # seconds between two looks at a lease that another request holds


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody who waits is told; `position` counts those who go before."""

    place: Where
    position: int
    reason: str = "Another player is acting here"


@dataclass(frozen=True, slots=True)
class Work:
    """Short work with the database, in transactions of its own; `place` is given where it may wait for a row."""

    do: Callable[[], Any]
    place: Where | None = None


@dataclass(frozen=True, slots=True)
class PatientWork:
    """Work that may wait in the database, in the order of its queue, for as long as the caller has."""

    do: Callable[[], Any]
    place: Where


@dataclass(frozen=True, slots=True)
class SlowWork:
    """Work that may take seconds and touches no database."""

    do: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Admission:
    """Wait until a queue lets one through."""

    slots: Slots
    waiter: Waiter
    place: Where
    deadline: float


@dataclass(frozen=True, slots=True)
class Pause:
    seconds: float


@dataclass(frozen=True, slots=True)
class Notice:
    """Tell the caller's player that they wait."""

    waiting: Waiting


Need = Work | PatientWork | SlowWork | Admission | Pause | Notice
Ladder = Generator[Need, Any, Result]


class Notify(Protocol):
    def __call__(self, waiting: Waiting, /) -> None: ...


class Runs(Protocol):
    """Runs short database work off the loop, on a bounded executor of the caller's."""

    def __call__(self, do: Callable[[], Any], /) -> Awaitable[Any]: ...


def run_in_thread(ladder: Ladder[Result], notify: Notify) -> Result:
    """Climb in this thread, which must be outside any transaction. Raises TurnLockTimeout."""
    try:
        need = next(ladder)
        while True:
            try:
                met = _meet(need, notify)
            except BaseException as trouble:  # noqa: BLE001 - thrown on where it belongs, and raised there
                need = ladder.throw(trouble)
            else:
                need = ladder.send(met)
    except StopIteration as top:
        result: Result = top.value
        return result
    finally:
        ladder.close()


def _meet(need: Need, notify: Notify) -> Any:
    match need:
        case Work(do, None):
            return do()
        case SlowWork(do):
            _give_connection_back()
            return do()
        case Work(do, Where() as place) | PatientWork(do, place):
            with _told_later(notify, place):
                return do()
        case Notice(waiting):
            notify(waiting)
        case Pause(seconds):
            _give_connection_back()
            time.sleep(seconds)
        case Admission():
            _wait(need, notify)
    return None


def _wait(need: Admission, notify: Notify) -> None:
    if need.waiter.admitted.done():
        return
    _give_connection_back()
    try:
        need.waiter.admitted.result(min(UNNOTICED, _left(need.deadline)))
    except NotYet:
        notify(Waiting(need.place, need.slots.position(need.waiter)))
        try:
            need.waiter.admitted.result(_left(need.deadline))
        except NotYet:
            raise TurnLockTimeout(retry_after=1) from None


async def run_on_loop(ladder: Ladder[Result], notify: Notify, runs: Runs) -> Result:
    """Climb on an event loop; only work takes a thread. Raises TurnLockTimeout.

    Who is cancelled leaves the ladder where the next work would begin, and what they hold is given back on the way down.
    """
    try:
        need = next(ladder)
        while True:
            try:
                met = await _meet_async(need, notify, runs)
            except BaseException as trouble:  # noqa: BLE001 - thrown on where it belongs, and raised there
                need = ladder.throw(trouble)
            else:
                need = ladder.send(met)
    except StopIteration as top:
        result: Result = top.value
        return result
    finally:
        ladder.close()


async def _meet_async(need: Need, notify: Notify, runs: Runs) -> Any:
    await asyncio.sleep(0)  # a cancellation that was put off comes here, before anything new is begun
    match need:
        case Work(do, place):
            with _told_later_by_loop(notify, place):
                return await _finished(runs(do))
        case PatientWork(do, place):
            with _told_later_by_loop(notify, place):
                return await _finished(_in(_patient, _returning_connection(do)))
        case SlowWork(do):
            return await _in(_slow, do)
        case Pause(seconds):
            await asyncio.sleep(seconds)
        case Notice(waiting):
            notify(waiting)
        case Admission():
            await _wait_async(need, notify)
    return None


async def _finished(work: Awaitable[Any]) -> Any:
    """What work comes to, also for a caller who is cancelled meanwhile: the cancellation then comes at the next wait.

    A thread cannot be called back: a lease or a ticket that it takes must come into hands that give it back.
    """
    begun, is_cancelled = asyncio.ensure_future(work), False
    while not begun.done():
        try:
            await asyncio.wait([begun])
        except asyncio.CancelledError:
            is_cancelled = True
    if is_cancelled and (task := asyncio.current_task()) is not None:
        task.cancel()
    return begun.result()


def _in(threads: ThreadPoolExecutor, do: Callable[[], Any]) -> Awaitable[Any]:
    return asyncio.get_running_loop().run_in_executor(threads, do)


async def _wait_async(need: Admission, notify: Notify) -> None:
    admitted = asyncio.wrap_future(need.waiter.admitted)
    try:
        await asyncio.wait_for(asyncio.shield(admitted), min(UNNOTICED, _left(need.deadline)))
    except TimeoutError:
        notify(Waiting(need.place, need.slots.position(need.waiter)))
        try:
            await asyncio.wait_for(admitted, _left(need.deadline))
        except TimeoutError:
            raise TurnLockTimeout(retry_after=1) from None


@contextmanager
def _told_later(notify: Notify, place: Where) -> Iterator[None]:
    # The thread itself is held by the database's queue, and leaving that to tell somebody would cost its place there.
    timer = threading.Timer(UNNOTICED, notify, [Waiting(place, position=1)])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def _told_later_by_loop(notify: Notify, place: Where | None) -> Iterator[None]:
    if place is None:
        yield
        return
    told = asyncio.get_running_loop().call_later(UNNOTICED, notify, Waiting(place, position=1))
    try:
        yield
    finally:
        told.cancel()


def _give_connection_back() -> None:
    """To the pool: who waits holds none. Inside a transaction, which only tests open around a turn, it must stay."""
    if not connection.in_atomic_block:
        connection.close()


def _left(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic())


def _returning_connection(do: Callable[[], Any]) -> Callable[[], Any]:
    def work() -> Any:
        try:
            return do()
        finally:
            connection.close()

    return work


# Sockets wait in the database on threads of their own, or eight locked places would stop every other frame.
_patient = ThreadPoolExecutor(max_workers=PATIENT, thread_name_prefix="patient")
_slow = ThreadPoolExecutor(max_workers=settings.NARRATOR_CONCURRENCY + 4, thread_name_prefix="narrator")
