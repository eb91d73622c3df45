"""Playing over the API: what turns answer, and which are refused."""

import pytest
from rest_framework.test import APIClient

from tests.api.claims import play, refusal

pytestmark = pytest.mark.django_db


TURN = {
    "session_id", "turn", "scene", "beat", "number", "kind", "cell", "narrative", "changes", "time_passed", "fired",
    "improvisation", "read_as", "did_you_mean", "view",
}  # fmt: skip


def test_a_choice_answers_with_the_keys_of_a_turn_and_tells_what_changed(adas: APIClient, game: str) -> None:
    body = play(adas, game, option_id="take_key")
    assert set(body) == TURN
    assert (body["kind"], body["turn"], body["cell"]) == ("choice", 2, "triumph")
    assert body["view"]["character"]["inventory"] == ["key"]
    assert body["view"] == adas.get(game).json()
    for change in body["changes"]:
        assert set(change) in ({"path", "value", "caused_by"}, {"path", "action", "item", "caused_by"})


def test_an_option_that_asks_for_words_is_a_question_and_then_a_turn(adas: APIClient, game: str) -> None:
    asked = play(adas, game, option_id="ask")
    assert (asked["kind"], asked["cell"], asked["turn"]) == ("prompt", None, 1)
    told = play(adas, game, option_id="ask", input="please let me in")
    assert (told["kind"], told["cell"]) == ("improvised", "discovery")
    assert told["improvisation"]["classification"] == "discovery"
    assert told["narrative"]


def test_free_text_is_a_turn_too(adas: APIClient, game: str) -> None:
    told = play(adas, game, input="I look at the gate")
    assert told["kind"] == "improvised"
    assert told["cell"] in {"discovery", "constraint", "limbo"}


def test_words_that_are_read_as_an_option_say_which(adas: APIClient, game: str) -> None:
    told = play(adas, game, input="TAKE the key!")
    assert told["kind"] == "choice"
    assert told["read_as"] == {"option_id": "take_key", "text": "Take the key"}
    assert told["did_you_mean"] == []
    line = adas.get(f"{game}/turns").json()["results"][-1]
    assert (line["did"], line["read_as"]) == ("TAKE the key!", "Take the key")


def test_a_choice_and_an_improvisation_are_read_as_no_option(adas: APIClient, game: str) -> None:
    assert play(adas, game, option_id="take_key")["read_as"] is None
    assert play(adas, game, input="hum to the gate")["read_as"] is None


def test_words_about_the_game_are_no_turn(adas: APIClient, game: str) -> None:
    told = play(adas, game, input="help")
    assert (told["kind"], told["cell"], told["number"]) == ("meta", None, 1)


@pytest.mark.parametrize("option", ["open_gate", "nothing", "x" * 200])
def test_a_hidden_and_an_unknown_option_are_refused_alike(adas: APIClient, game: str, option: str) -> None:
    refusal(adas.post(f"{game}/turns", {"option_id": option}), 400, "option_not_available")
    assert adas.get(game).json()["number"] == 1


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"option_id": 5}, "option_id"),
        ({"option_id": "x" * 201}, "option_id"),
        ({"input": "x" * 501}, "input"),
        ({"input": "\x1b[2J"}, "input"),
        ({"option_id": "wait", "expected_turn": -1}, "expected_turn"),
        ({"option_id": "wait", "expected_turn": "1"}, "expected_turn"),
        ({"option_id": "wait", "expected_number": 1.5}, "expected_number"),
        ({"option_id": "wait", "flags": {"gate_open": True}}, "flags"),
        ({"option_id": "wait", "changes": []}, "changes"),
    ],
)
def test_a_command_that_makes_no_sense_is_refused_at_its_field(
    adas: APIClient, game: str, body: dict[str, object], field: str
) -> None:
    assert set(refusal(adas.post(f"{game}/turns", body), 400, "invalid_input")["details"]) == {field}
    assert adas.get(game).json()["number"] == 1


@pytest.mark.parametrize("body", [{}, {"input": "  "}, {"option_id": None, "input": None}])
def test_a_command_that_says_nothing_is_refused(adas: APIClient, game: str, body: dict[str, object]) -> None:
    refusal(adas.post(f"{game}/turns", body), 400, "invalid_input")


@pytest.mark.parametrize("expected", [{"expected_turn": 7}, {"expected_number": 7}])
def test_a_stale_turn_is_refused_with_the_game_as_it_stands(
    adas: APIClient, game: str, expected: dict[str, int]
) -> None:
    details = refusal(adas.post(f"{game}/turns", {"option_id": "wait", **expected}), 409, "stale_turn")["details"]
    assert details["view"] == adas.get(game).json()


def test_a_turn_that_was_expected_is_played(adas: APIClient, game: str) -> None:
    assert play(adas, game, option_id="wait", expected_turn=1, expected_number=1)["number"] == 2


def test_a_game_is_played_to_its_ending_and_then_it_is_over(adas: APIClient, game: str) -> None:
    play(adas, game, option_id="take_key")
    play(adas, game, option_id="open_gate")
    last = play(adas, game, option_id="stay")
    assert (last["kind"], last["view"]["status"]) == ("ended", "completed")
    assert (last["view"]["ending"]["id"], last["view"]["ending"]["type"]) == ("home", "victory")
    refusal(adas.post(f"{game}/turns", {"option_id": "stay"}), 409, "session_over")
    refusal(adas.patch(f"{game}/settings", {"parser_mode": True}), 409, "session_over")
    refusal(adas.post(f"{game}/abandon"), 409, "session_over")


def test_a_game_given_up_takes_no_more_turns(adas: APIClient, game: str) -> None:
    assert adas.post(f"{game}/abandon").json()["status"] == "abandoned"
    refusal(adas.post(f"{game}/turns", {"option_id": "wait"}), 409, "session_over")
