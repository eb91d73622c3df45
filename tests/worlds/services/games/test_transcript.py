"""The story as it was told, whole and from its end."""

from __future__ import annotations

from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from profiles.models import User
from tests.worlds.services.conftest import Plays
from tests.worlds.services.ready_stories import GATE
from worlds.models import GameSession
from worlds.services.games import preferences, rewind, sessions
from worlds.services.games.rewind import RewindImpossible
from worlds.services.games.transcript import BATCH, full_transcript, latest_entries
from worlds.services.stories import scenarios
from worlds.services.turns import playing
from worlds.services.turns.request import TurnRequest

MOVES = st.lists(st.sampled_from(["wait", "say", "settings", 1, 2, 5]), max_size=12)


def standing(session: GameSession) -> list[int]:
    return [entry["number"] for entry in full_transcript(session) if not entry["left"]]


@override_settings(
    RATE_INPUT="100000/minute",
    RATE_READ="100000/minute",
    RATE_START="100000/minute",
    RATE_REPLAY="100000/minute",
    GAMES_PER_PLAYER=100000,
)
class TheEndOfAStory(TestCase):
    def setUp(self) -> None:
        scenarios.import_scenario(source=GATE, slug="gate")
        self.elena = User.objects.create_user("elena")

    @given(moves=MOVES, amount=st.integers(1, 20))
    def test_it_is_told_alike_from_the_start_and_from_the_end(self, moves: list[str | int], amount: int) -> None:
        game = sessions.start_solo(user_id=self.elena.pk, scenario_slug="gate")
        for step, move in enumerate(moves):
            self.make(game, move, step)
        game.refresh_from_db()
        assert [entry["number"] for entry in latest_entries(game, amount=amount)] == standing(game)[-amount:]

    def make(self, game: GameSession, move: str | int, step: int) -> None:
        user, session = self.elena.pk, game.pk
        match move:
            case "wait":
                playing.play_turn(user_id=user, session_id=session, request=TurnRequest(option_id="wait"))
            case "say":
                said = TurnRequest(input=f"I look at the gate {step}")
                playing.play_turn(user_id=user, session_id=session, request=said)
            case "settings":
                preferences.change_settings(user_id=user, session_id=session, improvisation_temperature=step % 11)
            case int():
                self.go_back(game, move)

    def go_back(self, game: GameSession, steps: int) -> None:
        try:
            rewind.rewind_game(user_id=self.elena.pk, session_id=game.pk, steps=steps)
        except RewindImpossible:
            return


def test_the_end_of_a_long_story_costs_one_query(
    game: GameSession, plays: Plays, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(BATCH + 4):
        plays("wait")
    game.refresh_from_db()
    with django_assert_num_queries(1):
        latest_entries(game, amount=8)
