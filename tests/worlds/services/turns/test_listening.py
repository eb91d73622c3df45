"""A player's words are compared before anything is locked: with the options that are there, once, and for no replay again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from pytest_django import Settings

from common.errors import RateLimited
from tests.worlds.likeness.test_embedding_service import embeds
from tests.worlds.narrators.http.fake import Connection, Fake, refuses, serving
from tests.worlds.services.conftest import Plays
from tests.worlds.services.shared_worlds.counting_world import tally
from worlds.models import GameSession
from worlds.services.games.replay import verify_game
from worlds.services.turns.playing import play_turn
from worlds.services.turns.request import StaleTurn, TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def service(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    with serving(Fake()) as made:
        settings.LIKENESS_MODEL, settings.KLEENE_LIKENESS = "vec-1", made.url
        made.behave = UNLIKE
        yield made


def _unlike(rows: list[Any]) -> object:
    """Vectors of which no two are alike: nothing that is typed is taken for an option by likeness alone."""
    return {"data": [{**row, "embedding": [float(place == row["index"]) for place in range(64)]} for row in rows]}


UNLIKE = embeds(_unlike)


def types(elena: User, game: GameSession, text: str, *, number: int | None = None) -> str:
    request = TurnRequest(input=text, expected_number=number)
    return play_turn(user_id=elena.pk, session_id=game.pk, request=request).result["kind"]


def test_typed_words_are_compared_once_and_a_choice_is_not(service: Fake, elena: User, game: GameSession) -> None:
    types(elena, game, "whistle at the gate")
    play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest("take_key"))
    [asked] = service.asked
    assert asked.body["input"][0] == "whistle at the gate"
    assert "Take the key" in asked.body["input"]


def test_nothing_is_locked_meanwhile_and_a_game_that_moved_on_is_compared_anew(
    service: Fake, elena: User, game: GameSession, plays: Plays
) -> None:
    def moves_on(connection: Connection) -> None:
        if len(service.asked) == 1:  # the other tab, while the first one's words are looked at
            from django.db import connection as database

            plays("take_key")
            plays("open_gate")
            database.close()
        UNLIKE(connection)

    service.behave = moves_on
    assert types(elena, game, "whistle a tune") == "improvised"
    first, second = (asked.body["input"] for asked in service.asked)
    assert "Take the key" in first
    assert "Take the key" not in second
    game.refresh_from_db()
    assert game.number == 4


def test_in_a_shared_world_words_are_compared_in_the_same_way(service: Fake) -> None:
    [hand] = tally(1).hands
    hand.play(text="hum a tune to the wall")
    [asked] = service.asked
    assert asked.body["input"][0] == "hum a tune to the wall"


def test_what_is_stale_or_was_answered_before_asks_nobody(service: Fake, elena: User, game: GameSession) -> None:
    with pytest.raises(StaleTurn):
        types(elena, game, "whistle", number=9)
    for _ in range(2):
        play_turn(
            user_id=elena.pk, session_id=game.pk, request=TurnRequest(input="whistle"), idempotency_key="the same"
        )
    assert len(service.asked) == 1


def test_who_has_no_input_left_asks_nobody(service: Fake, elena: User, game: GameSession, settings: Settings) -> None:
    settings.RATE_INPUT = "1/minute"
    types(elena, game, "whistle")
    with pytest.raises(RateLimited):
        types(elena, game, "whistle again, and louder")
    assert len(service.asked) == 1


def test_a_silent_service_leaves_the_turn_to_the_words(service: Fake, elena: User, game: GameSession) -> None:
    service.behave = refuses(503)
    assert types(elena, game, "Take the key") == "choice"


def test_a_replay_reads_nothing_again(service: Fake, elena: User, game: GameSession, settings: Settings) -> None:
    for text in ("Take the key", "whistle at the gate", "look", "wait"):
        types(elena, game, text)
    game.refresh_from_db()
    asked = len(service.asked)
    for likeness in (service.url, "tokens", "wordllama"):
        settings.KLEENE_LIKENESS = likeness
        assert verify_game(session=game)["state_hash"] == game.state_hash
        assert verify_game(session=game)["ok"]
    assert len(service.asked) == asked


def test_no_record_holds_a_number_of_likeness_or_a_word_of_the_player(elena: User, game: GameSession) -> None:
    types(elena, game, "pick up the key from the dust")
    for record in game.records.all():
        said = str((record.command, record.meaning, record.ruling, record.result["changes"]))
        assert "dust" not in said
        assert "." not in str(record.meaning)
