"""What counts as a turn, and that whoever counts comes to the same number."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import connection

from tests.worlds.services.conftest import Plays
from worlds.models import GameSession
from worlds.services.games import sessions
from worlds.services.games.preferences import change_settings
from worlds.services.games.replay import verify_game
from worlds.services.games.rewind import rewind_game
from worlds.services.games.transcript import full_transcript, latest_entries
from worlds.services.membership import creating, joining
from worlds.services.membership.forking import fork_game
from worlds.services.membership.players import whereabouts_of
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db


def fresh(game: GameSession) -> GameSession:
    return GameSession.objects.get(pk=game.pk)


def played(game: GameSession) -> int:
    return fresh(game).turns_played


def test_a_game_begins_with_no_turn_played_and_the_first_in_hand(game: GameSession) -> None:
    assert (played(game), fresh(game).turn_in_hand) == (0, 1)


def test_choices_and_improvisations_are_turns_also_when_they_lead_nowhere(plays: Plays, game: GameSession) -> None:
    plays("take_key")
    plays(text="I look at the gate")
    plays("ask", text="please")
    plays("ask", text="I threaten the keeper")
    assert (played(game), fresh(game).turn_in_hand) == (4, 5)


def test_questions_and_settings_are_no_turns(plays: Plays, elena: User, game: GameSession) -> None:
    change_settings(user_id=elena.pk, session_id=game.pk, parser_mode=True)
    plays("take_key")
    plays("ask")
    plays(text="inventory")
    plays("_look")
    assert played(game) == 1


def test_an_ending_is_reached_with_the_last_turn(plays: Plays, game: GameSession) -> None:
    plays("take_key")
    plays("run")
    assert (played(game), fresh(game).turn_in_hand) == (2, 2)


def test_a_turn_that_was_taken_back_is_not_on_the_way(plays: Plays, elena: User, game: GameSession) -> None:
    plays("take_key")
    plays(text="I look at the gate")
    rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    plays("wait")
    rewind_game(user_id=elena.pk, session_id=game.pk, to="T1")
    assert played(game) == 0
    plays("wait")
    plays("wait")
    assert played(game) == 2
    assert verify_game(session=fresh(game))["ok"]


def test_one_step_back_takes_back_a_turn_and_the_look_around_after_it(
    plays: Plays, elena: User, game: GameSession
) -> None:
    change_settings(user_id=elena.pk, session_id=game.pk, parser_mode=True)
    plays("take_key")
    plays("_look")
    assert rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)["character"]["inventory"] == ()


def test_transcript_page_and_list_of_players_count_as_the_game_does(plays: Plays, game: GameSession) -> None:
    plays("take_key")
    plays(text="I look at the gate")
    plays("open_gate")
    told = [entry["turns_played"] for entry in full_transcript(fresh(game))]
    assert told == [0, 1, 2, 3]
    assert [entry["turns_played"] for entry in latest_entries(fresh(game), amount=3)] == told[1:]
    assert whereabouts_of(fresh(game)).turn == fresh(game).turn_in_hand == 4


def test_a_world_counts_the_turns_of_all_and_a_game_those_of_its_player(elena: User, stranger: User, gate: str) -> None:
    opened = creating.create_world(user_id=elena.pk, scenario_slug=gate)
    other = joining.join_world(user_id=stranger.pk, world_id=opened.world.pk).session
    for user, session, wish in (
        (elena, opened.session, TurnRequest(option_id="wait")),
        (stranger, other, TurnRequest(input="I look at the gate")),
        (elena, opened.session, TurnRequest(input="inventory")),
        (stranger, other, TurnRequest(option_id="take_key")),
    ):
        playing.play_turn(user_id=user.pk, session_id=session.pk, request=wish)
    opened.world.refresh_from_db()
    assert (opened.world.turn, played(opened.session), played(other)) == (3, 1, 2)


def test_a_choice_that_others_have_closed_is_a_turn_and_refused(elena: User, stranger: User, gate: str) -> None:
    opened = creating.create_world(user_id=elena.pk, scenario_slug=gate)
    other = joining.join_world(user_id=stranger.pk, world_id=opened.world.pk).session
    key = TurnRequest(option_id="take_key")
    playing.play_turn(user_id=elena.pk, session_id=opened.session.pk, request=key)
    answer = playing.play_turn(user_id=stranger.pk, session_id=other.pk, request=key)
    assert (answer.result["kind"], played(other)) == ("refused", 1)


def test_a_game_that_goes_on_alone_keeps_the_turns_on_its_way(elena: User, gate: str) -> None:
    together = creating.create_world(user_id=elena.pk, scenario_slug=gate).session
    playing.play_turn(user_id=elena.pk, session_id=together.pk, request=TurnRequest(option_id="take_key"))
    alone = fork_game(user_id=elena.pk, session_id=together.pk)
    playing.play_turn(user_id=elena.pk, session_id=alone.pk, request=TurnRequest(option_id="wait"))
    assert played(alone) == 2
    assert verify_game(session=sessions.get_owned(user_id=elena.pk, session_id=alone.pk))["ok"]


def test_a_count_that_the_log_does_not_bear_out_is_found(plays: Plays, game: GameSession) -> None:
    plays("take_key")
    GameSession.objects.filter(pk=game.pk).update(turns_played=7)
    outcome = verify_game(session=fresh(game))
    assert outcome["first_difference"] is not None
    assert (outcome["first_difference"]["expected"], outcome["first_difference"]["found"]) == ("1", "7")


def test_games_of_before_are_counted_by_their_logs(plays: Plays, elena: User, game: GameSession) -> None:
    plays("take_key")
    plays("wait")
    rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    plays(text="I look at the gate")
    counted = played(game)
    GameSession.objects.update(turns_played=0)
    migration = importlib.import_module("worlds.migrations.0017_count_turns_played")
    migration.count(apps, connection.schema_editor())
    assert played(game) == counted == 2
