"""What was improvised is remembered by the number of its record, and quoted while its words are there."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.worlds.services.conftest import Plays
from worlds.models import GameSession, PlayerText
from worlds.rules.state import Tried
from worlds.services.games.memories import memories_of
from worlds.services.games.replay import verify_game
from worlds.services.games.view import session_view
from worlds.services.turns.state_rows import state_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(name="tried")
def _tried(plays: Plays, game: GameSession) -> GameSession:
    plays("ask", "please, keeper")
    return GameSession.objects.get(pk=game.pk)


def memories(game: GameSession) -> list[str]:
    return memories_of(game, state_of(game).player.history)


def test_an_improvisation_is_remembered_by_its_record_and_quoted(tried: GameSession) -> None:
    assert state_of(tried).player.history == [Tried(2, "discovery")]
    assert memories(tried) == ["You tried: “please, keeper”"]


def test_an_authors_lines_stand_beside_it_as_they_are(tried: GameSession) -> None:
    assert memories_of(tried, ["The sun came up.", Tried(2, "discovery")]) == [
        "The sun came up.",
        "You tried: “please, keeper”",
    ]


def test_nothing_is_quoted_once_the_words_are_erased_and_the_game_still_verifies(tried: GameSession) -> None:
    PlayerText.objects.get(text="please, keeper").redact()
    assert memories(tried) == []
    assert verify_game(session=tried)["ok"]


def test_a_number_without_a_text_quotes_nothing(tried: GameSession) -> None:
    assert memories_of(tried, [Tried(1, "discovery"), Tried(99, "discovery")]) == []


def test_clients_are_told_the_number_and_never_the_words_in_the_history(tried: GameSession) -> None:
    assert list(session_view(tried)["character"]["history"]) == [{"number": 2, "kind": "discovery"}]


def test_a_game_in_which_nothing_was_improvised_costs_no_query(
    game: GameSession, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert memories_of(game, ["You came to the gate."]) == ["You came to the gate."]
