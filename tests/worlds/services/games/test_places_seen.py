"""Which places a game has been to, as its log tells it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from profiles.models import User
from tests.worlds.views.stories import HOUSE
from worlds.models import GameSession
from worlds.services.games import rewind, sessions
from worlds.services.games.places_seen import places_seen
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def game() -> GameSession:
    slug = scenarios.import_scenario(source=HOUSE, slug="house").scenario.slug
    elena = User.objects.create_user("elena", password="a long way home")
    return sessions.start_solo(user_id=elena.pk, scenario_slug=slug)


def after(game: GameSession, *picked: str) -> GameSession:
    for option_id in picked:
        playing.play_turn(user_id=game.user_id, session_id=game.pk, request=TurnRequest(option_id=option_id))
    return GameSession.objects.get(pk=game.pk)


def test_a_game_that_never_moved_tells_of_no_place(game: GameSession) -> None:
    assert places_seen(game) == frozenset()


def test_both_ends_of_a_way_were_seen(game: GameSession) -> None:
    assert places_seen(after(game, "take_lamp", "go_down")) == {"hall", "cellar"}


def test_a_place_of_turns_that_were_undone_stays_known(game: GameSession) -> None:
    played = after(game, "take_lamp", "go_down")
    rewind.rewind_game(user_id=played.user_id, session_id=played.pk, steps=1)
    assert places_seen(GameSession.objects.get(pk=game.pk)) == {"hall", "cellar"}


def test_records_that_were_read_are_not_read_again(game: GameSession) -> None:
    places_seen(after(game, "take_lamp"))
    moved = after(game, "go_down")
    with CaptureQueriesContext(connection) as asked:
        assert places_seen(moved) == {"hall", "cellar"}
        assert places_seen(moved) == {"hall", "cellar"}
    assert len(asked) == 1
