import asyncio
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worlds.feed.fifo import Slots, Waiter


def admitted(waiters: list[Waiter]) -> list[int]:
    return [place for place, waiter in enumerate(waiters) if waiter.admitted.done()]


def test_the_first_to_come_goes_at_once() -> None:
    assert Slots().enter("gate").admitted.done()


def test_others_at_the_same_place_wait_in_the_order_they_came() -> None:
    slots = Slots()
    waiters = [slots.enter("gate") for _ in range(3)]
    assert [slots.position(waiter) for waiter in waiters] == [0, 1, 2]
    slots.leave(waiters[0])
    assert admitted(waiters) == [0, 1]
    slots.leave(waiters[1])
    assert admitted(waiters) == [0, 1, 2]


def test_another_place_is_free() -> None:
    slots = Slots()
    slots.enter("gate")
    assert slots.enter("garden").admitted.done()


def test_who_gives_up_lets_the_next_one_move_up() -> None:
    slots = Slots()
    first, second, third = (slots.enter("gate") for _ in range(3))
    slots.leave(second)
    assert slots.position(third) == 1
    slots.leave(first)
    assert third.admitted.done()


def test_leaving_twice_admits_one() -> None:
    slots = Slots()
    waiters = [slots.enter("gate") for _ in range(3)]
    slots.leave(waiters[0])
    slots.leave(waiters[0])
    assert admitted(waiters) == [0, 1]


def test_a_cancelled_waiter_does_not_keep_the_slot() -> None:
    slots = Slots()
    first, second, third = (slots.enter("gate") for _ in range(3))
    second.admitted.cancel()
    slots.leave(first)
    slots.leave(second)
    assert third.admitted.done()


def test_a_wider_slot_admits_as_many_as_it_holds() -> None:
    slots = Slots(capacity=2)
    waiters = [slots.enter("database") for _ in range(4)]
    assert admitted(waiters) == [0, 1]
    assert [slots.position(waiter) for waiter in waiters] == [0, 0, 1, 2]
    slots.leave(waiters[0])
    assert admitted(waiters) == [0, 1, 2]


def test_nothing_is_kept_once_everybody_has_left() -> None:
    slots = Slots()
    for waiter in [slots.enter("gate") for _ in range(3)]:
        slots.leave(waiter)
    assert slots.waiting() == 0
    assert slots._queues == {}


@pytest.mark.parametrize("capacity", [1, 2, 5])
def test_threads_never_meet_in_a_full_slot(capacity: int) -> None:
    slots, inside, most, guard = Slots(capacity), 0, 0, threading.Lock()

    def visit() -> None:
        nonlocal inside, most
        waiter = slots.enter("gate")
        waiter.admitted.result(timeout=10)
        with guard:
            inside += 1
            most = max(most, inside)
        with guard:
            inside -= 1
        slots.leave(waiter)

    threads = [threading.Thread(target=visit) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= most <= capacity


async def test_an_event_loop_waits_without_a_thread() -> None:
    slots = Slots()
    first, second = slots.enter("gate"), slots.enter("gate")
    asyncio.get_running_loop().call_soon(slots.leave, first)
    await asyncio.wait_for(asyncio.wrap_future(second.admitted), 5)


@given(moves=st.lists(st.integers(0, 5), max_size=40), capacity=st.integers(1, 3))
def test_whoever_leaves_the_first_who_stay_are_admitted(moves: list[int], capacity: int) -> None:
    slots, here = Slots(capacity), list[Waiter]()
    for move in moves:
        if move < 3 or not here:
            here.append(slots.enter("gate"))
        else:
            slots.leave(here.pop(move % len(here)))
        assert admitted(here) == list(range(min(capacity, len(here))))


def test_who_asks_for_a_free_slot_gets_one_or_nothing_and_stands_in_no_queue() -> None:
    slots = Slots(capacity=2)
    first, second = slots.enter_free("gate"), slots.enter_free("gate")
    assert first is not None
    assert first.admitted.done()
    assert second is not None
    assert slots.enter_free("gate") is None
    assert slots.waiting() == 0
    slots.leave(first)
    assert slots.enter_free("gate") is not None
