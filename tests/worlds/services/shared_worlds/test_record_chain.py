"""The log of a world: one chain through everybody's records, and the seals of games alone as they always were."""

import hashlib
import io
from typing import TYPE_CHECKING

import orjson
import pytest
from django.core.management import CommandError, call_command

from worlds.models import GameSession, SharedWorld, TurnRecord
from worlds.rules.storage import ENGINE_VERSION
from worlds.services.games import preferences
from worlds.services.membership import joining, leaving
from worlds.services.membership.archiving import archive_any
from worlds.services.membership.errors import WorldArchived
from worlds.services.membership.joining import Joined
from worlds.services.turns import record_log
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def chain_of(world: SharedWorld) -> list[TurnRecord]:
    return list(TurnRecord.objects.filter(world=world).select_related("text", "revision").order_by("world_seq"))


def test_every_record_of_a_world_seals_the_one_before_whoever_made_it(
    elena: "User", kael: "User", opened: Joined
) -> None:
    world = opened.world
    joining.join_world(user_id=kael.pk, world_id=world.pk)
    play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest("wait"))
    leaving.leave_world(user_id=kael.pk, world_id=world.pk)
    records, previous = chain_of(world), ""
    assert [record.kind for record in records] == ["start", "join", "join", "choice", "leave"]
    for number, record in enumerate(records, start=1):
        assert (record.world_seq, record.previous_hash) == (number, previous)
        assert record.record_hash == record_log.record_seal(record)
        previous = record.record_hash
    world.refresh_from_db()
    assert (world.record_seq, world.record_hash) == (5, previous)


def test_each_player_counts_their_own_records(elena: "User", kael: "User", opened: Joined) -> None:
    kaels = joining.join_world(user_id=kael.pk, world_id=opened.world.pk).session
    leaving.leave_world(user_id=kael.pk, world_id=opened.world.pk)
    assert list(kaels.records.order_by("number").values_list("number", "kind")) == [(1, "join"), (2, "leave")]
    assert list(opened.session.records.values_list("number", flat=True)) == [1]


def test_a_record_tells_the_state_of_the_world_after_it(elena: "User", opened: Joined) -> None:
    play_turn(user_id=elena.pk, session_id=opened.session.pk, request=TurnRequest("wait"))
    world, session = SharedWorld.objects.get(), GameSession.objects.get()
    newest = chain_of(world)[-1]
    assert (newest.world_hash, newest.state_hash) == (world.state_hash, session.state_hash)


def test_settings_of_a_game_in_a_world_are_part_of_its_chain(elena: "User", opened: Joined) -> None:
    preferences.change_settings(user_id=elena.pk, session_id=opened.session.pk, parser_mode=True)
    world = SharedWorld.objects.get()
    assert chain_of(world)[-1].kind == "settings"
    assert world.record_seq == 3
    archive_any(world_id=world.pk)
    with pytest.raises(WorldArchived):
        preferences.change_settings(user_id=elena.pk, session_id=opened.session.pk, parser_mode=False)


def test_a_record_of_a_game_alone_is_sealed_as_before_there_were_worlds(game: GameSession) -> None:
    record = TurnRecord.objects.select_related("revision").get()
    said = {
        "session": str(game.pk), "number": 1, "kind": "start", "turn": 1, "scene": 1, "beat": 1,
        "command": {"player": str(game.user_id)},
        "text_hash": None, "meaning": None, "ruling": None, "cell": "", "result": record.result,
        "revision": record.revision.content_hash, "engine_version": ENGINE_VERSION, "idempotency_key": None, "body_hash": "",
        "state_hash": game.state_hash, "at": record.created_at.isoformat(),
    }  # fmt: skip
    assert record.record_hash == hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()
    assert (record.world_id, record.world_seq, record.world_hash) == (None, None, "")


def test_a_game_in_a_world_is_verified_with_the_log_of_that_world(opened: Joined) -> None:
    out = io.StringIO()
    call_command("replay_session", opened.session.short_id, stdout=out)
    assert out.getvalue().startswith(f"{opened.session.short_id}: verified up to turn 1, ")
    SharedWorld.objects.update(turn=7)
    with pytest.raises(CommandError, match=r"differs at record 2 .*: expected turn 0, found 7"):
        call_command("replay_session", opened.session.short_id)
