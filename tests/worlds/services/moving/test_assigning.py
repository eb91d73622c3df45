"""Games of imported worlds: who goes on with them, and that nobody's score knows of them."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from leaderboards.models import Judgement, ScoredFinish
from leaderboards.services import catch_up, rebuilding
from leaderboards.services.verification import verify_session
from profiles.models import PlayerAchievement, User
from profiles.services.play_history import games_of, turns_by_week
from tests.worlds.services.moving.moved import SAID, TYPED, MovedWorld, empty_database, is_whole
from worlds.models import GameSession, PlayerText, SharedWorld, TurnRecord, WorldParticipant
from worlds.services import chat, erasure, events
from worlds.services.games.endings_found import endings_found
from worlds.services.games.replay import verify_game
from worlds.services.games.sessions import get_owned
from worlds.services.games.world_verification import newest_start, verify_world
from worlds.services.membership import joining, leaving
from worlds.services.membership.forking import fork_game
from worlds.services.snapshots.taking import take_world_snapshot
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrived(moved: MovedWorld) -> MovedWorld:
    """The world in another installation, where Dora and Emil have accounts."""
    empty_database()
    call_command("import_world", moved.file, stdout=io.StringIO())
    User.objects.create_user("dora", display_name="Dora")
    User.objects.create_user("emil", display_name="Emil")
    return moved


def assigned(game: GameSession, name: str) -> User:
    call_command("assign_session", game.short_id, name, stdout=io.StringIO())
    return User.objects.get(username=name)


def refused(game: GameSession, name: str) -> str:
    with pytest.raises(CommandError) as refusal:
        assigned(game, name)
    return str(refusal.value)


def turn(user: User, game: GameSession, option: str | None, text: str | None = None) -> TurnResult:
    return play_turn(user_id=user.pk, session_id=game.pk, request=TurnRequest(option, text)).result


def test_an_assigned_player_goes_on_where_the_game_stood(arrived: MovedWorld) -> None:
    dora, was = assigned(arrived.adas, "dora"), SharedWorld.objects.get()
    turn(dora, arrived.adas, "take_pin")
    turn(dora, arrived.adas, None, "hum to the wheel")
    chat.send_message(user_id=dora.pk, world_id=was.pk, text="here again")
    emils = joining.join_world(user_id=User.objects.get(username="emil").pk, world_id=was.pk).session
    turn(emils.user, emils, "wait")
    told = events.read_events(was.pk, after=was.event_seq, limit=100, reader=dora.pk, is_fellow=True)
    assert told.complete
    assert next(seen.event.sequence for seen in told.events) == was.event_seq + 1
    assert is_whole(was)
    take_world_snapshot(world_id=was.pk, reason="demand")
    leaving.leave_world(user_id=dora.pk, world_id=was.pk)
    for start in (None, newest_start(world_id=was.pk)):
        assert verify_world(world_id=was.pk, since=start)["first_difference"] is None


def test_who_hosted_the_world_hosts_it_again_and_texts_are_theirs(arrived: MovedWorld) -> None:
    cleos = GameSession.objects.get(world=arrived.world, records__text__text=TYPED)
    dora, emil = assigned(arrived.adas, "dora"), assigned(cleos, "emil")
    assert SharedWorld.objects.get().host_id == dora.pk
    assert set(PlayerText.objects.filter(text__in=[TYPED, SAID]).values_list("author_id", flat=True)) == {emil.pk}
    erasure.erase_texts(user_id=emil.pk)
    assert not PlayerText.objects.exclude(text="").exists()
    joining.join_world(user_id=emil.pk, world_id=arrived.world.pk)
    assert is_whole(arrived.world)


def test_the_log_says_from_which_record_on_a_game_is_whose(arrived: MovedWorld) -> None:
    dora = assigned(arrived.adas, "dora")
    record = TurnRecord.objects.filter(kind="import").order_by("-world_seq")[0]
    change = record.command["games"][str(arrived.adas.pk)]
    assert (record.command["deed"], change["is"]["id"]) == ("assigned", str(dora.pk))
    GameSession.objects.filter(pk=arrived.adas.pk).update(user=User.objects.get(username="emil"))
    difference = verify_world(world_id=arrived.world.pk)["first_difference"]
    assert difference is not None
    assert difference["path"].endswith(".user") or "events" in difference["path"]


def test_only_a_placeholders_game_is_assigned_and_only_to_who_can_play_it(arrived: MovedWorld) -> None:
    shut = User.objects.create_user("fay", is_active=False)
    placeholder = arrived.bens.user.pk
    assert "The account is not active" in refused(arrived.adas, shut.username)
    assert "no account with this id" in refused(arrived.adas, "nobody")
    assert "not active" in refused(arrived.adas, User.objects.get(pk=placeholder).username)
    dora = assigned(arrived.adas, "dora")
    assert "does not belong to a placeholder" in refused(arrived.adas, "emil")
    assert "a place of its own in this world" in refused(arrived.bens, "dora")
    own = joining.join_world(user_id=User.objects.get(username="emil").pk, world_id=arrived.world.pk).session
    assert "does not belong to a placeholder" in refused(own, "dora")
    assert WorldParticipant.objects.filter(user=dora).count() == 1


def test_games_of_an_imported_world_never_score(arrived: MovedWorld) -> None:
    dora, emil = assigned(arrived.adas, "dora"), assigned(arrived.bens, "emil")
    fork = fork_game(user_id=dora.pk, session_id=arrived.adas.pk)
    for game in (arrived.adas, fork):
        turn(dora, game, "take_pin")
        turn(dora, game, "home")
    fay = User.objects.create_user("fay")
    fays = joining.join_world(user_id=fay.pk, world_id=arrived.world.pk).session
    games = GameSession.objects.all()
    assert {game.may_score for game in games} == {False}
    assert {verify_session(session_id=game.pk) for game in games} == {None}
    catch_up.catch_up_lately()
    rebuilding.rebuild_boards()
    counted = (Judgement, ScoredFinish, PlayerAchievement)
    assert [model.__name__ for model in counted if model.objects.exists()] == []
    assert [games_of(user.pk) for user in (dora, emil, fay)] == [[], [], []]
    assert sum(week.turns for week in turns_by_week(dora.pk)) == 0
    assert not any(ending.is_found for ending in endings_found(get_owned(user_id=dora.pk, session_id=fork.pk)))
    assert verify_game(session=GameSession.objects.at_hand().get(pk=fork.pk))["ok"]
    assert fays.may_score is False
    assert is_whole(arrived.world)


def test_a_game_cannot_be_made_to_score(arrived: MovedWorld) -> None:
    GameSession.objects.filter(pk=arrived.adas.pk).update(may_score=True)
    assert not is_whole(arrived.world)
    GameSession.objects.update(may_score=False)
    SharedWorld.objects.update(imported_at=None)
    assert not is_whole(arrived.world)
