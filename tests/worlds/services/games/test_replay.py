from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as property_settings
from hypothesis import strategies as st
from pytest_django import Settings

from tests.kleene_site.programs import ROOT
from tests.lifting import tamper
from tests.worlds.services.conftest import Plays
from worlds.models import GameSession
from worlds.rules.errors import RuleError
from worlds.services.games import preferences, rewind, sessions
from worlds.services.games.replay import state_after, verify_game
from worlds.services.games.sessions import start_solo
from worlds.services.stories.scenarios import import_scenario
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import TurnRequest
from worlds.services.turns.state_rows import state_of

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)

SCENARIOS = ROOT / "worlds" / "scenarios"
OPTIONS = ("take_key", "open_gate", "wait", "back", "ask", "stay", "run")


def fresh(game: GameSession) -> GameSession:
    return GameSession.objects.get(pk=game.pk)


@pytest.fixture
def played(plays: Plays, game: GameSession) -> GameSession:
    plays("take_key")
    plays("ask", "please, keeper")
    plays("wait")
    return fresh(game)


def test_an_untouched_game_verifies(played: GameSession) -> None:
    found = verify_game(session=played)
    assert found == {"ok": True, "turns": played.turn, "state_hash": played.state_hash, "first_difference": None}


def test_every_record_leads_to_the_state_that_it_says(played: GameSession) -> None:
    assert state_after(played, number=played.number) == state_of(played)


def test_a_game_in_own_words_verifies_where_nothing_is_compared_any_more(elena: "User", settings: Settings) -> None:
    settings.KLEENE_LIKENESS = "wordllama"
    story = import_scenario(source=(SCENARIOS / "first_light.yaml").read_bytes(), slug="first-light").scenario
    game = start_solo(user_id=elena.pk, scenario_slug=story.slug)
    for text in ("search for the kitty", "hum to the cat", "scratch its ears", "kiss the cat", "head back to the door"):
        play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest(input=text))
    settings.KLEENE_LIKENESS = "tokens"
    found = verify_game(session=fresh(game))
    assert (found["ok"], found["first_difference"], found["turns"] > 1) == (True, None, True)


@pytest.mark.parametrize(
    ("column", "value"),
    [("cell", "triumph"), ("state_hash", "0" * 64), ("command", '{"option_id": "run"}'), ("result", "{}")],
)
def test_an_altered_record_is_found(played: GameSession, column: str, value: str) -> None:
    tamper(f"UPDATE turn_records SET {column} = %s WHERE number = 3", value)  # noqa: S608 - names from this file
    difference = verify_game(session=played)["first_difference"]
    assert difference is not None
    assert difference["number"] == 3


def test_a_dropped_record_is_found(played: GameSession) -> None:
    tamper("DELETE FROM turn_records WHERE number = 3")
    difference = verify_game(session=played)["first_difference"]
    assert difference is not None
    assert difference["number"] == 4


def test_a_dropped_last_record_is_found(played: GameSession) -> None:
    tamper("DELETE FROM turn_records WHERE number = 4")
    assert not verify_game(session=played)["ok"]


@pytest.mark.parametrize(("column", "value"), [("turn", 99), ("cells", '["triumph", "fate"]'), ("tier", "gold")])
def test_an_altered_session_row_is_found(played: GameSession, column: str, value: Any) -> None:
    tamper(f"UPDATE game_sessions SET {column} = %s", value)  # noqa: S608 - names from this file
    assert not verify_game(session=fresh(played))["ok"]


def test_a_state_written_into_the_row_is_found(played: GameSession) -> None:
    GameSession.objects.update(state={**played.state, "world": {**played.state["world"], "time": 5}})
    assert not verify_game(session=fresh(played))["ok"]


def test_an_erased_text_leaves_the_log_verifiable(played: GameSession) -> None:
    record = played.records.get(number=3)
    assert record.text is not None
    record.text.redact()
    assert verify_game(session=fresh(played))["ok"]


@pytest.fixture
def unlimited(settings: Settings) -> None:
    settings.RATE_INPUT = settings.RATE_READ = settings.RATE_START = settings.RATE_REPLAY = "1000000/minute"
    settings.GAMES_PER_PLAYER = 1000000


@pytest.mark.usefixtures("unlimited")
@property_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from((*OPTIONS, "please", "hm", "look around", "REWIND", "PARSER")), max_size=12))
def test_any_game_verifies_whatever_was_done(elena: "User", gate: str, moves: list[str]) -> None:
    game = sessions.start_solo(user_id=elena.pk, scenario_slug=gate)
    for move in moves:
        attempt(elena, game, move)
    assert verify_game(session=fresh(game))["ok"]


def attempt(elena: "User", game: GameSession, move: str) -> None:
    from worlds.services.turns.playing import play_turn
    from worlds.services.turns.request import TurnRequest

    try:
        if move == "REWIND":
            rewind.rewind_game(user_id=elena.pk, session_id=game.pk, steps=1)
        elif move == "PARSER":
            preferences.change_settings(user_id=elena.pk, session_id=game.pk, improvisation_temperature=8)
        elif move in OPTIONS:
            play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest(option_id=move))
        else:
            play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest(input=move))
    except (RuleError, rewind.RewindImpossible):
        return
