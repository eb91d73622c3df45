from typing import TYPE_CHECKING

import pytest

from common.errors import InvalidInput
from tests.worlds.services.conftest import Plays
from worlds.models import GameSession
from worlds.services.games.preferences import change_settings
from worlds.services.games.replay import verify_game
from worlds.services.games.rewind import RewindImpossible, rewind_game
from worlds.services.games.transcript import full_transcript

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(game: GameSession) -> GameSession:
    return GameSession.objects.get(pk=game.pk)


def test_going_back_a_step_restores_what_was(plays: Plays, elena: "User", game: GameSession) -> None:
    before = fresh(game).state_hash
    plays("take_key")
    view = rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    assert view["state_hash"] == before
    assert view["character"]["inventory"] == ()


def test_going_back_to_a_turn_is_to_its_beginning(plays: Plays, elena: "User", game: GameSession) -> None:
    plays("take_key")
    second = fresh(game).state_hash
    plays(text="I look at the gate")
    plays("open_gate")
    assert rewind_game(user_id=elena.pk, session_id=game.pk, to="T2")["state_hash"] == second


def test_a_rewind_is_itself_a_record_and_the_left_branch_stays(plays: Plays, elena: "User", game: GameSession) -> None:
    plays("take_key")
    rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    plays("wait")
    told = full_transcript(fresh(game))
    assert [(entry["did"], entry["left"]) for entry in told] == [
        ("", False),
        ("Take the key", True),
        ("Wait", False),
    ]
    assert fresh(game).rewinds == 1


def test_an_ending_can_be_taken_back(plays: Plays, elena: "User", game: GameSession) -> None:
    plays("run")
    view = rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    assert (view["status"], view["ending"]) == ("active", None)


def test_two_rewinds_in_a_row_go_back_two_moves(plays: Plays, elena: "User", game: GameSession) -> None:
    plays("take_key")
    plays("wait")
    rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    assert rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)["turn"] == 1


def test_settings_survive_going_back(plays: Plays, elena: "User", game: GameSession) -> None:
    plays("take_key")
    change_settings(user_id=elena.pk, session_id=game.pk, improvisation_temperature=9)
    rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
    assert fresh(game).state["player"]["preferences"]["improvisation_temperature"] == 9
    assert verify_game(session=fresh(game))["ok"]


@pytest.mark.parametrize("wrong", [{"to": "T9"}, {"steps": 2}])
def test_nobody_goes_back_further_than_the_story_is_old(
    plays: Plays, elena: "User", game: GameSession, wrong: dict[str, object]
) -> None:
    plays("take_key")
    with pytest.raises(RewindImpossible):
        rewind_game(user_id=elena.pk, session_id=game.pk, **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{}, {"to": "T1", "steps": 1}, {"to": "six"}, {"steps": 0}, {"to": "T٣"}])
def test_a_rewind_must_say_where_to(elena: "User", game: GameSession, wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        rewind_game(user_id=elena.pk, session_id=game.pk, **wrong)  # type: ignore[arg-type]
