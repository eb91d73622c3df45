"""Starting, finding and playing games; somebody else's game is not found."""

import pytest
from rest_framework.test import APIClient

from common import ids
from profiles.models import User
from tests.api.claims import START, play, refusal
from worlds.models import GameSession

pytestmark = pytest.mark.django_db

GAMES = "/api/v1/game/sessions"
VIEW = {
    "session_id", "scenario_id", "game_mode", "world_id", "status", "turn", "scene", "beat", "node", "character",
    "location", "world", "grid", "ending", "prices", "stuck", "state_hash",
}  # fmt: skip


def test_a_game_starts_with_the_keys_of_the_contract_and_a_view(adas: APIClient, ada: User, gate: str) -> None:
    answer = adas.post(START, {"scenario_id": gate, "game_mode": "solo", "world_id": None})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"session_id", "world_id", "scenario_id", "game_mode", "players", "view"}
    assert ids.is_short_id(body["session_id"], "ses")
    assert (body["world_id"], body["scenario_id"], body["game_mode"]) == (None, "gate", "solo")
    named = {"display_name": "Ada", "character_name": body["view"]["character"]["name"]}
    assert body["players"] == [{"user_id": ada.short_id, **named, "location": "road"}]
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
