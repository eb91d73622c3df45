"""Proving a game from the command line."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from profiles.models import User
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession
from worlds.services.games import sessions
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def game() -> GameSession:
    elena = User.objects.create_user("elena")
    scenarios.import_scenario(source=GATE, slug="gate")
    session = sessions.start_solo(user_id=elena.pk, scenario_slug="gate")
    playing.play_turn(user_id=elena.pk, session_id=session.pk, request=TurnRequest(input="look at the gate"))
    session.refresh_from_db()
    return session


def replayed(identifier: str) -> str:
    out = io.StringIO()
    call_command("replay_session", identifier, stdout=out)
    return out.getvalue()


def test_a_game_that_is_what_its_records_say_is_verified_by_either_id(game: GameSession) -> None:
    said = f"{game.short_id}: verified up to turn 1, {game.state_hash}\n"
    assert replayed(game.short_id) == replayed(str(game.pk)) == said


def test_a_game_that_was_altered_is_told_with_the_record_where_it_parts(game: GameSession) -> None:
    GameSession.objects.filter(pk=game.pk).update(state_hash="0" * 64)
    with pytest.raises(
        CommandError, match=rf"{game.short_id} differs at record 2 \(turn 1\): expected .*, found 0{{64}}"
    ):
        replayed(game.short_id)


@pytest.mark.parametrize("identifier", ["ses_aaaaaaaa", "nonsense", "' OR 1=1"])
def test_a_game_that_is_not_there_is_a_sentence(identifier: str) -> None:
    with pytest.raises(CommandError, match="no game"):
        replayed(identifier)
