from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.utils import timezone

from common.errors import NotFound
from common.jobs import registered
from worlds.models import GameSession, SharedWorld, TurnLease, TurnTicket, WorldEvent, WorldParticipant, WorldStay
from worlds.rules.errors import SessionOver
from worlds.services import housekeeping
from worlds.services.games import abandoning, rewind, sessions
from worlds.services.games.replay import verify_game
from worlds.services.games.transcript import full_transcript
from worlds.services.games.view import session_view
from worlds.services.membership import archiving, joining, leaving
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.forking import AlreadyAlone, fork_game
from worlds.services.membership.hosting import NotTheHost
from worlds.services.membership.joining import Joined
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def let_pass(world: SharedWorld, **time: float) -> None:
    SharedWorld.objects.filter(pk=world.pk).update(last_activity_at=timezone.now() - timedelta(**time))


def test_only_the_host_ends_a_world(elena: "User", kael: "User", world: SharedWorld) -> None:
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    with pytest.raises(NotTheHost):
        archiving.archive_world(user_id=kael.pk, world_id=world.pk)
    archiving.archive_world(user_id=elena.pk, world_id=world.pk)
    with pytest.raises(WorldArchived):
        archiving.archive_world(user_id=elena.pk, world_id=world.pk)


def test_the_end_of_a_world_frees_every_seat_and_is_the_last_event(
    elena: "User", kael: "User", world: SharedWorld
) -> None:
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    archiving.archive_any(world_id=world.short_id)
    world.refresh_from_db()
    assert (world.status, world.player_count) == ("archived", 0)
    assert world.archived_at is not None
    assert not WorldParticipant.objects.filter(left_at=None).exists()
    assert list(WorldStay.objects.values_list("reason", flat=True)) == ["archived"] * 2
    assert WorldEvent.objects.latest("sequence").type == "world_archived"


def test_nobody_acts_in_an_archived_world(elena: "User", kael: "User", opened: Joined) -> None:
    archiving.archive_any(world_id=opened.world.pk)
    with pytest.raises(WorldArchived):
        joining.join_world(user_id=kael.pk, world_id=opened.world.pk)
    with pytest.raises(WorldArchived):
        leaving.leave_world(user_id=elena.pk, world_id=opened.world.pk)
    with pytest.raises(WorldArchived):
        abandoning.abandon_game(user_id=elena.pk, session_id=opened.session.pk)
    with pytest.raises(WorldArchived):
        play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest("wait"))


def test_its_stories_stay_readable(elena: "User", opened: Joined) -> None:
    archiving.archive_any(world_id=opened.world.pk)
    session = sessions.get_owned(user_id=elena.pk, session_id=opened.session.pk)
    assert session_view(session)["node"]["id"] == "road"
    assert [entry["kind"] for entry in full_transcript(session)] == ["start"]


def test_a_world_ends_after_seven_days_in_which_nothing_happened(world: SharedWorld) -> None:
    let_pass(world, days=6, hours=23)
    assert archiving.archive_idle() == []
    let_pass(world, days=7, seconds=1)
    assert archiving.archive_idle() == [world.short_id]
    assert archiving.archive_idle() == []


def test_who_comes_back_in_time_keeps_it_alive(elena: "User", world: SharedWorld) -> None:
    leaving.leave_world(user_id=elena.pk, world_id=world.pk)
    let_pass(world, days=8)
    joining.join_world(user_id=elena.pk, world_id=world.pk)
    assert archiving.archive_idle() == []


def test_the_command_says_what_it_archived(world: SharedWorld, capsys: pytest.CaptureFixture[str]) -> None:
    let_pass(world, days=8)
    call_command("archive_worlds")
    assert capsys.readouterr().out.splitlines() == [world.short_id, "1 world archived"]


def test_the_worker_archives_idle_worlds(world: SharedWorld) -> None:
    let_pass(world, days=8)
    assert world.short_id in registered["archive-idle-worlds"].run()
    assert registered["archive-idle-worlds"].run() == ""


def test_the_worker_frees_places_that_nobody_comes_back_to(opened: Joined) -> None:
    now = timezone.now()
    where = {"world": opened.world, "location": "road"}
    TurnLease.objects.create(**where, holder=opened.session, acquired_at=now, expires_at=now - timedelta(seconds=1))
    TurnTicket.objects.create(**where, session=opened.session, created_at=now, heartbeat_at=now - timedelta(minutes=2))
    fresh = TurnTicket.objects.create(**where, session=opened.session, created_at=now, heartbeat_at=now)
    assert housekeeping.free_places() == "freed 1 leases and 1 tickets"
    assert list(TurnTicket.objects.all()) == [fresh]


def test_a_story_goes_on_alone_from_where_it_stands(elena: "User", opened: Joined) -> None:
    for option in ("take_key", "wait"):
        play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest(option))
    archiving.archive_any(world_id=opened.world.pk)
    before = session_view(sessions.get_owned(user_id=elena.pk, session_id=opened.session.pk))
    alone = fork_game(user_id=elena.pk, session_id=opened.session.short_id)
    after = session_view(alone)
    assert (alone.game_mode, alone.world_id, after["world_id"]) == ("solo", None, None)
    for part in ("node", "character", "world", "turn", "grid"):
        assert after.get(part) == before.get(part)
    told = play_turn(user_id=elena.pk, session_id=alone.pk, request=TurnRequest("open_gate")).result
    assert told["view"]["location"]["id"] == "garden"


def test_the_log_of_a_fork_begins_with_the_state_it_took_along(elena: "User", opened: Joined) -> None:
    alone = fork_game(user_id=elena.pk, session_id=opened.session.pk)
    record = alone.records.get()
    assert (record.kind, record.command["session"]) == ("import", str(opened.session.pk))
    assert record.command["record_hash"] == opened.session.record_hash
    play_turn(user_id=elena.pk, session_id=alone.pk, request=TurnRequest("wait"))
    rewind.rewind_game(user_id=elena.pk, session_id=alone.pk, steps=1)
    found = verify_game(session=GameSession.objects.get(pk=alone.pk))
    assert found["ok"], found
    assert [entry["kind"] for entry in full_transcript(alone)] == ["start", "choice"]


def test_who_forks_leaves_the_others_their_world(elena: "User", opened: Joined) -> None:
    state = SharedWorld.objects.get().world_state
    alone = fork_game(user_id=elena.pk, session_id=opened.session.pk)
    play_turn(user_id=elena.pk, session_id=alone.pk, request=TurnRequest("take_key"))
    world = SharedWorld.objects.get()
    assert (world.world_state, world.player_count, world.record_seq) == (state, 1, 2)


def test_only_ones_own_shared_story_that_is_not_over_goes_on_alone(
    elena: "User", kael: "User", opened: Joined, game: GameSession
) -> None:
    with pytest.raises(NotFound):
        fork_game(user_id=kael.pk, session_id=opened.session.pk)
    with pytest.raises(AlreadyAlone):
        fork_game(user_id=elena.pk, session_id=game.pk)
    play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest("run"))
    with pytest.raises(SessionOver):
        fork_game(user_id=elena.pk, session_id=opened.session.pk)
