"""A narrator that takes its time: it holds the place by a lease, and nothing else."""

import threading
import uuid
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from queue import SimpleQueue
from typing import ClassVar

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone
from pytest_django import Settings

from common.models import ProcessLease
from common.processes import Own
from kleene_site.companions import announced
from tests.worlds.services.shared_worlds.counting_world import Hand, Tally, tally
from worlds.models import GameSession, TurnLease, TurnRecord, TurnTicket
from worlds.narrators.chosen import narrator
from worlds.rules.additions import NewAnswer
from worlds.rules.rulings import Judgement, Ruling
from worlds.rules.scenario import Scenario
from worlds.rules.state import State
from worlds.services.games.sessions import start_solo
from worlds.services.housekeeping import free_places
from worlds.services.membership.errors import TurnLockExpired, TurnLockTimeout
from worlds.services.stories import overlays
from worlds.services.turns import leases
from worlds.services.turns.locks import Where
from worlds.services.turns.needs import Waiting
from worlds.services.turns.playing import TurnAnswer, shared_turn
from worlds.services.turns.request import TurnAttempt, TurnRequest
from worlds.services.turns.runners import run_in_thread

pytestmark = pytest.mark.django_db(transaction=True)


class Pondering:
    """A narrator that speaks when it is told to, as one at the other end of a line may."""

    name: ClassVar[str] = "pondering"
    version: ClassVar[str] = "1"
    instant: ClassVar[bool] = False

    def __init__(self) -> None:
        self.asked, self.speak = threading.Event(), threading.Event()
        self.carried: list[list[str]] = []

    def rule(self, *, scenario: Scenario, state: State, judgement: Judgement) -> Ruling:
        self.carried.append(state.player.character.inventory)
        self.asked.set()
        assert self.speak.wait(20)
        return Ruling(judgement.verdict, (), "It took a while.", self.name, self.version)


class Ready(Pondering):
    instant: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.speak.set()


@pytest.fixture
def pondering(settings: Settings) -> Iterator[Pondering]:
    settings.KLEENE_NARRATOR = f"{__name__}.Pondering"
    found = narrator()
    assert isinstance(found, Pondering)
    yield found
    found.speak.set()


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def singing(threads: ThreadPoolExecutor, hand: Hand, words: str = "a song for the road") -> "Future[TurnAnswer]":
    def sing() -> TurnAnswer:
        try:
            return hand.play("sing", words)
        finally:
            connection.close()

    return threads.submit(sing)


def test_while_the_narrator_thinks_no_row_is_locked(pondering: Pondering, threads: ThreadPoolExecutor) -> None:
    world = tally(2)
    song = singing(threads, world.hands[0])
    assert pondering.asked.wait(20)
    lease = TurnLease.objects.get()
    assert (lease.location, lease.holder_id) == ("wall", world.hands[0].session_id)
    # Both rows can be had at once: nobody has locked them.
    assert GameSession.objects.select_for_update(nowait=True).filter(pk=lease.holder_id).update(rewinds=0) == 1
    pondering.speak.set()
    assert song.result(20).result["narrative"].startswith("It took a while.")
    assert not TurnLease.objects.exists()


def test_a_narrator_speaks_again_when_the_story_grew_meanwhile(
    pondering: Pondering, threads: ThreadPoolExecutor
) -> None:
    world = tally(1)
    song = singing(threads, world.hands[0], "I hum to the stones")  # which nothing permits yet
    assert pondering.asked.wait(20)
    pondering.asked.clear()
    humming = NewAnswer("imp_humming", "wall", "sing", "hum", "The stones hum, too.", None)
    made = overlays.add_to_world(world_id=world.world_id, addition=humming, author_id=None)
    pondering.speak.set()
    assert song.result(20).result["cell"] == "discovery"
    assert pondering.asked.is_set()
    record = TurnRecord.objects.get(kind="text")
    assert (record.revision, record.ruling["cell"]) == (made, "discovery")


@pytest.mark.parametrize("kind", [Pondering, Ready])
def test_a_narrator_is_told_what_the_player_carries_and_not_what_others_do(
    settings: Settings, kind: type[Pondering]
) -> None:
    settings.KLEENE_NARRATOR = f"{__name__}.{kind.__name__}"
    asked = narrator()
    assert isinstance(asked, kind)
    asked.speak.set()
    world = tally(2)
    world.hands[0].play("take")  # whose chalk it is, the world knows and not the session
    for hand in world.hands:
        hand.play("sing", "a song for the road")
    assert asked.carried == [["chalk"], []]


def test_elsewhere_turns_go_on_while_the_narrator_thinks(pondering: Pondering, threads: ThreadPoolExecutor) -> None:
    world = tally(2)
    singer, walker = world.hands
    walker.play("out")
    song = singing(threads, singer)
    assert pondering.asked.wait(20)
    assert walker.play("step").result["kind"] == "choice"
    pondering.speak.set()
    song.result(20)


def test_a_holder_who_comes_back_late_is_refused(pondering: Pondering, threads: ThreadPoolExecutor) -> None:
    world = tally(2)
    song = singing(threads, world.hands[0])
    assert pondering.asked.wait(20)
    # Sixty-one seconds later somebody in another process takes the place over.
    TurnLease.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    place = Where(world.hands[1].session_id, world.world_id, "wall")
    taken = leases.take_lease(place, world.hands[1].session)
    pondering.speak.set()
    with pytest.raises(TurnLockExpired):
        song.result(20)
    assert TurnLease.objects.get().pk == taken
    assert world.hands[0].session.number == 1


def test_a_lease_that_has_run_out_stands_in_nobodys_way() -> None:
    world = tally(2)
    place = Where(world.hands[0].session_id, world.world_id, "wall")
    leases.take_lease(place, world.hands[0].session)
    TurnLease.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert world.hands[1].play("mark").result["kind"] == "choice"


def process(*, ends_in: timedelta) -> uuid.UUID:
    """One of another machine, by the end of its last sign of life."""
    made = ProcessLease.objects.create(
        host="there", place="there", pid=1, shares_redis=True, started_at=Now(), expires_at=Now() + ends_in
    )
    return made.pk


@pytest.mark.parametrize("ends_in", [timedelta(seconds=-1), None], ids=["silent", "withdrawn"])
def test_a_process_that_is_gone_holds_no_place(ends_in: timedelta | None) -> None:
    world = tally(2)
    leases.take_lease(Where(world.hands[0].session_id, world.world_id, "wall"), world.hands[0].session)
    TurnLease.objects.update(process=uuid.uuid4() if ends_in is None else process(ends_in=ends_in))
    assert world.hands[1].play("mark").result["kind"] == "choice"
    assert free_places() == "freed 1 leases and 0 tickets"


def test_a_process_that_lives_holds_its_place(settings: Settings) -> None:
    settings.TURN_WAIT_TIMEOUT = 1
    world = tally(2)
    leases.take_lease(Where(world.hands[0].session_id, world.world_id, "wall"), world.hands[0].session)
    TurnLease.objects.update(process=process(ends_in=timedelta(minutes=1)))
    with pytest.raises(TurnLockTimeout):
        world.hands[1].play("mark")
    assert free_places() == ""


def test_a_game_alone_is_not_held_by_a_process_that_is_gone(settings: Settings) -> None:
    settings.KLEENE_NARRATOR = f"{__name__}.Pondering"  # of instant ones nobody asks who is being told
    hand = tally(1).hands[0]
    alone = start_solo(user_id=hand.user_id, scenario_slug="tally")
    leases.lease_alone(alone)
    TurnLease.objects.update(process=uuid.uuid4())
    assert Hand(hand.user_id, alone.pk).play("mark").result["kind"] == "choice"


def test_a_lease_names_the_process_that_has_it() -> None:
    world = tally(1)
    with announced() as ours:
        leases.take_lease(Where(world.hands[0].session_id, world.world_id, "wall"), world.hands[0].session)
    assert TurnLease.objects.get().process == ours
    assert Own.id is None


def test_who_meets_a_lease_draws_a_ticket_and_plays_when_it_is_free(threads: ThreadPoolExecutor) -> None:
    world = tally(2)
    place = Where(world.hands[0].session_id, world.world_id, "wall")
    token = leases.take_lease(place, world.hands[0].session)  # held by another process
    waiting = threads.submit(_mark_and_close, world.hands[1])
    while not TurnTicket.objects.exists():
        assert not waiting.done()
    leases.release_lease(token)
    assert waiting.result(20).result["kind"] == "choice"
    assert not TurnTicket.objects.exists()


def test_who_waits_behind_a_lease_is_told_over_http_too(threads: ThreadPoolExecutor) -> None:
    world = tally(2)
    holder, waits = world.hands
    token = leases.take_lease(Where(holder.session_id, world.world_id, "wall"), holder.session)
    told: SimpleQueue[Waiting] = SimpleQueue()

    def mark() -> TurnAnswer:
        request = TurnRequest("mark")
        try:
            return run_in_thread(
                shared_turn(TurnAttempt(waits.user_id, waits.session_id, request, request.command(), None)), told.put
            )
        finally:
            connection.close()

    waiting = threads.submit(mark)
    assert told.get(timeout=20).position == 1
    leases.release_lease(token)
    assert waiting.result(20).result["kind"] == "choice"


def test_an_older_ticket_goes_first(threads: ThreadPoolExecutor) -> None:
    world = tally(2)
    older = leases.draw_ticket(Where(world.hands[0].session_id, world.world_id, "wall"), world.hands[0].session)
    waiting = threads.submit(_mark_and_close, world.hands[1])
    while TurnTicket.objects.count() < 2:
        assert not waiting.done()
    leases.hand_in(older)
    assert waiting.result(20).result["kind"] == "choice"


def test_a_ticket_whose_holder_is_gone_holds_nobody_up() -> None:
    world = tally(2)
    leases.draw_ticket(Where(world.hands[0].session_id, world.world_id, "wall"), world.hands[0].session)
    TurnTicket.objects.update(heartbeat_at=timezone.now() - timedelta(seconds=10))
    assert world.hands[1].play("mark").result["kind"] == "choice"


def test_the_worker_frees_what_nobody_came_back_for() -> None:
    world: Tally = tally(1)
    place = Where(world.hands[0].session_id, world.world_id, "wall")
    leases.take_lease(place, world.hands[0].session)
    leases.draw_ticket(place, world.hands[0].session)
    TurnLease.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    TurnTicket.objects.update(heartbeat_at=timezone.now() - timedelta(minutes=2))
    assert free_places() == "freed 1 leases and 1 tickets"
    assert free_places() == ""


def _mark_and_close(hand: Hand) -> TurnAnswer:
    try:
        return hand.play("mark")
    finally:
        connection.close()
