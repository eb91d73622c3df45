"""What row locks are for; SQLite has none, so these run on PostgreSQL."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import pytest
from django.db import connection

from worlds.models import GameSession, TurnRecord
from worlds.services.games.replay import verify_game
from worlds.services.turns.playing import TurnAnswer, play_turn
from worlds.services.turns.request import StaleTurn, TurnRequest

if TYPE_CHECKING:
    from profiles.models import User

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

Answer = TypeVar("Answer")


def at_once(times: int, work: Callable[[int], Answer]) -> list[Answer]:
    def in_its_own_connection(position: int) -> Answer:
        try:
            return work(position)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(in_its_own_connection, range(times)))


def test_eight_retries_at_once_play_one_turn_and_get_one_answer(elena: "User", game: GameSession) -> None:
    def retry(_: int) -> TurnAnswer:
        return play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest("wait"), idempotency_key="the-same")

    answers = at_once(8, retry)
    assert [answer.result for answer in answers] == [answers[0].result] * 8
    assert sorted(answer.replayed for answer in answers) == [False] + [True] * 7
    assert TurnRecord.objects.filter(session=game, kind="choice").count() == 1


def test_eight_improvised_retries_at_once_ask_for_one_turn(elena: "User", game: GameSession) -> None:
    def retry(_: int) -> TurnAnswer:
        request = TurnRequest("ask", "please open the gate")
        return play_turn(user_id=elena.pk, session_id=game.pk, request=request, idempotency_key="the-same")

    answers = at_once(8, retry)
    assert [answer.result for answer in answers] == [answers[0].result] * 8
    assert TurnRecord.objects.filter(session=game).count() == 2


def test_turns_at_once_are_played_one_after_the_other(elena: "User", game: GameSession) -> None:
    numbers = at_once(
        8,
        lambda _: play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest("wait")).result["number"],
    )
    assert sorted(numbers) == list(range(2, 10))
    assert verify_game(session=GameSession.objects.get(pk=game.pk))["ok"]


def test_of_two_clicks_on_one_page_one_is_told_that_the_story_moved_on(elena: "User", game: GameSession) -> None:
    def click(_: int) -> bool:
        try:
            play_turn(user_id=elena.pk, session_id=game.pk, request=TurnRequest("wait", expected_number=1))
        except StaleTurn:
            return False
        return True

    assert sorted(at_once(2, click)) == [False, True]
