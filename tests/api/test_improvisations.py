"""Sharing and curation over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from improvisations.models import Improvisation
from profiles.models import User
from tests.api.claims import refusal
from tests.staff import moderator, staff_with

PATH = "/api/v1/improvisations"
QUEUE = "/api/v1/admin/improvisations"
WORDS = "I hum an old song until the keeper smiles."

ClientOf = Callable[[User], APIClient]


@pytest.fixture
def turn(adas: APIClient, game: str) -> dict[str, Any]:
    """Ada has improvised at the road."""
    answer: dict[str, Any] = adas.post(f"{game}/turns", {"input": WORDS}).json()
    return answer


@pytest.fixture
def body(turn: dict[str, Any]) -> dict[str, Any]:
    """What the contract's example sends."""
    return {
        "session_id": turn["session_id"],
        "scenario_id": "gate",
        "node_id": "road",
        "player_input": WORDS,
        "narrative_response": turn["narrative"],
        "classification": turn["cell"],
        "outcome": "The keeper lets you stand a while.",
    }


@pytest.fixture
def shared(adas: APIClient, body: dict[str, Any]) -> str:
    """The id of what Ada has shared."""
    answer = adas.post(PATH, body)
    assert answer.status_code == 201, answer.json()
    return str(answer.json()["improvisation_id"])


@pytest.fixture
def miras(db: None, signed_in: ClientOf) -> APIClient:
    return signed_in(moderator("mira"))


def test_sharing_is_answered_as_the_contract_says(adas: APIClient, body: dict[str, Any]) -> None:
    answer = adas.post(PATH, body)
    assert answer.status_code == 201
    assert set(answer.json()) == {"improvisation_id", "status"}
    assert answer.json()["improvisation_id"].startswith("imp_")
    assert answer.json()["status"] == "submitted"


def test_the_author_reads_all_of_it(adas: APIClient, shared: str, turn: dict[str, Any]) -> None:
    told = adas.get(f"{PATH}/{shared}").json()
    assert (told["verified"], told["classification"]) == (True, turn["cell"])
    assert told["outcome"].endswith("The keeper lets you stand a while.")
    assert told["history"][0] | {"at": ""} == {
        "from_status": None,
        "to_status": "submitted",
        "by": "author",
        "why": "",
        "at": "",
    }
    listed = adas.get(PATH).json()
    assert (listed["count"], listed["results"][0]["improvisation_id"]) == (1, shared)


def test_the_session_must_be_the_callers(bobs: APIClient, body: dict[str, Any]) -> None:
    refusal(bobs.post(PATH, body), 404, "not_found")


@pytest.mark.parametrize(
    ("differing", "status", "code"),
    [
        ({"classification": "fate"}, 409, "differs_from_record"),
        ({"narrative_response": "Gold rains."}, 409, "differs_from_record"),
        ({"outcome": "home"}, 409, "differs_from_record"),
        ({"node_id": "garden"}, 409, "node_not_visited"),
        ({"scenario_id": "zork"}, 400, "invalid_input"),
        ({"classification": "glory"}, 400, "invalid_input"),
        ({"player_input": ""}, 400, "invalid_input"),
        ({"player_input": "x" * 501}, 400, "invalid_input"),
        ({"player_input": 5}, 400, "invalid_input"),
        ({"score": 100}, 400, "invalid_input"),
        ({"status": "approved"}, 400, "invalid_input"),
        ({"player_input": "kill yourself"}, 400, "invalid_input"),
        ({"session_id": "ses_aaaaaaaa"}, 404, "not_found"),
    ],
)
def test_what_does_not_hold_is_refused(
    adas: APIClient, body: dict[str, Any], differing: dict[str, Any], status: int, code: str
) -> None:
    refusal(adas.post(PATH, body | differing), status, code)
    assert not Improvisation.objects.exists()


def test_words_that_the_game_does_not_know_are_unverified(adas: APIClient, body: dict[str, Any]) -> None:
    told = {"player_input": "I whistle.", "narrative_response": "It echoes.", "classification": "limbo"}
    made = adas.post(PATH, body | told).json()["improvisation_id"]
    assert adas.get(f"{PATH}/{made}").json()["verified"] is False


def test_a_second_one_from_the_scene_waits(adas: APIClient, body: dict[str, Any], shared: str) -> None:
    other = {"player_input": "I whistle.", "narrative_response": "It echoes.", "classification": "limbo"}
    assert refusal(adas.post(PATH, body | other), 409, "already_pending")["details"]["improvisation_id"] == shared


def test_after_twenty_in_a_day_one_is_told_when_to_come_again(adas: APIClient, body: dict[str, Any]) -> None:
    for number in range(20):
        told = {"player_input": f"I try way {number}.", "narrative_response": "No.", "classification": "limbo"}
        assert adas.post(PATH, body | told).status_code == 201
        Improvisation.objects.update(status="rejected")
    refused = adas.post(PATH, body)
    refusal(refused, 429, "rate_limit_exceeded")
    assert int(refused["Retry-After"]) > 86000


def test_the_alias_shares_too(adas: APIClient, ada: User, body: dict[str, Any]) -> None:
    made = adas.post("/api/documents", body)
    assert made.status_code == 201
    assert made.json() == {"id": Improvisation.objects.get().short_id, "user_id": ada.short_id}


def test_a_moderator_finds_the_best_first(miras: APIClient, shared: str) -> None:
    listed = miras.get(QUEUE, {"status": "submitted"}).json()
    assert [row["improvisation_id"] for row in listed["results"]] == [shared]
    assert sum(part["points"] for part in listed["results"][0]["score_parts"]) == listed["results"][0]["score"]
    assert miras.get(QUEUE, {"status": "approved"}).json()["count"] == 0
    refusal(miras.get(QUEUE, {"status": "lost"}), 400, "invalid_input")


def test_claim_and_approve(miras: APIClient, adas: APIClient, shared: str) -> None:
    claimed = miras.post(f"{QUEUE}/{shared}/claim").json()
    assert (claimed["status"], claimed["claimed_by"]["display_name"]) == ("under_review", "Mira")
    reviewed = miras.post(
        f"{QUEUE}/{shared}/review", {"action": "approve", "reviewer_notes": "Lovely.", "version": claimed["version"]}
    )
    assert (reviewed.status_code, reviewed.json()["status"]) == (200, "approved")
    told = adas.get(f"{PATH}/{shared}").json()
    assert (told["status"], told["reviewer_notes"]) == ("approved", "Lovely.")
    assert [step["to_status"] for step in told["history"]] == ["submitted", "under_review", "approved"]


def test_reject_and_hand_in_again(miras: APIClient, adas: APIClient, shared: str) -> None:
    miras.post(f"{QUEUE}/{shared}/review", {"action": "reject", "reviewer_notes": "Say how."})
    refusal(adas.patch(f"{PATH}/{shared}", {"player_input": WORDS}), 400, "invalid_input")
    again = adas.patch(f"{PATH}/{shared}", {"player_input": "I hum until he smiles."})
    assert (again.status_code, again.json()["status"]) == (200, "submitted")
    assert again.json()["player_input"] == "I hum until he smiles."


def test_a_stale_version_and_an_illegal_move_are_conflicts(miras: APIClient, adas: APIClient, shared: str) -> None:
    review = f"{QUEUE}/{shared}/review"
    stale = refusal(miras.post(review, {"action": "approve", "version": 0}), 409, "stale_version")
    assert stale["details"]["version"] == 1
    assert miras.post(review, {"action": "approve"}).status_code == 200
    refusal(miras.post(review, {"action": "reject"}), 409, "illegal_transition")
    refusal(miras.post(f"{QUEUE}/{shared}/claim"), 409, "illegal_transition")
    refusal(adas.patch(f"{PATH}/{shared}", {"player_input": "I sing."}), 409, "illegal_transition")


def test_what_one_has_claimed_another_cannot_decide(miras: APIClient, signed_in: ClientOf, shared: str) -> None:
    miras.post(f"{QUEUE}/{shared}/claim")
    noors = signed_in(moderator("noor"))
    refusal(noors.post(f"{QUEUE}/{shared}/claim"), 409, "claimed")
    refusal(noors.post(f"{QUEUE}/{shared}/review", {"action": "approve"}), 409, "claimed")


@pytest.mark.parametrize("wrong", [{}, {"action": "integrate"}, {"action": "approve", "score": 100}, {"action": 1}])
def test_a_review_that_makes_no_sense_is_refused(miras: APIClient, shared: str, wrong: dict[str, Any]) -> None:
    refusal(miras.post(f"{QUEUE}/{shared}/review", wrong), 400, "invalid_input")


def test_only_who_moderates_may(adas: APIClient, stranger: APIClient, signed_in: ClientOf, shared: str) -> None:
    viewer = signed_in(staff_with("improvisations.view_improvisation", name="viewer"))
    integrator = signed_in(staff_with("improvisations.integrate", name="weaver"))
    for client in (adas, viewer, integrator):
        refusal(client.get(QUEUE), 403, "forbidden")
        refusal(client.get(f"{QUEUE}/{shared}"), 403, "forbidden")
        refusal(client.post(f"{QUEUE}/{shared}/claim"), 403, "forbidden")
        refusal(client.post(f"{QUEUE}/{shared}/review", {"action": "approve"}), 403, "forbidden")
    refusal(stranger.get(QUEUE), 401, "auth_required")
    refusal(stranger.post(PATH, {}), 401, "auth_required")
    assert Improvisation.objects.get().version == 1


def test_looking_changes_nothing(miras: APIClient, adas: APIClient, shared: str) -> None:
    before = Improvisation.objects.values().get()
    for client, path in ((miras, QUEUE), (miras, f"{QUEUE}/{shared}"), (adas, PATH), (adas, f"{PATH}/{shared}")):
        assert client.get(path).status_code == 200
    for path in (f"{QUEUE}/{shared}/claim", f"{QUEUE}/{shared}/review", f"{PATH}/{shared}/endorse"):
        refusal(miras.get(path), 405, "method_not_allowed")
    assert Improvisation.objects.values().get() == before


def test_a_near_copy_of_what_nobody_may_see_is_told_without_its_id(
    adas: APIClient, bobs: APIClient, body: dict[str, Any], shared: str, gate: str
) -> None:
    begun = bobs.post("/api/v1/game/start", {"scenario_id": gate}).json()
    turn = bobs.post(f"/api/v1/game/{begun['session_id']}/turns", {"input": WORDS}).json()
    told = body | {"session_id": begun["session_id"], "narrative_response": turn["narrative"]}
    made = bobs.post(PATH, told).json()["improvisation_id"]
    path = f"{PATH}/{made}"
    assert bobs.get(path).json()["near_duplicate"] == {"improvisation_id": None, "similarity": 100}
    refusal(bobs.get(f"{PATH}/{shared}"), 404, "not_found")
    Improvisation.objects.filter(short_id=shared).update(status="approved")
    assert bobs.get(path).json()["near_duplicate"] == {"improvisation_id": shared, "similarity": 100}
    assert bobs.get(f"{PATH}/{shared}").json()["player_input"] == WORDS


def test_what_was_erased_is_told_nowhere(miras: APIClient, adas: APIClient, shared: str) -> None:
    Improvisation.objects.select_related("input_text").get().input_text.redact()
    for answer in (adas.get(f"{PATH}/{shared}"), adas.get(PATH), miras.get(QUEUE), miras.get(f"{QUEUE}/{shared}")):
        assert WORDS not in answer.content.decode()
        assert "(removed)" in answer.content.decode()
