"""A game that a model narrated is played again from its log alone, with no model left to ask."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from pytest_django import Settings

from tests.worlds.narrators.http.fake import Fake, refuses, says, serving
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession, TurnRecord
from worlds.services.games import replay, sessions
from worlds.services.stories import scenarios
from worlds.services.turns.playing import TurnRequest, play_turn

pytestmark = pytest.mark.django_db(transaction=True)

COURAGE = {"type": "modify_trait", "trait": "courage", "delta": 1}
NOTED = {"type": "add_history", "entry": "The gate heard you out."}
FLAGGED = {"type": "set_flag", "flag": "improv_gate_heard"}


@pytest.fixture
def game(db: None) -> GameSession:
    elena = get_user_model().objects.create_user("elena")
    scenarios.import_scenario(source=GATE, slug="gate")
    return sessions.start_solo(user_id=elena.pk, scenario_slug="gate")


@pytest.fixture
def played(game: GameSession, settings: Settings) -> GameSession:
    """A game of which a model told one turn and talked nonsense at the next, before its server went away."""
    with serving(Fake()) as fake:
        settings.KLEENE_NARRATOR, settings.NARRATOR_URL = "worlds.narrators.http.HttpNarrator", fake.url
        fake.behave = says("discovery", "The gate leans closer.", COURAGE, NOTED, FLAGGED)
        _say(game, "sing to the gate about rain")
        fake.behave = refuses(500)
        _say(game, "knock three times on the hinges")
    _say(game, "juggle with three stones")
    game.refresh_from_db()
    return game


def _say(game: GameSession, text: str) -> None:
    play_turn(user_id=game.user_id, session_id=game.pk, request=TurnRequest(input=text))


def test_the_log_says_who_really_answered(played: GameSession) -> None:
    rulings = TurnRecord.objects.filter(session=played, ruling__isnull=False).order_by("number")
    assert [record.ruling["narrator"] for record in rulings] == ["http", "templates", "templates"]
    assert rulings[0].ruling["version"] == "2 bard-1"
    assert "rain" not in str(rulings[0].ruling)


def test_a_models_soft_effects_are_the_games(played: GameSession) -> None:
    character = played.state["player"]["character"]
    assert character["traits"]["courage"] == 2
    assert "The gate heard you out." in played.state["player"]["history"]


def test_the_game_verifies_with_the_server_gone(played: GameSession) -> None:
    verification = replay.verify_game(session=played)
    assert (verification["ok"], verification["first_difference"]) == (True, None)
