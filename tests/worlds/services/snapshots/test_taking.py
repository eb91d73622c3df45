"""Snapshots are made of the log alone, and a replay goes on from one as it would have gone on from the beginning."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.lifting import tamper
from tests.worlds.services.conftest import Plays
from tests.worlds.services.games.random_worlds import RandomWorld
from worlds.models import GameSession, Snapshot
from worlds.rules.canonical import digest
from worlds.services.games import rewind
from worlds.services.games.replay import state_after, verify_game
from worlds.services.games.world_differences import Differs
from worlds.services.games.world_records import read_world
from worlds.services.games.world_verification import newest_start, verify_world
from worlds.services.snapshots.game_snapshots import game_since
from worlds.services.snapshots.taking import play_on, take_game_snapshot, take_world_snapshot
from worlds.services.snapshots.world_payload import PlayedWorld, world_payload
from worlds.services.turns.state_rows import state_of

pytestmark = pytest.mark.django_db


def replayed(world: RandomWorld) -> dict[str, Any]:
    played = PlayedWorld()
    play_on(read_world(world.world.pk), played)
    return world_payload(played)


def take(world: RandomWorld) -> Snapshot:
    return take_world_snapshot(world_id=world.world.pk, reason="interval")


def numbers() -> list[int]:
    return list(Snapshot.objects.order_by("number").values_list("number", flat=True))


def test_a_snapshot_is_what_replaying_from_the_beginning_gives(lived: RandomWorld) -> None:
    first = take(lived)
    assert first.payload == replayed(lived)
    for _ in range(5):
        lived.live(6)
        row = take(lived)
        assert row.payload == replayed(lived)
        assert row.snapshot_hash == digest(row.payload)
    world = read_world(lived.world.pk)
    newest = Snapshot.objects.order_by("-number")[0]
    assert newest.number == world.record_seq > first.number
    assert (newest.saved_tick, newest.schema_version) == (world.turn, world.schema_version)


def test_a_second_snapshot_of_the_same_record_is_the_first(lived: RandomWorld) -> None:
    first = take(lived)
    again = take_world_snapshot(world_id=lived.world.pk, reason="archive")
    assert (again.seal, again.reason) == (first.seal, "interval")
    assert Snapshot.objects.count() == 1


def test_a_long_log_is_taken_in_pieces(lived: RandomWorld) -> None:
    length = read_world(lived.world.pk).record_seq
    at = [take_world_snapshot(world_id=lived.world.pk, reason="interval", most=10).number for _ in range(3)]
    assert at == [10, 20, min(30, length)]
    while newest_start(world_id=lived.world.pk) != length:
        take_world_snapshot(world_id=lived.world.pk, reason="interval", most=10)
    assert take(lived).payload == replayed(lived)


def test_the_newest_are_kept_and_older_ones_go(lived: RandomWorld, settings: Any) -> None:
    settings.SNAPSHOTS_KEPT = 2
    for most in (5, 5, 5, 5):
        take_world_snapshot(world_id=lived.world.pk, reason="interval", most=most)
    assert numbers() == [15, 20]


def test_the_database_lets_no_snapshot_go_that_is_the_newest(lived: RandomWorld) -> None:
    take_world_snapshot(world_id=lived.world.pk, reason="interval", most=5)
    take_world_snapshot(world_id=lived.world.pk, reason="interval", most=5)
    for deed in ("DELETE FROM snapshots WHERE number = 10", "UPDATE snapshots SET saved_tick = 0 WHERE number = 5"):
        with pytest.raises(IntegrityError, match="snapshots is append-only"), transaction.atomic():
            connection.cursor().execute(deed)
    connection.cursor().execute("DELETE FROM snapshots WHERE number = 5")
    assert numbers() == [10]


def test_verifying_from_a_snapshot_says_so_and_believes_what_came_before(lived: RandomWorld) -> None:
    taken = take_world_snapshot(world_id=lived.world.pk, reason="demand", most=20)
    found = verify_world(world_id=lived.world.pk, since=20)
    whole = verify_world(world_id=lived.world.pk)
    assert (found["ok"], found["since"], whole["since"]) == (True, 20, 0)
    assert found["records"] == whole["records"] > taken.number
    tamper("UPDATE turn_records SET cell = 'limbo' WHERE world_seq = 7")
    assert verify_world(world_id=lived.world.pk, since=20)["ok"]
    assert not verify_world(world_id=lived.world.pk)["ok"]
    tamper("UPDATE turn_records SET cell = 'limbo' WHERE world_seq = 22")
    difference = verify_world(world_id=lived.world.pk, since=20)["first_difference"]
    assert difference is not None
    assert (difference["record"], difference["path"]) == (22, "record_hash")


def test_a_log_that_does_not_match_is_not_kept(lived: RandomWorld) -> None:
    tamper("UPDATE world_events SET payload = '{}' WHERE sequence = 4")
    with pytest.raises(Differs):
        take(lived)
    assert not Snapshot.objects.exists()


def test_a_log_whose_end_was_cut_off_is_not_kept(lived: RandomWorld) -> None:
    tamper("DELETE FROM turn_records WHERE world_seq = %s", read_world(lived.world.pk).record_seq)
    with pytest.raises(Differs):
        take(lived)


def test_a_snapshot_that_was_altered_is_passed_over_and_named(lived: RandomWorld) -> None:
    take_world_snapshot(world_id=lived.world.pk, reason="interval", most=10)
    take_world_snapshot(world_id=lived.world.pk, reason="interval", most=10)
    tamper("UPDATE snapshots SET reason = 'demand' WHERE number = 20")
    assert newest_start(world_id=lived.world.pk) == 10
    difference = verify_world(world_id=lived.world.pk)["first_difference"]
    assert difference is not None
    assert (difference["record"], difference["path"]) == (20, "snapshots.20")


def test_a_snapshot_of_a_record_that_is_not_there_is_found(lived: RandomWorld) -> None:
    take(lived)
    tamper("UPDATE snapshots SET number = 5000")
    difference = verify_world(world_id=lived.world.pk)["first_difference"]
    assert difference is not None
    assert difference["path"] == "snapshots.5000"


# --- games alone ---


def test_a_game_alone_goes_on_from_its_snapshot(plays: Plays, game: GameSession) -> None:
    plays("take_key")
    row = take_game_snapshot(session_id=game.pk, reason="demand")
    plays("ask", "please, keeper")
    plays("wait")
    game.refresh_from_db()
    assert row.number == 2 == game_since(game).played.number
    assert state_after(game, number=4) == state_of(game)
    assert state_after(game, number=2) == game_since(game).played.state
    assert verify_game(session=game)["ok"]
    assert take_game_snapshot(session_id=game.pk, reason="demand").payload["counts"]["number"] == 4


def test_a_rewind_past_a_snapshot_is_replayed_from_before_it(plays: Plays, game: GameSession) -> None:
    plays("take_key")
    take_game_snapshot(session_id=game.pk, reason="demand")
    plays("wait")
    take_game_snapshot(session_id=game.pk, reason="demand")
    rewind.rewind_game(user_id=game.user_id, session_id=game.pk, steps=2)
    plays("take_key")
    game.refresh_from_db()
    assert game_since(game).played.number == 0
    assert game_since(game, upto=3).played.number == 3
    assert state_after(game, number=game.number) == state_of(game)
    take_game_snapshot(session_id=game.pk, reason="demand")
    assert game_since(game).played.number == game.number
    assert verify_game(session=game)["ok"]


def test_a_snapshot_of_a_game_that_was_altered_is_named(plays: Plays, game: GameSession) -> None:
    plays("take_key")
    take_game_snapshot(session_id=game.pk, reason="demand")
    tamper("UPDATE snapshots SET saved_tick = saved_tick + 1")
    difference = verify_game(session=game)["first_difference"]
    assert difference is not None
    assert (difference["number"], difference["path"]) == (2, "snapshots.2.saved_tick")
    assert game_since(game).played.number == 0
