"""Words that may mean several options: the player is asked which, and nothing else has happened."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from worlds.models import GameSession
from worlds.services.games import sessions
from worlds.services.games.replay import verify_game
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.payloads import TurnResult
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)

TWINS = textwrap.dedent(
    """
    name: Twins
    initial_character: {name: Traveller}
    initial_world: {current_location: yard}
    start_node: yard
    nodes:
      yard:
        narrative: Two bells hang here.
        choice:
          prompt: Which?
          options:
            - {id: ask, text: Ring the bell?, consequence: [{type: set_flag, flag: asked}], next_node: yard}
            - {id: shout, text: Ring the bell!, next_node: done}
            - id: silent
              text: Ring the bell;
              precondition: {type: flag_set, flag: asked}
              next_node: done
    endings:
      done: {narrative: It rings., type: victory}
    """
).encode()


@pytest.fixture
def twins(elena: User) -> GameSession:
    return sessions.start_solo(
        user_id=elena.pk, scenario_slug=import_scenario(source=TWINS, slug="twins").scenario.slug
    )


def types(game: GameSession, text: str, key: str | None = None) -> TurnResult:
    request = TurnRequest(input=text)
    return play_turn(user_id=game.user_id, session_id=game.pk, request=request, idempotency_key=key).result


def test_the_options_that_may_be_meant_are_named_and_hidden_ones_are_not(twins: GameSession) -> None:
    told = types(twins, "ring the bell")
    assert (told["kind"], told["cell"], told["time_passed"], told["read_as"]) == ("prompt", None, 0, None)
    assert told["did_you_mean"] == [
        {"option_id": "ask", "text": "Ring the bell?"},
        {"option_id": "shout", "text": "Ring the bell!"},
    ]
    assert told["narrative"] == "Do you mean “Ring the bell?” or “Ring the bell!”?"


def test_nothing_is_stored_and_the_key_is_still_free(twins: GameSession) -> None:
    types(twins, "ring the bell", key="k")
    twins.refresh_from_db()
    assert (twins.number, twins.turn) == (1, 1)
    assert not twins.records.filter(idempotency_key="k").exists()
    told = types(twins, "Ring the bell!", key="k")
    assert (told["kind"], told["read_as"]) == ("ended", {"option_id": "shout", "text": "Ring the bell!"})
    twins.refresh_from_db()
    assert verify_game(session=twins)["ok"]


def test_an_answer_that_is_given_again_names_the_option_again(twins: GameSession) -> None:
    first = types(twins, "Ring the bell?", key="k")
    assert types(twins, "Ring the bell?", key="k")["read_as"] == first["read_as"]
