"""A turn sent twice is played once."""

import pytest
from rest_framework.test import APIClient

from tests.api.claims import refusal
from tests.api.conftest import AtOnce
from worlds.models import TurnRecord

pytestmark = pytest.mark.django_db


def test_a_repeated_key_is_answered_as_the_first_time_and_says_so(adas: APIClient, game: str) -> None:
    first = adas.post(f"{game}/turns", {"option_id": "wait"}, HTTP_IDEMPOTENCY_KEY="key-1")
    adas.post(f"{game}/turns", {"option_id": "take_key"})
    again = adas.post(f"{game}/turns", {"option_id": "wait"}, HTTP_IDEMPOTENCY_KEY="key-1")
    assert again.json() == first.json()
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert adas.get(game).json()["number"] == 3


def test_a_key_stands_for_one_command(adas: APIClient, game: str) -> None:
    adas.post(f"{game}/turns", {"option_id": "wait"}, HTTP_IDEMPOTENCY_KEY="key-1")
    other = adas.post(f"{game}/turns", {"option_id": "take_key"}, HTTP_IDEMPOTENCY_KEY="key-1")
    refusal(other, 409, "idempotency_conflict")


def test_a_key_is_remembered_after_the_ending(adas: APIClient, game: str) -> None:
    first = adas.post(f"{game}/turns", {"option_id": "run"}, HTTP_IDEMPOTENCY_KEY="key-1")
    again = adas.post(f"{game}/turns", {"option_id": "run"}, HTTP_IDEMPOTENCY_KEY="key-1")
    assert (again.status_code, again.json()) == (200, first.json())


def test_a_refused_command_does_not_use_its_key_up(adas: APIClient, game: str) -> None:
    refusal(
        adas.post(f"{game}/turns", {"option_id": "open_gate"}, HTTP_IDEMPOTENCY_KEY="key-1"),
        400,
        "option_not_available",
    )
    assert adas.post(f"{game}/turns", {"option_id": "wait"}, HTTP_IDEMPOTENCY_KEY="key-1").status_code == 200


@pytest.mark.parametrize("key", ["x" * 65, "a b", "", "ü", "a\tb"])
def test_a_key_is_up_to_sixty_four_printable_characters(adas: APIClient, game: str, key: str) -> None:
    refusal(adas.post(f"{game}/turns", {"option_id": "wait"}, HTTP_IDEMPOTENCY_KEY=key), 400, "invalid_input")
    assert adas.post(f"{game}/turns", {"option_id": "wait"}, HTTP_IDEMPOTENCY_KEY="~" * 64).status_code == 200


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", [{"option_id": "wait"}, {"input": "I look at the gate"}])
def test_eight_at_once_under_one_key_play_one_turn(
    adas: APIClient, game: str, at_once: AtOnce, command: dict[str, str]
) -> None:
    answers = at_once(lambda: adas.post(f"{game}/turns", command, HTTP_IDEMPOTENCY_KEY="key-1"), 8)
    assert [answer.status_code for answer in answers] == [200] * 8
    assert all(answer.json() == answers[0].json() for answer in answers)
    assert sorted("Idempotent-Replayed" in answer.headers for answer in answers) == [False] + [True] * 7
    assert TurnRecord.objects.count() == 2
    assert adas.get(f"{game}/verify").json()["ok"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_eight_who_expect_the_same_turn_one_plays_it(adas: APIClient, game: str, at_once: AtOnce) -> None:
    command = {"option_id": "wait", "expected_number": 1}
    answers = at_once(lambda: adas.post(f"{game}/turns", command), 8)
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    assert {answer.json()["error"]["code"] for answer in answers if answer.status_code == 409} == {"stale_turn"}
    assert TurnRecord.objects.count() == 2
