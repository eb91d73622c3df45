"""Checking all that a world has logged from the command line."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from profiles.models import User
from tests import lifting
from tests.worlds.services.shared_worlds.counting import COUNTING
from worlds.models import GameSession, SharedWorld
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


def verified(identifier: str) -> str:
    out = io.StringIO()
    call_command("verify_world", identifier, stdout=out)
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
