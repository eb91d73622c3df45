"""Undo and again, typed: each does what it says, once for each request, and a replay of the log agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from common.errors import RateLimited
from tests.worlds.services.conftest import Plays
from tests.worlds.services.shared_worlds.counting_world import tally
from worlds.models import GameSession
from worlds.services.games.replay import verify_game
from worlds.services.games.transcript import whole_story
from worlds.services.turns import orders
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def types(game: GameSession, text: str, key: str | None = None) -> TurnResult:
    request = TurnRequest(input=text)
    return play_turn(user_id=game.user_id, session_id=game.pk, request=request, idempotency_key=key).result


def fresh(game: GameSession) -> GameSession:
    return GameSession.objects.get(pk=game.pk)


def test_undo_takes_the_last_turn_back(plays: Plays, game: GameSession) -> None:
    before = fresh(game).state_hash
    plays("take_key")
    told = types(game, "undo")
    assert (told["kind"], told["narrative"], told["turn"]) == ("meta", orders.UNDONE, 1)
    assert told["view"]["character"]["inventory"] == ()
    assert (told["number"], told["view"]["state_hash"]) == (3, before)
    assert [(entry["did"], entry["left"]) for entry in whole_story(fresh(game))][-1] == ("Take the key", True)
    assert verify_game(session=fresh(game))["ok"]


def test_the_same_request_undoes_once(plays: Plays, game: GameSession) -> None:
    plays("take_key")
    plays("wait")
    first = types(game, "undo", key="k")
    again = types(game, "undo", key="k")
    assert (again["narrative"], again["number"]) == (first["narrative"], first["number"])
    assert fresh(game).turns_played == 1
    assert verify_game(session=fresh(game))["ok"]


def test_an_undo_is_an_input_and_not_refused_for_want_of_questions(
    plays: Plays, game: GameSession, settings: Settings
) -> None:
    settings.RATE_READ, settings.RATE_INPUT = "1/minute", "4/minute"
    plays("take_key")
    types(game, "help")
    plays("wait")
    assert types(game, "undo")["narrative"] == orders.UNDONE
    plays("wait")
    with pytest.raises(RateLimited):
        plays("wait")


def test_where_nothing_was_done_nothing_is_undone(game: GameSession) -> None:
    assert types(game, "undo")["narrative"] == orders.NOTHING_TO_UNDO
    assert fresh(game).number == 1


def test_undo_costs_what_a_rewind_costs(plays: Plays, game: GameSession, settings: Settings) -> None:
    settings.RATE_REPLAY = "1/minute"
    plays("wait")
    plays("wait")
    types(game, "undo")
    with pytest.raises(RateLimited):
        types(game, "undo")
    assert fresh(game).turns_played == 1


def test_in_company_nothing_is_undone() -> None:
    [hand] = tally(1).hands
    hand.play("mark")
    assert "nothing can be undone" in hand.play(text="undo").result["narrative"]
    assert hand.session.number == 2


def test_again_does_the_last_choice_again_at_its_price(plays: Plays, game: GameSession) -> None:
    first = plays("wait")
    told = types(game, "again")
    assert (told["kind"], told["cell"], told["time_passed"]) == (first["kind"], first["cell"], first["time_passed"])
    assert told["read_as"] is not None
    assert told["read_as"]["option_id"] == "wait"
    assert types(game, "do it again")["read_as"] == told["read_as"]
    assert fresh(game).turns_played == 3
    assert verify_game(session=fresh(game))["ok"]


def test_again_does_words_again(game: GameSession) -> None:
    types(game, "hum a tune to the gate")
    told = types(game, "again")
    assert (told["kind"], told["time_passed"]) == ("improvised", 0)  # the same deed at the same node
    assert types(game, "again")["kind"] == "improvised"
    assert verify_game(session=fresh(game))["ok"]


def test_again_after_a_question_is_the_deed_before_it(plays: Plays, game: GameSession) -> None:
    plays("wait")
    types(game, "inventory")
    read_as = types(game, "again")["read_as"]
    assert read_as is not None
    assert read_as["option_id"] == "wait"


def test_again_after_an_undo_is_the_deed_before_what_was_undone(plays: Plays, game: GameSession) -> None:
    plays("wait")
    plays("take_key")
    types(game, "undo")
    read_as = types(game, "again")["read_as"]
    assert read_as is not None
    assert read_as["option_id"] == "wait"


def test_what_cannot_be_done_here_again_is_said(plays: Plays, game: GameSession) -> None:
    assert "nothing that you could do again" in types(game, "again")["narrative"]
    plays("take_key")
    assert types(game, "again")["kind"] == "meta"  # the key is taken
    assert fresh(game).number == 2


def test_words_that_were_erased_are_not_done_again(game: GameSession) -> None:
    types(game, "hum a tune to the gate")
    record = fresh(game).records.get(number=2)
    assert record.text is not None
    record.text.redact()
    assert types(game, "again")["kind"] == "meta"


def test_waiting_is_stored_and_is_no_turn(game: GameSession, elena: User) -> None:
    told = types(game, "wait ten minutes")
    assert (told["kind"], told["cell"], told["time_passed"]) == ("wait", None, 600)
    assert (fresh(game).number, fresh(game).turns_played) == (2, 0)
    assert types(game, "again")["time_passed"] == 600
    assert verify_game(session=fresh(game))["ok"]


def test_in_company_one_waits_an_hour_at_most() -> None:
    [hand] = tally(1).hands
    assert hand.play(text="wait 2 hours").result["kind"] == "meta"
