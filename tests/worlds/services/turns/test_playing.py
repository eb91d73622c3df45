from typing import TYPE_CHECKING

import pytest

from common.errors import InvalidInput, NotFound
from tests.worlds.services.conftest import Plays
from worlds.models import GameSession, PlayerText, TurnRecord
from worlds.rules.errors import OptionNotAvailable, SessionOver
from worlds.services.games import abandoning
from worlds.services.turns import playing
from worlds.services.turns.request import IdempotencyConflict, StaleTurn, TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_choice_is_told_and_stored(plays: Plays, game: GameSession) -> None:
    told = plays("take_key")
    assert told["kind"] == "choice"
    assert told["cell"] == "triumph"
    assert told["view"]["character"]["inventory"] == ("key",)
    record = game.records.get(number=2)
    assert (record.kind, record.command["option_text"]) == ("choice", "Take the key")


def test_turn_and_number_move_with_a_turn(plays: Plays) -> None:
    told = plays("take_key")
    assert (told["turn"], told["number"]) == (2, 2)


def test_a_hidden_option_is_refused_and_nothing_is_stored(plays: Plays, game: GameSession) -> None:
    with pytest.raises(OptionNotAvailable):
        plays("open_gate")
    game.refresh_from_db()
    assert game.number == 1


def test_the_question_of_an_improvise_option_is_no_turn(plays: Plays, game: GameSession) -> None:
    told = plays("ask")
    assert (told["kind"], told["cell"]) == ("prompt", None)
    game.refresh_from_db()
    assert game.number == 1


def test_an_improvisation_keeps_its_ruling_and_its_text_apart(plays: Plays, game: GameSession) -> None:
    told = plays("ask", "please let me in")
    assert told["improvisation"] == {"classification": "discovery", "intent": told["improvisation"]["intent"]}  # type: ignore[index]
    record = game.records.get(number=2)
    assert record.ruling["narrator"]
    assert record.text is not None
    assert record.text.text == "please let me in"
    assert "please" not in str(record.command) + str(record.meaning)


def test_an_ending_completes_the_session(plays: Plays, game: GameSession) -> None:
    plays("run")
    game.refresh_from_db()
    assert (game.status, game.ending_id, game.ending_type) == ("completed", "broken", "death")
    assert game.finished_at is not None


def test_no_turn_follows_an_ending(plays: Plays) -> None:
    plays("run")
    with pytest.raises(SessionOver):
        plays("wait")


def test_no_turn_follows_giving_up(plays: Plays, elena: "User", game: GameSession) -> None:
    abandoning.abandon_game(user_id=elena.pk, session_id=game.pk)
    with pytest.raises(SessionOver):
        plays("wait")


def test_the_same_key_answers_the_same_and_plays_once(plays: Plays, game: GameSession) -> None:
    first = plays("wait", key="k1")
    assert plays("wait", key="k1") == first
    assert game.records.count() == 2


def test_a_key_answers_as_it_did_even_after_the_story_went_on(plays: Plays) -> None:
    first = plays("take_key", key="k1")
    plays("open_gate", key="k2")
    assert plays("take_key", key="k1") == first


def test_a_key_with_another_command_is_a_conflict(plays: Plays) -> None:
    plays("wait", key="k1")
    with pytest.raises(IdempotencyConflict):
        plays("take_key", key="k1")


@pytest.mark.parametrize("request_", [TurnRequest("wait", expected_turn=7), TurnRequest("wait", expected_number=7)])
def test_a_stale_turn_is_refused_with_the_game_as_it_stands(
    elena: "User", game: GameSession, request_: TurnRequest
) -> None:
    with pytest.raises(StaleTurn) as stale:
        playing.play_turn(user_id=elena.pk, session_id=game.pk, request=request_)
    assert stale.value.details["view"]["turn"] == 1  # type: ignore[index]


@pytest.mark.parametrize("request_", [TurnRequest(), TurnRequest(input="  "), TurnRequest(input="x" * 501)])
def test_a_command_must_say_something_and_not_too_much(elena: "User", game: GameSession, request_: TurnRequest) -> None:
    with pytest.raises(InvalidInput):
        playing.play_turn(user_id=elena.pk, session_id=game.pk, request=request_)


def test_nobody_plays_another_players_game(stranger: "User", game: GameSession) -> None:
    with pytest.raises(NotFound):
        playing.play_turn(user_id=stranger.pk, session_id=game.short_id, request=TurnRequest("wait"))


def test_a_text_that_names_an_option_is_that_choice(plays: Plays, game: GameSession) -> None:
    assert plays(text="wait")["kind"] == "choice"
    assert PlayerText.objects.get().text == "wait"
    assert game.records.get(number=2).kind == TurnRecord.Kind.TEXT
