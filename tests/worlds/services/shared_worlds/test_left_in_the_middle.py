"""Whatever ends a turn, its client or its narrator, nothing stays taken."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, ClassVar

import pytest
from pytest_django import Settings

from common.database_threads import in_thread
from tests.worlds.services.shared_worlds.counting_world import Hand, Tally, tally
from worlds.feed.fifo import slots
from worlds.models import TurnLease, TurnTicket
from worlds.narrators.chosen import narrator
from worlds.rules.rulings import Judgement, Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.state import State
from worlds.services.games import sessions
from worlds.services.turns import leases
from worlds.services.turns.locks import Where
from worlds.services.turns.needs import Runs
from worlds.services.turns.playing import TurnAnswer, play_turn_async
from worlds.services.turns.request import TurnRequest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on_either_path")]

PATIENCE = 20.0


class Pondering:
    """Speaks when it is told to."""

    name: ClassVar[str] = "pondering"
    version: ClassVar[str] = "1"
    instant: ClassVar[bool] = False

    def __init__(self) -> None:
        self.asked, self.speak = threading.Event(), threading.Event()

    def rule(self, *, scenario: Scenario, state: State, judgement: Judgement) -> Ruling:
        self.asked.set()
        assert self.speak.wait(PATIENCE)
        return Ruling(judgement.verdict, (), "It took a while.", self.name, self.version)


class Breaking(Pondering):
    def rule(self, *, scenario: Scenario, state: State, judgement: Judgement) -> Ruling:
        raise RuntimeError("a narrator of somebody's own")


@pytest.fixture
def pondering(settings: Settings) -> Iterator[Pondering]:
    settings.KLEENE_NARRATOR = f"{__name__}.Pondering"
    found = narrator()
    assert isinstance(found, Pondering)
    yield found
    found.speak.set()


@pytest.fixture
def pair() -> Tally:
    return tally(2)


async def playing(hand: Hand, request: TurnRequest, runs: Runs = in_thread) -> asyncio.Task[TurnAnswer]:
    short_id = (await in_thread(lambda: hand.session)).short_id
    turn = play_turn_async(
        user_id=hand.user_id,
        session_id=short_id,
        request=request,
        idempotency_key=None,
        notify=lambda _waiting: None,
        runs=runs,
    )
    return asyncio.create_task(turn)


async def left(turn: asyncio.Task[TurnAnswer]) -> None:
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn


async def seen(what: Callable[[], Any]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await in_thread(what):
            pass


async def nothing_is_taken(other: Hand) -> None:
    assert not await in_thread(TurnLease.objects.exists)
    assert not await in_thread(TurnTicket.objects.exists)
    assert not slots.waiting()
    assert (await (await playing(other, TurnRequest("mark")))).result["kind"] == "choice"


async def test_who_leaves_while_the_narrator_thinks_leaves_no_lease(pair: Tally, pondering: Pondering) -> None:
    turn = await playing(pair.hands[0], TurnRequest("sing", "a song"))
    assert await asyncio.to_thread(pondering.asked.wait, PATIENCE)
    await left(turn)
    await nothing_is_taken(pair.hands[1])


async def test_who_leaves_while_a_thread_takes_the_lease_leaves_none(pair: Tally, pondering: Pondering) -> None:
    taken, goes_on = threading.Event(), threading.Event()

    def runs(do: Callable[[], Any]) -> Awaitable[Any]:
        def slowly() -> Any:
            done = do()
            if TurnLease.objects.exists():
                taken.set()
                assert goes_on.wait(PATIENCE)
            return done

        return in_thread(slowly)

    turn = await playing(pair.hands[0], TurnRequest("sing", "a song"), runs)
    assert await asyncio.to_thread(taken.wait, PATIENCE)
    turn.cancel()
    await asyncio.sleep(0)
    goes_on.set()
    with pytest.raises(asyncio.CancelledError):
        await turn
    assert not pondering.asked.is_set()
    await nothing_is_taken(pair.hands[1])


async def test_who_leaves_the_line_hands_the_ticket_in(pair: Tally) -> None:
    waiting, holder = pair.hands
    place = Where(holder.session_id, pair.world_id, "wall")
    token = await in_thread(lambda: leases.take_lease(place, holder.session))
    turn = await playing(waiting, TurnRequest("mark"))
    await seen(TurnTicket.objects.exists)
    await left(turn)
    assert not await in_thread(TurnTicket.objects.exists)
    await in_thread(leases.release_lease, token)
    await nothing_is_taken(holder)


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_narrator_that_breaks_leaves_no_lease(settings: Settings, *, is_alone: bool) -> None:
    settings.KLEENE_NARRATOR = f"{__name__}.Breaking"
    hand = tally(1).hands[0]
    if is_alone:
        hand = Hand(hand.user_id, sessions.start_solo(user_id=hand.user_id, scenario_slug="tally").pk)
    with pytest.raises(RuntimeError):
        hand.play("sing", "a song")
    assert not TurnLease.objects.exists()
    assert hand.play("mark").result["kind"] == "choice"
