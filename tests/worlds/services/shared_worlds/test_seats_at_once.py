"""Many people at one door in the same moment: the world's row lock lets exactly as many in as there are seats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random
from threading import Barrier
from typing import TYPE_CHECKING, TypeVar

import pytest
from django.db import connection

from common.errors import KleeneError
from tests.worlds.services.conftest import MakesPeople
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldEvent, WorldParticipant
from worlds.services.membership import hosting, joining, leaving
from worlds.services.membership.matchmaking import quick_join
from worlds.services.turns import record_log

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)

Answer = TypeVar("Answer")


def all_at_once(people: list[User], work: Callable[[User], Answer]) -> list[Answer]:
    start = Barrier(len(people))

    def one(person: User) -> Answer:
        start.wait()
        try:
            return work(person)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as crowd:
        return list(crowd.map(one, people))


def told(work: Callable[[], object]) -> str:
    try:
        work()
    except KleeneError as refusal:
        return refusal.code
    return "in"


def assert_seats_are_counted(world: SharedWorld) -> None:
    world.refresh_from_db()
    seated = WorldParticipant.objects.filter(world=world, left_at=None, role="player")
    assert world.player_count == seated.count() <= world.max_players
    assert world.status == ("full" if world.player_count == world.max_players else "active")
    assert seated.values("session").distinct().count() == seated.count()


def assert_log_is_whole(world: SharedWorld) -> None:
    events = list(WorldEvent.objects.filter(world=world).order_by("sequence").values_list("sequence", flat=True))
    assert events == list(range(1, world.event_seq + 1))
    previous = ""
    records = TurnRecord.objects.filter(world=world).select_related("revision", "text").order_by("world_seq")
    for number, record in enumerate(records, start=1):
        assert (record.world_seq, record.previous_hash, record.record_hash) == (
            number,
            previous,
            record_log.record_seal(record),
        )
        previous = record.record_hash
    assert (world.record_seq, world.record_hash) == (len(records), previous)


def test_of_twenty_at_once_eight_get_in_and_twelve_are_told_that_it_is_full(
    elena: User, world: SharedWorld, people: MakesPeople
) -> None:
    leaving.leave_world(user_id=elena.pk, world_id=world.pk)
    answers = all_at_once(
        people(20), lambda person: told(lambda: joining.join_world(user_id=person.pk, world_id=world.pk))
    )
    assert Counter(answers) == {"in": 8, "world_full": 12}
    assert_seats_are_counted(world)
    assert (world.player_count, world.status) == (8, "full")
    assert_log_is_whole(world)
    assert GameSession.objects.filter(world=world).count() == 9


def test_one_person_at_eight_doors_at_once_takes_one_seat(kael: User, world: SharedWorld) -> None:
    sessions = all_at_once(
        [kael] * 8, lambda person: joining.join_world(user_id=person.pk, world_id=world.pk).session.pk
    )
    assert len(set(sessions)) == 1
    assert_seats_are_counted(world)
    assert world.player_count == 2
    assert GameSession.objects.filter(user=kael).count() == 1


def test_one_person_leaving_at_eight_doors_at_once_frees_one_seat(kael: User, world: SharedWorld) -> None:
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    all_at_once([kael] * 8, lambda person: leaving.leave_world(user_id=person.pk, world_id=world.pk).world.pk)
    assert_seats_are_counted(world)
    assert world.player_count == 1
    assert_log_is_whole(world)


@pytest.mark.slow
def test_comings_and_goings_at_once_never_lose_a_seat(elena: User, world: SharedWorld, people: MakesPeople) -> None:
    crowd = people(12)

    def comes_and_goes(person: User) -> Counter[str]:
        dice, answers = Random(person.username), Counter[str]()  # noqa: S311 - no secret hangs on it
        for _ in range(10):
            act = dice.choice(
                [joining.join_world, joining.join_world, leaving.leave_world, joining.join_with_new_character]
            )
            answers[told(lambda act=act: act(user_id=person.pk, world_id=world.pk))] += 1  # type: ignore[misc]
        return answers

    answers = sum(all_at_once(crowd, comes_and_goes), Counter[str]())
    assert set(answers) <= {"in", "world_full", "not_a_member", "still_playing"}
    assert_seats_are_counted(world)
    assert_log_is_whole(world)


def test_a_host_who_sends_people_away_while_they_come_back_keeps_the_count(
    elena: User, world: SharedWorld, people: MakesPeople
) -> None:
    crowd = people(6)
    everybody = [elena, *crowd]

    def acts(person: User) -> None:
        for guest in crowd * 2:
            if person == elena:
                told(partial(hosting.kick_player, user_id=elena.pk, world_id=world.pk, player=guest.short_id))
            else:
                told(lambda: joining.join_world(user_id=person.pk, world_id=world.pk))

    all_at_once(everybody, acts)
    assert_seats_are_counted(world)
    assert_log_is_whole(world)


def test_quick_joins_at_once_leave_nobody_outside(elena: User, gate: str, people: MakesPeople) -> None:
    joined = all_at_once(people(12), lambda person: quick_join(user_id=person.pk, scenario_slug=gate).world.pk)
    for pk in set(joined):
        world = SharedWorld.objects.get(pk=pk)
        assert_seats_are_counted(world)
        assert world.player_count == joined.count(pk)
