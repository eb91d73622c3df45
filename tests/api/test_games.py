"""Starting, finding and playing games; somebody else's game is not found."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from common import ids
from profiles.models import User
from tests.api.claims import refusal
from worlds.models import GameSession

pytestmark = pytest.mark.django_db

START, GAMES = "/api/v1/game/start", "/api/v1/game/sessions"
VIEW = {
    "session_id", "scenario_id", "game_mode", "world_id", "status", "turn", "scene", "beat", "node", "character",
    "location", "world", "grid", "ending", "stuck", "state_hash",
}  # fmt: skip
TURN = {
    "session_id", "turn", "scene", "beat", "number", "kind", "cell", "narrative", "changes", "time_passed", "fired",
    "improvisation", "view",
}  # fmt: skip


def play(client: APIClient, game: str, **command: Any) -> dict[str, Any]:
    answer = client.post(f"{game}/turns", command)
    assert answer.status_code == 200, answer.json()
    body: dict[str, Any] = answer.json()
    return body


def test_a_game_starts_with_the_keys_of_the_contract_and_a_view(adas: APIClient, ada: User, gate: str) -> None:
    answer = adas.post(START, {"scenario_id": gate, "game_mode": "solo", "world_id": None})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"session_id", "world_id", "scenario_id", "game_mode", "players", "view"}
    assert ids.is_short_id(body["session_id"], "ses")
    assert (body["world_id"], body["scenario_id"], body["game_mode"]) == (None, "gate", "solo")
    assert body["players"] == [{"user_id": ada.short_id, "display_name": "Ada", "location": "road"}]
    assert body["view"].keys() >= VIEW
    assert [option["id"] for option in body["view"]["node"]["options"]] == ["take_key", "ask", "wait", "run"]


def test_a_guest_plays_like_anybody(stranger: APIClient, gate: str) -> None:
    stranger.credentials(HTTP_AUTHORIZATION=f"Bearer {stranger.post('/api/v1/auth/guest').json()['access']}")
    assert stranger.post(START, {"scenario_id": gate}).status_code == 200


def test_a_character_bears_the_name_it_was_given(adas: APIClient, gate: str) -> None:
    body = adas.post(START, {"scenario_id": gate, "character_name": " Ｋａｅｌ "}).json()
    assert body["view"]["character"]["name"] == "Ｋａｅｌ"


@pytest.mark.parametrize("name", ["", "x" * 61, "a\u202eb", "\x1b[2J", 5])
def test_a_character_name_is_seen_or_refused(adas: APIClient, gate: str, name: object) -> None:
    refusal(adas.post(START, {"scenario_id": gate, "character_name": name}), 400, "invalid_input")
    assert not GameSession.objects.exists()


def test_who_plays_alone_has_no_world(adas: APIClient, gate: str) -> None:
    answer = adas.post(START, {"scenario_id": gate, "world_id": "wld_aaaaaaaa"})
    assert set(refusal(answer, 400, "invalid_input")["details"]) == {"world_id"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("scenario_id", None),
        ("scenario_id", 5),
        ("game_mode", "duel"),
        ("world_id", 5),
        ("visibility", "hidden"),
        ("max_players", 1),
        ("max_players", 9),
        ("max_players", "4"),
        ("time_policy", "slow"),
        ("quorum", 9),
        ("agents_allowed", "yes"),
        ("invite", 5),
        ("flags", {"gate_open": True}),
        ("world_state", {}),
        ("score", 9),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused_at_its_field(
    adas: APIClient, gate: str, field: str, value: object
) -> None:
    answer = adas.post(START, {"scenario_id": gate, field: value})
    assert set(refusal(answer, 400, "invalid_input")["details"]) == {field}


def test_an_unknown_scenario_is_not_found(adas: APIClient) -> None:
    refusal(adas.post(START, {"scenario_id": "nothing"}), 404, "not_found")


def test_a_game_is_seen_by_both_forms_of_its_id(adas: APIClient, game: str) -> None:
    view = adas.get(game).json()
    assert view.keys() >= VIEW
    assert adas.get(f"/api/v1/game/{GameSession.objects.get().pk}").json() == view


PATHS = [
    ("get", ""), ("get", "/turns"), ("post", "/turns"), ("patch", "/settings"), ("get", "/export"),
    ("post", "/rewind"), ("post", "/abandon"), ("get", "/verify"),
]  # fmt: skip
BODIES = {"/turns": {"option_id": "wait"}, "/rewind": {"steps": 1}, "/settings": {"parser_mode": True}}


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_a_game_of_somebody_else_looks_like_one_that_is_not_there(
    bobs: APIClient, game: str, method: str, path: str
) -> None:
    before = GameSession.objects.get().record_hash
    body = BODIES.get(path) if method != "get" else None
    theirs = getattr(bobs, method)(f"{game}{path}", body)
    nobodys = getattr(bobs, method)(f"/api/v1/game/ses_aaaaaaaa{path}", body)
    refusal(theirs, 404, "not_found")
    assert theirs.json() == nobodys.json()
    assert GameSession.objects.get().record_hash == before


@pytest.mark.parametrize(("method", "path"), [*PATHS, ("post", "start"), ("get", "sessions")])
def test_nobody_plays_unasked(stranger: APIClient, game: str, method: str, path: str) -> None:
    where = f"{game}{path}" if path in {"", *(known for _, known in PATHS)} else f"/api/v1/game/{path}"
    refusal(getattr(stranger, method)(where), 401, "auth_required")


@pytest.mark.parametrize(
    "identifier", ["x", "%00", "usr_aaaaaaaa", "ses_AAAAAAAA", "0", "-", "%2e%2e", "\u0663", "x" * 300]
)
def test_what_is_no_id_is_not_found(adas: APIClient, identifier: str) -> None:
    refusal(adas.get(f"/api/v1/game/{identifier}"), 404, "not_found")


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


def test_giving_up_takes_no_body(adas: APIClient, game: str) -> None:
    refusal(adas.post(f"{game}/abandon", {"score": 9}), 400, "invalid_input")
    assert adas.post(f"{game}/abandon", {}).status_code == 200


def test_settings_change_how_the_game_is_asked(adas: APIClient, game: str) -> None:
    view = adas.patch(f"{game}/settings", {"parser_mode": True}).json()
    assert "take_key" not in [option["id"] for option in view["node"]["options"]]
    assert adas.patch(f"{game}/settings", {"parser_mode": False, "improvisation_temperature": 0}).status_code == 200
    assert adas.patch(f"{game}/settings", {}).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [("parser_mode", 1), ("parser_mode", None), ("improvisation_temperature", 11), ("improvisation_temperature", -1)],
)
def test_settings_that_make_no_sense_are_refused(adas: APIClient, game: str, field: str, value: object) -> None:
    assert set(refusal(adas.patch(f"{game}/settings", {field: value}), 400, "invalid_input")["details"]) == {field}


def test_the_transcript_tells_everything_oldest_first(adas: APIClient, game: str) -> None:
    play(adas, game, option_id="take_key")
    play(adas, game, input="I look at the gate")
    body = adas.get(f"{game}/turns").json()
    assert body["count"] == 3
    assert [line["did"] for line in body["results"]] == ["", "Take the key", "I look at the gate"]
    assert [line["number"] for line in body["results"]] == [1, 2, 3]
    assert body["results"][1]["at"].endswith("Z")


def test_a_long_transcript_comes_in_pages(adas: APIClient, game: str) -> None:
    for _ in range(4):
        play(adas, game, option_id="wait")
    first = adas.get(f"{game}/turns?limit=2").json()
    second = adas.get(first["next"]).json()
    assert [line["number"] for line in (*first["results"], *second["results"])] == [1, 2, 3, 4]
    assert (first["previous"], second["count"]) == (None, 5)


def test_going_back_one_step_and_to_a_turn(adas: APIClient, game: str) -> None:
    play(adas, game, option_id="take_key")
    play(adas, game, option_id="wait")
    assert adas.post(f"{game}/rewind", {"steps": 1}).json()["turn"] == 2
    view = adas.post(f"{game}/rewind", {"to": "T1"}).json()
    assert (view["turn"], view["character"]["inventory"], view["status"]) == (1, [], "active")
    assert [line["left"] for line in adas.get(f"{game}/turns").json()["results"]] == [False, True, True]


def test_going_back_out_of_an_ending(adas: APIClient, game: str) -> None:
    play(adas, game, option_id="run")
    assert adas.post(f"{game}/rewind", {"steps": 1}).json()["status"] == "active"
    assert play(adas, game, option_id="take_key")["turn"] == 2


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "invalid_input"),
        ({"to": "T1", "steps": 1}, 400, "invalid_input"),
        ({"to": "first"}, 400, "invalid_input"),
        ({"to": 1}, 400, "invalid_input"),
        ({"steps": 0}, 400, "invalid_input"),
        ({"steps": True}, 400, "invalid_input"),
        ({"steps": 2**53}, 400, "invalid_input"),
        ({"steps": 2**53 - 1}, 409, "rewind_impossible"),
        ({"to": "T9"}, 409, "rewind_impossible"),
    ],
)
def test_there_is_no_going_back_to_where_one_never_was(
    adas: APIClient, game: str, body: dict[str, object], status: int, code: str
) -> None:
    refusal(adas.post(f"{game}/rewind", body), status, code)


def test_the_log_of_a_game_verifies_after_everything_that_can_happen_to_it(adas: APIClient, game: str) -> None:
    play(adas, game, option_id="take_key")
    play(adas, game, option_id="ask", input="please")
    adas.patch(f"{game}/settings", {"improvisation_temperature": 9})
    adas.post(f"{game}/rewind", {"steps": 1})
    adas.post(f"{game}/abandon")
    body = adas.get(f"{game}/verify").json()
    assert set(body) == {"ok", "turns", "state_hash", "first_difference"}
    assert (body["ok"], body["first_difference"]) == (True, None)
    assert body["state_hash"] == adas.get(game).json()["state_hash"]


def test_a_log_that_was_touched_does_not_verify(adas: APIClient, game: str) -> None:
    play(adas, game, option_id="take_key")
    GameSession.objects.update(state_hash="0" * 64)
    body = adas.get(f"{game}/verify").json()
    assert body["ok"] is False
    assert body["first_difference"].keys() >= {"turn", "expected", "found"}


def test_the_story_is_a_markdown_document_to_keep(adas: APIClient, game: str) -> None:
    play(adas, game, option_id="take_key")
    for query in ("", "?as=markdown"):
        answer = adas.get(f"{game}/export{query}", HTTP_ACCEPT="text/markdown")
        assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="gate-ses_')
        assert answer.content.decode().startswith("# The gate")


def test_the_story_is_a_json_document_too(adas: APIClient, game: str) -> None:
    answer = adas.get(f"{game}/export?as=json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"].endswith('.json"')
    body = answer.json()
    assert body["view"] == adas.get(game).json()
    assert body["turns"] == adas.get(f"{game}/turns").json()["results"]


@pytest.mark.parametrize("wanted", ["pdf", "", "JSON", "%00"])
def test_there_are_two_kinds_of_document(adas: APIClient, game: str, wanted: str) -> None:
    refusal(adas.get(f"{game}/export?as={wanted}"), 400, "invalid_input")


def test_ones_own_games_are_listed_the_last_played_first(adas: APIClient, bobs: APIClient, gate: str) -> None:
    first, second = (adas.post(START, {"scenario_id": gate}).json()["session_id"] for _ in range(2))
    bobs.post(START, {"scenario_id": gate})
    play(adas, f"/api/v1/game/{first}", option_id="run")
    listed = adas.get(GAMES).json()
    assert [entry["session_id"] for entry in listed["results"]] == [first, second]
    assert listed["results"][0]["ending"] == {"id": "broken", "type": "death"}
    assert listed["results"][0]["finished_at"].endswith("Z")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("status=active", 1),
        ("status=completed", 1),
        ("status=abandoned", 0),
        ("scenario_id=gate", 2),
        ("scenario_id=other", 0),
        ("game_mode=solo", 2),
        ("game_mode=shared", 0),
        ("status=active&scenario_id=gate&game_mode=solo", 1),
        ("limit=1", 2),
    ],
)
def test_games_are_found_by_status_scenario_and_mode(adas: APIClient, gate: str, query: str, count: int) -> None:
    games = [adas.post(START, {"scenario_id": gate}).json()["session_id"] for _ in range(2)]
    play(adas, f"/api/v1/game/{games[0]}", option_id="run")
    assert adas.get(f"{GAMES}?{query}").json()["count"] == count


@pytest.mark.parametrize(
    "query", ["status=won", "game_mode=duel", "scenario_id=%00", "limit=x", f"scenario_id={'x' * 81}"]
)
def test_a_filter_that_makes_no_sense_is_refused(adas: APIClient, query: str) -> None:
    refusal(adas.get(f"{GAMES}?{query}"), 400, "invalid_input")
