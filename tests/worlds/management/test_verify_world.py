"""Checking all that a world has logged from the command line."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from profiles.models import User
from tests import lifting
from tests.worlds.services.shared_worlds.counting import COUNTING
from worlds.models import GameSession, SharedWorld, Snapshot
from worlds.services.membership import creating, joining, leaving
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> SharedWorld:
    """Two have played in it, and one has left: a start, two who came, two turns and a leave."""
    ada, ben = (User.objects.create_user(name) for name in ("ada", "ben"))
    import_scenario(source=COUNTING, slug="tally")
    made = creating.create_world(user_id=ada.pk, scenario_slug="tally")
    bens = joining.join_world(user_id=ben.pk, world_id=made.world.pk).session
    play_turn(user_id=ada.pk, session_id=made.session.pk, request=TurnRequest("mark"))
    play_turn(user_id=ben.pk, session_id=bens.pk, request=TurnRequest(input="count the clouds"))
    leaving.leave_world(user_id=ben.pk, world_id=made.world.pk)
    return SharedWorld.objects.get()


def verified(identifier: str, **options: str) -> str:
    out = io.StringIO()
    call_command("verify_world", identifier, stdout=out, **options)
    return out.getvalue()


def test_a_whole_log_is_verified_by_either_id(world: SharedWorld) -> None:
    said = f"{world.short_id}: verified up to record 6 and event {world.event_seq}\n"
    assert verified(world.short_id) == verified(str(world.pk)) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE turn_records SET cell = 'escape' WHERE world_seq = 4", "record 4 was altered"),
        ('UPDATE turn_records SET command = \'{"option_id": "other"}\' WHERE world_seq = 4', "record 4 was altered"),
        ("UPDATE turn_records SET meaning = NULL WHERE world_seq = 5", "record 5 was altered"),
        ("UPDATE turn_records SET world_hash = state_hash WHERE world_seq = 2", "record 2 was altered"),
        ("UPDATE turn_records SET number = 7 WHERE world_seq = 4", "record 4 was altered"),
        ("DELETE FROM turn_records WHERE world_seq = 4", "record 4 is missing"),
        ("DELETE FROM turn_records WHERE world_seq = 6", "record 6 is missing"),
        ("UPDATE turn_records SET world_seq = 16 WHERE world_seq = 5", "record 5 is missing"),
        ("UPDATE world_events SET payload = '{}' WHERE sequence = 2", "event 2 is missing or was altered"),
    ],
)
def test_what_was_altered_or_taken_out_is_named(world: SharedWorld, change: str, said: str) -> None:
    lifting.tamper(change)
    with pytest.raises(CommandError, match=f"{world.short_id}: {said}"):
        verified(world.short_id)


def test_a_world_in_another_state_than_its_records_led_to_is_told(world: SharedWorld) -> None:
    SharedWorld.objects.update(world_state=world.world_state | {"world": {}})
    with pytest.raises(CommandError, match=r"record 6: world_state.world.\w+ is \(missing\), but replaying gives"):
        verified(world.short_id)


def test_a_game_in_another_state_than_its_last_record_says_is_told(world: SharedWorld) -> None:
    game = GameSession.objects.order_by("pk").first()
    assert game is not None
    GameSession.objects.filter(pk=game.pk).update(state=game.state | {"player": {}})
    with pytest.raises(
        CommandError, match=rf"record 6: games.{game.short_id}.state.player.\w+ is \(missing\), but replaying gives"
    ):
        verified(world.short_id)


@pytest.mark.parametrize("identifier", ["wld_aaaaaaaa", "nonsense", "' OR 1=1"])
def test_a_world_that_is_not_there_is_refused(identifier: str) -> None:
    with pytest.raises(CommandError, match="There is no world with this id"):
        verified(identifier)


# --- from a snapshot, and many worlds ---


def test_a_verification_from_a_snapshot_is_quicker_and_says_so(world: SharedWorld) -> None:
    assert "snapshot of record 6, " in took(world.short_id)
    lifting.tamper("UPDATE turn_records SET cell = 'escape' WHERE world_seq = 4")
    said = (
        f"{world.short_id}: verified from the snapshot of record 6 up to record 6 and event {world.event_seq};"
        " what came before was not read\n"
    )
    assert verified(world.short_id, since="newest") == verified(world.short_id, since="6") == said
    with pytest.raises(CommandError, match="record 4 was altered"):
        verified(world.short_id)


@pytest.mark.parametrize("since", ["5", "0", "x", "²", "-1"])
def test_a_snapshot_that_is_not_there_is_refused(world: SharedWorld, since: str) -> None:
    with pytest.raises(CommandError, match="snapshot"):
        verified(world.short_id, since=since)


def took(*words: str) -> str:
    out = io.StringIO()
    call_command("take_snapshots", *words, stdout=out)
    return out.getvalue()


def test_snapshots_before_an_upgrade_say_so(world: SharedWorld) -> None:
    took("--all", "--before-upgrade")
    assert Snapshot.objects.get().reason == "upgrade"


def test_a_log_that_does_not_match_is_told_and_not_kept(world: SharedWorld) -> None:
    lifting.tamper("UPDATE turn_records SET cell = 'escape' WHERE world_seq = 4")
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 of 1 worlds differ from their logs"):
        call_command("take_snapshots", "--all", stdout=io.StringIO(), stderr=err)
    assert err.getvalue() == f"{world.short_id}: record 4 was altered\n"
    assert not Snapshot.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("processes", [1, 2])
def test_all_worlds_are_verified_by_as_many_processes_as_are_asked_for(world: SharedWorld, processes: int) -> None:
    if processes > 1 and connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite database is one process's own")
    cleo = User.objects.create_user("cleo")
    other = creating.create_world(user_id=cleo.pk, scenario_slug="tally").world
    out = io.StringIO()
    call_command("verify_world", "--all", "--processes", str(processes), stdout=out)
    worlds = [SharedWorld.objects.get(pk=pk) for pk in (world.pk, other.pk)]
    expected = [f"{one.short_id}: verified up to record {one.record_seq} and event {one.event_seq}" for one in worlds]
    assert out.getvalue().splitlines() == [*expected, "2 worlds verified"]
    lifting.tamper("UPDATE turn_records SET cell = 'escape' WHERE world_seq = 4")
    err = io.StringIO()
    with pytest.raises(CommandError, match="1 of 2 worlds differ from their logs"):
        call_command("verify_world", "--all", "--processes", str(processes), stdout=io.StringIO(), stderr=err)
    assert err.getvalue() == f"{world.short_id}: record 4 was altered\n"


@pytest.mark.parametrize(
    "words", [(), ("wld_aaaaaaaa", "--all"), ("--all", "--since", "6"), ("--all", "--processes", "0")]
)
def test_what_cannot_be_meant_is_refused(db: None, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("verify_world", *words)
