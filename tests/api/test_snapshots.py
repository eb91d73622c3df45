"""States of games and worlds as clients keep them: whole, with a hash that anybody can compute, and never written back."""

import hashlib
import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.api.claims import START, WORLDS, Answered, posted, refusal
from worlds.models import Checkpoint, GameSession, SharedWorld, TurnRecord

pytestmark = pytest.mark.django_db
KEYS = {"schema_version", "engine_version", "snapshot_hash", "saved_tick", "saved_at", "payload"}


def hash_of(payload: dict[str, Any]) -> str:
    """As somebody computes it who has read RFC 8785 and nothing of ours."""
    canonical = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


@pytest.fixture
def game(adas: APIClient, gate: str) -> str:
    started = posted(adas, START, {"scenario_id": gate})
    return f"/api/v1/game/{started['session_id']}"


def load(client: APIClient, address: str) -> dict[str, Any]:
    answer = client.get(f"{address}/snapshot")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def test_a_game_is_loaded_with_its_versions_tick_and_hash(adas: APIClient, game: str) -> None:
    before = load(adas, game)
    adas.post(f"{game}/turns", {"option_id": "wait"})
    after, row = load(adas, game), GameSession.objects.get()
    assert set(after) == KEYS
    assert (before["saved_tick"], after["saved_tick"]) == (0, 1)
    assert after["snapshot_hash"] == hash_of(after["payload"]) == adas.get(game).json()["state_hash"]
    assert before["snapshot_hash"] != after["snapshot_hash"]
    assert (after["schema_version"], after["engine_version"]) == (row.schema_version, row.engine_version)
    assert after["payload"] == row.state


def test_equal_commands_give_equal_hashes(adas: APIClient, bobs: APIClient, gate: str) -> None:
    hashes = set()
    for client in (adas, bobs):
        game = f"/api/v1/game/{posted(client, START, {'scenario_id': gate})['session_id']}"
        client.post(f"{game}/turns", {"option_id": "take_key"})
        hashes.add(load(client, game)["snapshot_hash"])
    assert len(hashes) == 1


def test_what_was_loaded_is_accepted_as_it_is_and_noted_once(adas: APIClient, game: str) -> None:
    adas.post(f"{game}/turns", {"option_id": "wait"})
    loaded = load(adas, game)
    before = GameSession.objects.values().get()
    first, second = (adas.put(f"{game}/snapshot", loaded) for _ in range(2))
    assert first.status_code == 200, first.content
    assert first.json() == second.json()
    assert first.json() | {"accepted_at": ""} == {
        "snapshot_hash": loaded["snapshot_hash"], "saved_tick": 1, "number": 2, "accepted_at": "",
    }  # fmt: skip
    kept = Checkpoint.objects.get()
    assert (kept.number, kept.snapshot_hash, kept.user_id) == (2, loaded["snapshot_hash"], before["user_id"])
    assert GameSession.objects.values().get() == before


def test_another_state_is_refused_with_both_hashes_and_changes_nothing(adas: APIClient, game: str) -> None:
    sent = load(adas, game)
    kept = {"snapshot_hash": sent["snapshot_hash"], "saved_tick": 0}
    before = GameSession.objects.values().get()
    sent["payload"]["player"]["location"] = "tower"
    sent["snapshot_hash"] = hash_of(sent["payload"])
    error = refusal(adas.put(f"{game}/snapshot", sent), 409, "snapshot_mismatch")
    assert error["details"] == {"expected": kept, "found": {"snapshot_hash": sent["snapshot_hash"], "saved_tick": 0}}
    assert GameSession.objects.values().get() == before
    assert not Checkpoint.objects.exists()


def test_a_state_of_before_is_refused(adas: APIClient, game: str) -> None:
    loaded = load(adas, game)
    adas.post(f"{game}/turns", {"option_id": "wait"})
    refusal(adas.put(f"{game}/snapshot", loaded), 409, "snapshot_mismatch")


def test_a_tick_that_has_not_come_is_refused(adas: APIClient, game: str) -> None:
    refusal(adas.put(f"{game}/snapshot", load(adas, game) | {"saved_tick": 7}), 409, "snapshot_mismatch")


DAMAGED: list[tuple[dict[str, Any], str]] = [
    ({"snapshot_hash": "0" * 64}, "bad_snapshot"),
    ({"payload": {"schema": 1, "player": {"coins": 1.5}}}, "bad_snapshot"),
    ({"payload": {"schema": 1, "player": {"größe": 1}}}, "bad_snapshot"),
    ({"payload": {}}, "bad_snapshot"),
    ({"payload": []}, "invalid_input"),
    ({"payload": "state"}, "invalid_input"),
    ({"payload": None}, "invalid_input"),
    ({"snapshot_hash": "xyz"}, "invalid_input"),
    ({"snapshot_hash": "A" * 64}, "invalid_input"),
    ({"saved_tick": -1}, "invalid_input"),
    ({"saved_tick": "1"}, "invalid_input"),
    ({"schema_version": "one"}, "invalid_input"),
    ({"world_state": {}}, "invalid_input"),
]


@pytest.mark.parametrize(("change", "code"), DAMAGED, ids=[json.dumps(change) for change, _ in DAMAGED])
def test_a_damaged_snapshot_is_refused(adas: APIClient, game: str, change: dict[str, Any], code: str) -> None:
    refusal(adas.put(f"{game}/snapshot", load(adas, game) | change), 400, code)


@pytest.mark.parametrize("missing", ["schema_version", "engine_version", "snapshot_hash", "saved_tick", "payload"])
def test_an_envelope_without_a_part_is_refused(adas: APIClient, game: str, missing: str) -> None:
    sent = load(adas, game)
    del sent[missing]
    refusal(adas.put(f"{game}/snapshot", sent), 400, "invalid_input")


@pytest.mark.parametrize("change", [{"schema_version": 99}, {"engine_version": "0"}, {"schema_version": 0}])
def test_a_snapshot_of_another_version_is_refused(adas: APIClient, game: str, change: dict[str, Any]) -> None:
    error = refusal(adas.put(f"{game}/snapshot", load(adas, game) | change), 409, "incompatible_version")
    assert error["details"]["found"] | change == error["details"]["found"]
    assert set(error["details"]) == {"found", "known"}


def test_somebody_elses_game_is_not_found(bobs: APIClient, adas: APIClient, game: str) -> None:
    sent = load(adas, game)
    refusal(bobs.get(f"{game}/snapshot"), 404, "not_found")
    refusal(bobs.put(f"{game}/snapshot", sent), 404, "not_found")


def test_a_character_is_loaded_and_saved_as_its_game_is(adas: APIClient, game: str) -> None:
    character = game.replace("/game/", "/characters/")
    loaded = load(adas, character)
    assert loaded == load(adas, game)
    assert adas.put(f"{character}/snapshot", loaded).status_code == 200


def test_saving_has_a_budget(adas: APIClient, game: str, settings: Any) -> None:
    settings.RATE_REPLAY = "2/minute"
    sent = load(adas, game)
    assert [adas.put(f"{game}/snapshot", sent).status_code for _ in range(3)] == [200, 200, 429]


def test_the_newest_checkpoints_are_kept(adas: APIClient, game: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worlds.limits.CHECKPOINTS", 2)
    for _ in range(3):
        adas.put(f"{game}/snapshot", load(adas, game))
        adas.post(f"{game}/turns", {"option_id": "wait"})
    assert list(Checkpoint.objects.order_by("number").values_list("number", flat=True)) == [2, 3]


# --- worlds ---


@pytest.fixture
def started(adas: APIClient, gate: str) -> Answered:
    return posted(adas, START, {"scenario_id": gate, "game_mode": "shared", "visibility": "public"})


@pytest.fixture
def world(started: Answered) -> str:
    return f"{WORLDS}/{started['world_id']}"


def test_a_players_part_of_a_world_stays_right_while_others_play_on(
    adas: APIClient, bobs: APIClient, started: Answered, world: str
) -> None:
    game = f"/api/v1/game/{started['session_id']}"
    loaded = load(adas, game)
    assert set(loaded["payload"]) == {"schema", "player"}
    bobs_game = posted(bobs, f"{world}/join")["session_id"]
    bobs.post(f"/api/v1/game/{bobs_game}/turns", {"option_id": "wait"})
    assert load(adas, game)["saved_tick"] == 1
    answer = adas.put(f"{game}/snapshot", loaded)
    assert answer.status_code == 200, answer.content
    assert answer.json()["saved_tick"] == 1


def test_a_world_is_loaded_as_its_members_know_it(adas: APIClient, started: Answered, world: str) -> None:
    game = f"/api/v1/game/{started['session_id']}"
    adas.post(f"{game}/turns", {"option_id": "take_key"})
    loaded, row = load(adas, world), SharedWorld.objects.get()
    assert set(loaded) == KEYS | {"world_id", "sequence"}
    assert loaded["snapshot_hash"] == hash_of(loaded["payload"])
    assert (loaded["saved_tick"], loaded["sequence"]) == (row.turn, row.record_seq)
    assert loaded["payload"]["world"] == adas.get(world).json()["world_state"]
    assert "holders" in row.world_state["world"]
    assert "holders" not in json.dumps(loaded)


def test_the_clock_tells_ticks_and_time_and_a_checkpoint(adas: APIClient, started: Answered, world: str) -> None:
    adas.post(f"/api/v1/game/{started['session_id']}/turns", {"option_id": "wait"})
    told, row = adas.get(f"{world}/clock").json(), SharedWorld.objects.get()
    shared = row.world_state["world"]
    assert (told["tick"], told["time"], told["sequence"]) == (1, shared["time"], row.record_seq)
    assert ((told["day"] - 1) * 24 + told["hour"]) * 60 + told["minute"] == shared["time"] // 60
    assert told["hash"] == load(adas, world)["snapshot_hash"]


def compared(client: APIClient, world: str, sequence: int, wanted: str) -> Any:
    return posted(client, f"{world}/checkpoints/compare", {"sequence": sequence, "hash": wanted})["of"]


def test_a_checkpoint_of_any_record_is_compared(adas: APIClient, started: Answered, world: str) -> None:
    checkpoints = [adas.get(f"{world}/clock").json()]
    for option in ("take_key", "wait", "wait"):
        adas.post(f"/api/v1/game/{started['session_id']}/turns", {"option_id": option})
        checkpoints.append(adas.get(f"{world}/clock").json())
    for told in checkpoints:
        assert compared(adas, world, told["sequence"], told["hash"]) == "snapshot"
    first, second = checkpoints[0], checkpoints[1]
    assert compared(adas, world, second["sequence"], first["hash"]) is None
    record = TurnRecord.objects.get(world_seq=2)
    assert compared(adas, world, 2, record.record_hash) == "record"
    assert compared(adas, world, 2, record.world_hash) == "state"
    assert compared(adas, world, 3, record.record_hash) is None


def test_a_comparison_never_tells_the_servers_hash(adas: APIClient, started: Answered, world: str) -> None:
    told = posted(adas, f"{world}/checkpoints/compare", {"sequence": 1, "hash": "0" * 64})
    assert told == {
        "world_id": started["world_id"], "sequence": 1, "hash": "0" * 64, "matches": False, "of": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"sequence": 99, "hash": "0" * 64}, 404, "not_found"),
        ({"sequence": 0, "hash": "0" * 64}, 400, "invalid_input"),
        ({"sequence": 1, "hash": "0"}, 400, "invalid_input"),
        ({"sequence": 1}, 400, "invalid_input"),
    ],
)
def test_a_comparison_that_cannot_be_made_is_refused(
    adas: APIClient, world: str, sent: dict[str, Any], status: int, code: str
) -> None:
    refusal(adas.post(f"{world}/checkpoints/compare", sent), status, code)


@pytest.mark.parametrize("door", ["snapshot", "clock", "checkpoints/compare"])
def test_outsiders_of_a_world_load_nothing_of_it(bobs: APIClient, world: str, door: str) -> None:
    sent = {"sequence": 1, "hash": "0" * 64}
    answer = bobs.post(f"{world}/{door}", sent) if "/" in door else bobs.get(f"{world}/{door}")
    refusal(answer, 403, "not_a_member")
