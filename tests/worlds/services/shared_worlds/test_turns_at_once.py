"""Many turns at the same moment: what the place's lock, the lease and the queue are for."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from functools import partial

import pytest
from django.db import connection
from django.db.models import QuerySet
from pytest_django import Settings

from tests.worlds.services.at_once import wait_until_somebody_waits
from tests.worlds.services.shared_worlds.counting_world import Tally, at_once, tally
from tests.worlds.services.shared_worlds.holding import held
from worlds.models import LocationLock, TurnLease, TurnRecord, TurnTicket, WorldEvent
from worlds.services.membership.errors import TurnLockTimeout
from worlds.services.turns.playing import TurnAnswer, play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)


def place_of(world: Tally, location: str) -> QuerySet[LocationLock]:
    return LocationLock.objects.select_for_update().filter(world_id=world.world_id, location=location)


@pytest.mark.slow
def test_two_hundred_marks_at_once_make_two_hundred() -> None:
    world = tally(8)
    at_once([partial(_marks, world, number) for number in range(8)])
    assert world.count("wall", "marks") == 200
    assert world.world.turn == 200
    turns = TurnRecord.objects.filter(world_id=world.world_id, kind="choice").order_by("world_seq")
    first = 1 + 8  # the world began, and eight came
    assert [record.world_seq for record in turns] == list(range(first + 1, first + 201))
    events = WorldEvent.objects.filter(world_id=world.world_id).order_by("sequence")
    assert [event.sequence for event in events] == list(range(1, world.world.event_seq + 1))
    told = [event.payload["turn"] for event in events if event.type == "world_state_changed"]
    assert told == list(range(1, 201))


def _marks(world: Tally, number: int) -> None:
    for _ in range(25):
        world.hands[number].play("mark")


def test_in_one_process_turns_are_played_in_the_order_they_came() -> None:
    world = tally(8)
    with held_slot(world, "wall") as queue, ThreadPoolExecutor(8) as threads:
        played = []
        for number, hand in enumerate(world.hands):
            played.append(threads.submit(_and_close, partial(hand.play, "mark")))
            queue.await_length(number + 1)
        queue.open()
        [turn.result(30) for turn in played]
    order = TurnRecord.objects.filter(world_id=world.world_id, kind="choice").order_by("world_seq")
    assert [record.session_id for record in order] == [hand.session_id for hand in world.hands]


@pytest.mark.postgres
def test_a_turn_that_waited_in_vain_costs_nothing(settings: Settings) -> None:
    settings.RATE_INPUT, settings.TURN_WAIT_TIMEOUT = "1/minute", 0.3
    world = tally(1)
    [hand] = world.hands
    with held(place_of(world, "wall")), pytest.raises(TurnLockTimeout):
        hand.play("mark")
    settings.TURN_WAIT_TIMEOUT = 30
    hand.play("mark")


@pytest.mark.postgres
def test_a_turn_that_is_stale_once_the_place_is_free_costs_nothing(settings: Settings) -> None:
    settings.RATE_INPUT = "2/minute"
    world = tally(1)
    [hand] = world.hands
    number = hand.session.number
    wish = partial(play_turn, user_id=hand.user_id, session_id=hand.session_id)
    with ThreadPoolExecutor(2) as threads:
        with held(place_of(world, "wall")):
            late = partial(_and_close, partial(wish, request=TurnRequest("mark", expected_number=number)))
            tries = [threads.submit(late) for _ in range(2)]
            wait_until_somebody_waits()
        wait(tries)
    assert sorted(type(each.exception()).__name__ for each in tries) == ["NoneType", "StaleTurn"]
    hand.play("mark")


class HeldSlot:
    """A queue that somebody stands at the head of."""

    def __init__(self, world: Tally, location: str) -> None:
        from worlds.feed.fifo import slots

        self._slots, self._head = slots, slots.enter((world.world_id, location))

    def await_length(self, length: int) -> None:
        deadline = time.monotonic() + 20
        while self._slots.waiting() < length:
            assert time.monotonic() < deadline, "they never came to stand in line"
            time.sleep(0.001)

    def open(self) -> None:
        self._slots.leave(self._head)


@contextmanager
def held_slot(world: Tally, location: str) -> Iterator[HeldSlot]:
    slot = HeldSlot(world, location)
    try:
        yield slot
    finally:
        slot.open()


def _and_close(move: partial[TurnAnswer]) -> TurnAnswer:
    try:
        return move()
    finally:
        connection.close()


@pytest.mark.postgres
def test_a_place_that_is_held_leaves_the_others_free() -> None:
    world = tally(2)
    walker, waiter = world.hands
    walker.play("out")
    with ThreadPoolExecutor(1) as threads:
        with held(place_of(world, "wall")):
            waiting = threads.submit(_and_close, partial(waiter.play, "mark"))
            assert walker.play("step").result["kind"] == "choice"
            assert not waiting.done()
        assert waiting.result(20).result["kind"] == "choice"


@pytest.mark.postgres
def test_who_waits_longer_than_the_limit_is_told_and_nothing_is_played(settings: Settings) -> None:
    settings.TURN_WAIT_TIMEOUT = 0.5
    world = tally(1)
    with held(place_of(world, "wall")), pytest.raises(TurnLockTimeout) as refused:
        world.hands[0].play("mark")
    assert refused.value.retry_after >= 1
    assert world.world.turn == 0


@pytest.mark.slow
@pytest.mark.postgres
def test_forty_who_wait_leave_turns_at_free_places_unhindered() -> None:
    worlds = [tally(8, name=f"w{number}h") for number in range(5)]
    free = tally(1, name="free")
    with ThreadPoolExecutor(40) as threads:
        waiting = []
        with ExitStack() as outside:
            for world in worlds:
                outside.enter_context(held(place_of(world, "wall")))
                waiting += [threads.submit(_and_close, partial(hand.play, "mark")) for hand in world.hands]
            for _ in range(10):
                assert free.hands[0].play("mark").result["kind"] == "choice"
            assert not any(turn.done() for turn in waiting)
        assert [turn.result(60).result["kind"] for turn in waiting] == ["choice"] * 40
    assert [world.count("wall", "marks") for world in worlds] == [8] * 5


def test_eight_retries_at_once_under_one_key_play_one_turn() -> None:
    world = tally(1)
    answers = at_once([partial(world.hands[0].play, "mark", key="same")] * 8)
    assert sorted(answer.replayed for answer in answers) == [False] + [True] * 7
    assert world.count("wall", "marks") == 1


def test_nothing_is_left_behind_once_everybody_has_played() -> None:
    world = tally(4)
    at_once([partial(hand.play, "mark") for hand in world.hands])
    assert not TurnLease.objects.exists()
    assert not TurnTicket.objects.exists()
