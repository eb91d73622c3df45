"""Games and worlds that an older version stored are read as they are, and brought up to date by whoever writes them first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from leaderboards.services.verification import verify_session
from profiles.models import User
from tests.lifting import tamper
from tests.worlds.services.conftest import Plays
from tests.worlds.services.older_rows import sealed_by, stored_game, stored_world
from worlds.models import GameSession, SharedWorld, TurnRecord, WorldStay
from worlds.models.versions import IncompatibleVersion
from worlds.rules import state_migrations
from worlds.rules.canonical import stored_hash
from worlds.rules.state_migrations import CURRENT, StateVersion, Step, Stored
from worlds.services import chat
from worlds.services.games import abandoning, preferences, rewind, sessions
from worlds.services.games.replay import Verification, state_after, verify_game
from worlds.services.games.transcript import full_transcript
from worlds.services.games.view import session_view
from worlds.services.games.world_verification import WorldVerification, verify_world
from worlds.services.membership import forking, joining, leaving
from worlds.services.membership.joining import Joined
from worlds.services.snapshots.taking import take_game_snapshot, take_world_snapshot
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db

EARLIER = StateVersion("2-rehearsed", 1)


@pytest.fixture
def old(game: GameSession, plays: Plays) -> GameSession:
    """A game alone as engine 2 left it after three turns."""
    plays("take_key")
    plays("ask", "please")
    plays("wait")
    stored_game(fresh(game))
    return fresh(game)


@pytest.fixture
def old_world(elena: User, kael: User, opened: Joined) -> tuple[SharedWorld, GameSession, GameSession]:
    """A world of two as engine 2 left it."""
    other = joining.join_world(user_id=kael.pk, world_id=opened.world.pk).session
    for option in ("take_key", "wait"):
        play(elena, opened.session, option)
    stored_world(opened.world, opened.session, other)
    return opened.world, opened.session, other


def play(user: User, game: GameSession, option: str, number: int | None = None) -> None:
    request = TurnRequest(option_id=option, expected_number=number)
    playing.play_turn(user_id=user.pk, session_id=game.short_id, request=request)


def fresh(game: GameSession) -> GameSession:
    return GameSession.objects.get(pk=game.pk)


def kinds(game: GameSession) -> list[str]:
    return list(game.records.order_by("number").values_list("kind", flat=True))


def verified(game: GameSession) -> Verification:
    return verify_game(session=fresh(game))


def verified_world(world: SharedWorld) -> WorldVerification:
    return verify_world(world_id=world.pk)


def test_looking_at_an_older_game_changes_nothing(old: GameSession, elena: User) -> None:
    view = session_view(sessions.get_owned(user_id=elena.pk, session_id=old.pk))
    assert (view["character"]["inventory"], view["number"]) == (("key",), 4)
    assert full_transcript(old)
    assert fresh(old).engine_version == "2"
    assert verified(old)["first_difference"] is None
    assert TurnRecord.objects.filter(kind="migrate").count() == 0


def test_a_turn_in_an_older_game_migrates_it_first(old: GameSession, elena: User) -> None:
    view = session_view(sessions.get_owned(user_id=elena.pk, session_id=old.pk))
    play(elena, old, "open_gate", number=view["number"])  # as the view told it, which knew of no migration
    game = fresh(old)
    assert kinds(game) == ["start", "choice", "text", "choice", "migrate", "choice"]
    assert (game.engine_version, game.schema_version, game.number, game.turns_played) == (*CURRENT, 6, 4)
    record = game.records.get(kind="migrate")
    assert (record.engine_version, record.state_hash) == (CURRENT.engine, view["state_hash"])
    assert record.command["from"] == {"engine_version": "2", "schema_version": 1}
    assert record.command["state"] == old.state
    assert verified(game)["first_difference"] is None


WRITES: list[Callable[[User, GameSession], object]] = [
    lambda user, game: preferences.change_settings(user_id=user.pk, session_id=game.pk, parser_mode=True),
    lambda user, game: abandoning.abandon_game(user_id=user.pk, session_id=game.pk),
    lambda user, game: playing.play_turn(user_id=user.pk, session_id=game.pk, request=TurnRequest(input="help")),
]


@pytest.mark.parametrize("write", WRITES)
def test_whatever_writes_an_older_game_migrates_it_and_the_log_verifies(
    old: GameSession, elena: User, write: Callable[[User, GameSession], object]
) -> None:
    write(elena, old)
    assert kinds(old)[4] == "migrate"
    assert verified(old)["first_difference"] is None


def test_nobody_goes_back_behind_a_migration(old: GameSession, elena: User) -> None:
    with pytest.raises(rewind.RewindImpossible):
        rewind.rewind_game(user_id=elena.pk, session_id=old.pk, steps=1)
    play(elena, old, "open_gate")
    view = rewind.rewind_game(user_id=elena.pk, session_id=old.pk, steps=1)
    assert (view["node"]["id"], fresh(old).turns_played) == ("road", 3)
    assert verified(old)["first_difference"] is None
    with pytest.raises(IncompatibleVersion):
        state_after(fresh(old), number=2)


def test_a_snapshot_of_a_migrated_game_is_taken_and_compared(old: GameSession, elena: User) -> None:
    with pytest.raises(IncompatibleVersion):
        take_game_snapshot(session_id=old.pk, reason="demand")
    play(elena, old, "open_gate")
    assert take_game_snapshot(session_id=old.pk, reason="demand").number == 6
    assert verified(old)["first_difference"] is None


def test_what_only_an_older_engine_could_play_counts_on_no_board(old: GameSession, elena: User) -> None:
    play(elena, old, "open_gate")
    play(elena, old, "stay")
    judgement = verify_session(session_id=old.pk)
    assert judgement is not None
    assert (judgement.verdict, "older version" in judgement.reason) == ("refused", True)


ALTERED = [
    """UPDATE turn_records SET command = '{"from": {}}' WHERE kind = 'migrate'""",
    "UPDATE turn_records SET engine_version = '2' WHERE kind = 'migrate'",
    "UPDATE turn_records SET engine_version = '2' WHERE number = 6",
    "UPDATE turn_records SET state_hash = 'x' WHERE number = 4",
    "DELETE FROM turn_records WHERE kind = 'migrate'",
]


@pytest.mark.parametrize("sql", ALTERED)
def test_a_log_that_was_changed_around_a_migration_is_found(old: GameSession, elena: User, sql: str) -> None:
    play(elena, old, "open_gate")
    tamper(sql)
    assert not verified(old)["ok"]


@pytest.mark.parametrize("sql", ["UPDATE game_sessions SET cells = '[]'", "UPDATE game_sessions SET turn = 9"])
def test_an_altered_row_of_an_older_game_is_found(old: GameSession, sql: str) -> None:
    tamper(sql)
    assert not verified(old)["ok"]


Old = tuple[SharedWorld, GameSession, GameSession]


def test_a_turn_in_an_older_world_migrates_the_world_and_the_players_own_game(
    old_world: Old, elena: User, kael: User
) -> None:
    world, one, other = old_world
    assert verified_world(world)["first_difference"] is None
    play(elena, one, "wait", number=sessions.get_owned(user_id=elena.pk, session_id=one.pk).number)
    assert [fresh(game).engine_version for game in (one, other)] == [CURRENT.engine, "2"]
    assert verified_world(world)["first_difference"] is None
    play(kael, other, "wait")
    tail = list(TurnRecord.objects.filter(world=world).order_by("world_seq").values_list("kind", "session_id"))[-5:]
    assert tail == [
        ("migrate", None), ("migrate", one.pk), ("choice", one.pk), ("migrate", other.pk), ("choice", other.pk),
    ]  # fmt: skip
    assert verified_world(world)["first_difference"] is None
    assert verified(one)["ok"]
    row = take_world_snapshot(world_id=world.pk, reason="demand")
    assert verify_world(world_id=world.pk, since=row.number)["ok"]


def test_others_come_speak_and_go_in_an_older_world(old_world: Old, elena: User, kael: User, stranger: User) -> None:
    world, one, other = old_world
    chat.send_message(user_id=kael.pk, world_id=world.pk, text="Is anybody here?")
    assert SharedWorld.objects.get(pk=world.pk).engine_version == CURRENT.engine
    newcomer = joining.join_world(user_id=stranger.pk, world_id=world.pk).session
    play(stranger, newcomer, "wait")
    leaving.leave_world(user_id=elena.pk, world_id=world.pk)
    assert kinds(one)[-2:] == ["migrate", "leave"]
    assert verified_world(world)["first_difference"] is None
    assert forking.fork_game(user_id=kael.pk, session_id=other.pk).engine_version == CURRENT.engine


def test_what_somebody_remembers_of_an_older_world_is_as_old_and_migrated_with_it(
    elena: User, kael: User, opened: Joined
) -> None:
    other = joining.join_world(user_id=kael.pk, world_id=opened.world.pk).session
    leaving.leave_world(user_id=kael.pk, world_id=opened.world.pk)
    stored_world(opened.world, opened.session, other)
    WorldStay.objects.update(world_state=SharedWorld.objects.get().world_state)
    before = session_view(sessions.get_owned(user_id=kael.pk, session_id=other.pk))
    play(elena, opened.session, "wait")
    assert session_view(sessions.get_owned(user_id=kael.pk, session_id=other.pk)) == before


@pytest.fixture
def rehearsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine before this one whose rules are kept, and whose states lack what a step adds."""

    def with_a_lantern(player: Stored) -> Stored:
        character = player["character"]
        return player | {"character": character | {"inventory": [*character["inventory"], "lantern"]}}

    monkeypatch.setitem(state_migrations.STEPS, EARLIER, Step(CURRENT, player=with_a_lantern))
    monkeypatch.setattr(state_migrations, "REPLAYED", {*state_migrations.REPLAYED, EARLIER.engine})


@pytest.mark.usefixtures("rehearsed")
def test_a_log_of_an_engine_whose_rules_are_kept_is_played_again_from_its_first_record(
    game: GameSession, plays: Plays, elena: User
) -> None:
    plays("take_key")
    sealed_by(EARLIER.engine, game)
    assert verified(game)["first_difference"] is None
    play(elena, game, "wait")
    now: Any = fresh(game)
    assert now.state["player"]["character"]["inventory"] == ["key", "lantern"]
    assert now.records.get(kind="migrate").state_hash != now.records.get(number=2).state_hash
    assert now.state_hash == stored_hash(now.state)
    assert verified(game)["first_difference"] is None
    assert state_after(now, number=2).player.character.inventory == ["key"]
    assert verify_session(session_id=game.pk) is not None
    tamper("UPDATE turn_records SET state_hash = 'x' WHERE number = 2")
    assert not verified(game)["ok"]


def test_a_row_that_says_it_is_older_than_its_records_is_found(game: GameSession, opened: Joined) -> None:
    tamper("UPDATE game_sessions SET engine_version = '2'")
    assert not verified(game)["ok"]
    assert not verified_world(opened.world)["ok"]


def test_a_world_that_says_it_is_older_than_its_records_is_found(opened: Joined) -> None:
    tamper("UPDATE shared_worlds SET engine_version = '2'")
    assert not verified_world(opened.world)["ok"]


def test_a_state_that_its_version_never_stored_is_refused(old: GameSession, elena: User) -> None:
    GameSession.objects.filter(pk=old.pk).update(state={"schema": 1, "player": {"character": 3}})
    with pytest.raises(IncompatibleVersion):
        sessions.get_owned(user_id=elena.pk, session_id=old.pk)
    with pytest.raises(IncompatibleVersion):
        play(elena, old, "wait")
