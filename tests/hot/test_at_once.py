"""Many turns at the same moment on one event loop and its connections: the same claims as in threads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import pytest_asyncio
from django.db.models import QuerySet
from pytest_django import Settings

from common.database_threads import in_thread
from common.errors import KleeneError
from common.prepared import pool
from tests.hot.held_connections import nothing_is_held
from tests.worlds.services.at_once import wait_until_somebody_waits
from tests.worlds.services.shared_worlds.counting_world import Hand, Tally, tally
from tests.worlds.services.shared_worlds.holding import held, world_row
from worlds.feed.fifo import slots
from worlds.models import GameSession, LocationLock, TurnLease, TurnRecord, TurnTicket, WorldEvent
from worlds.services.games import sessions
from worlds.services.games.replay import verify_game
from worlds.services.turns.playing import TurnAnswer, play_turn_async
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.postgres


@pytest_asyncio.fixture(autouse=True)
async def on_one_loop(on_loops: None) -> AsyncIterator[None]:
    yield
    await nothing_is_held()
    await pool.close_pool()


async def play(hand: Hand, option: str, *, key: str | None = None, number: int | None = None) -> TurnAnswer:
    short_id = (await in_thread(lambda: hand.session)).short_id
    return await play_turn_async(
        user_id=hand.user_id,
        session_id=short_id,
        request=TurnRequest(option, expected_number=number),
        idempotency_key=key,
        notify=lambda _waiting: None,
        runs=in_thread,
    )


async def code_of(turn: Any) -> str:
    try:
        await turn
    except KleeneError as refusal:
        return refusal.code
    return "played"


def place_of(world: Tally, location: str) -> QuerySet[LocationLock]:
    return LocationLock.objects.select_for_update().filter(world_id=world.world_id, location=location)


@asynccontextmanager
async def locked(rows: QuerySet[Any]) -> AsyncIterator[None]:
    holding = held(rows)
    await in_thread(holding.__enter__)
    try:
        yield
    finally:
        await in_thread(holding.__exit__, None, None, None)


async def queued(length: int) -> None:
    async with asyncio.timeout(20):
        while slots.waiting() < length:  # noqa: ASYNC110 - nothing tells of a change
            await asyncio.sleep(0)


async def queued_in_database() -> None:
    await in_thread(wait_until_somebody_waits)


def choices(world: Tally) -> Iterable[TurnRecord]:
    return list(TurnRecord.objects.filter(world_id=world.world_id, kind="choice").order_by("world_seq"))


async def test_eighty_marks_at_once_make_eighty() -> None:
    world = await in_thread(tally, 8)
    await asyncio.gather(*[play(hand, "mark") for _ in range(10) for hand in world.hands])
    assert await in_thread(world.count, "wall", "marks") == 80
    found = await in_thread(lambda: world.world)
    assert found.turn == 80
    first = 1 + 8  # the world began, and eight came
    assert [each.world_seq for each in await in_thread(choices, world)] == list(range(first + 1, first + 81))
    events = await in_thread(lambda: list(WorldEvent.objects.filter(world_id=world.world_id).order_by("sequence")))
    assert [event.sequence for event in events] == list(range(1, found.event_seq + 1))
    told = [event.payload["turn"] for event in events if event.type == "world_state_changed"]
    assert told == list(range(1, 81))
    assert not await in_thread(TurnLease.objects.exists)
    assert not await in_thread(TurnTicket.objects.exists)


async def test_turns_at_a_place_are_played_in_the_order_they_came() -> None:
    world = await in_thread(tally, 8)
    await play(world.hands[0], "mark")
    head = slots.enter((world.world_id, "wall"))
    turns = []
    for number, hand in enumerate(world.hands):
        turns.append(asyncio.create_task(play(hand, "mark")))
        await queued(number + 1)
    slots.leave(head)
    await asyncio.gather(*turns)
    order = [record.session_id for record in await in_thread(choices, world)]
    assert order[1:] == [hand.session_id for hand in world.hands]


async def test_eight_retries_under_one_key_play_one_turn() -> None:
    world = await in_thread(tally, 1)
    answers = await asyncio.gather(*[play(world.hands[0], "mark", key="same") for _ in range(8)])
    assert sorted(answer.replayed for answer in answers) == [False] + [True] * 7
    assert await in_thread(world.count, "wall", "marks") == 1


async def test_of_two_tabs_one_is_told_that_the_story_moved_on() -> None:
    world = await in_thread(tally, 2)
    number = (await in_thread(lambda: world.hands[0].session)).number
    turns = [code_of(play(world.hands[0], "mark", number=number)) for _ in range(2)]
    assert sorted(await asyncio.gather(*turns)) == ["played", "stale_turn"]
    assert await in_thread(world.count, "wall", "marks") == 1


async def test_a_place_that_is_held_leaves_the_others_free() -> None:
    world = await in_thread(tally, 2)
    walker, waiter = world.hands
    await play(walker, "out")
    async with locked(place_of(world, "wall")):
        waiting = asyncio.create_task(play(waiter, "mark"))
        await queued_in_database()
        assert (await play(walker, "step")).result["kind"] == "choice"
        assert not waiting.done()
    assert (await waiting).result["kind"] == "choice"


@pytest.mark.slow
async def test_forty_who_wait_leave_turns_at_free_places_unhindered() -> None:
    worlds = [await in_thread(tally, 8, name=f"w{number}h") for number in range(5)]
    free = (await in_thread(tally, 1, name="free")).hands[0]
    places = [locked(place_of(world, "wall")) for world in worlds]
    for each in places:
        await each.__aenter__()
    try:
        waiting = [asyncio.create_task(play(hand, "mark")) for world in worlds for hand in world.hands]
        await queued_in_database()
        for _ in range(10):
            assert (await play(free, "mark")).result["kind"] == "choice"
        assert not any(turn.done() for turn in waiting)
    finally:
        for each in places:
            await each.__aexit__(None, None, None)
    assert [turn.result["kind"] for turn in await asyncio.gather(*waiting)] == ["choice"] * 40
    assert [await in_thread(world.count, "wall", "marks") for world in worlds] == [8] * 5


@pytest.mark.parametrize("what", ["place", "world"])
async def test_who_waits_longer_than_the_limit_is_told_and_nothing_is_played(settings: Settings, what: str) -> None:
    settings.TURN_WAIT_TIMEOUT = 0.5
    world = await in_thread(tally, 1)
    async with locked(place_of(world, "wall") if what == "place" else world_row(world.world_id)):
        assert await code_of(play(world.hands[0], "mark")) == "turn_lock_timeout"
    assert (await in_thread(lambda: world.world)).turn == 0


async def test_of_ten_who_leave_while_they_wait_none_holds_anything() -> None:
    world = await in_thread(tally, 8)
    await play(world.hands[0], "mark")
    async with locked(place_of(world, "wall")):
        turns = [asyncio.create_task(play(hand, "mark")) for hand in world.hands]
        await queued_in_database()
        for turn in turns[1:]:
            turn.cancel()
        await asyncio.gather(*turns[1:], return_exceptions=True)
    await asyncio.gather(*turns, return_exceptions=True)
    assert (await play(world.hands[1], "mark")).result["kind"] == "choice"


class TestAlone:
    async def game(self) -> Hand:
        def begin() -> Hand:
            ada = tally(1).hands[0].user_id
            return Hand(ada, sessions.start_solo(user_id=ada, scenario_slug="tally").pk)

        return await in_thread(begin)

    async def test_eight_retries_play_one_turn_and_get_one_answer(self) -> None:
        hand = await self.game()
        answers = await asyncio.gather(*[play(hand, "mark", key="same") for _ in range(8)])
        assert [answer.result for answer in answers] == [answers[0].result] * 8
        assert sorted(answer.replayed for answer in answers) == [False] + [True] * 7
        assert await in_thread(TurnRecord.objects.filter(session=hand.session_id, kind="choice").count) == 1

    async def test_turns_are_played_one_after_the_other(self) -> None:
        hand = await self.game()
        answers = await asyncio.gather(*[play(hand, "mark") for _ in range(8)])
        assert sorted(answer.result["number"] for answer in answers) == list(range(2, 10))
        assert (await in_thread(lambda: verify_game(session=GameSession.objects.get(pk=hand.session_id))))["ok"]

    async def test_of_two_tabs_one_is_told_that_the_story_moved_on(self) -> None:
        hand = await self.game()
        turns = [code_of(play(hand, "mark", number=1)) for _ in range(2)]
        assert sorted(await asyncio.gather(*turns)) == ["played", "stale_turn"]
