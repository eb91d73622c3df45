"""Real answers of sharing and curation have the shape that the OpenAPI document gives them, down to the last key."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from profiles.models import User
from tests.api.test_shared_document import Caller
from tests.staff import moderator

pytestmark = pytest.mark.django_db

WORDS = "I hum an old song until the keeper smiles."
ONE, QUEUED = "/improvisations/{improvisation_id}", "/admin/improvisations/{improvisation_id}"


def test_answers_are_as_the_document_says(
    adas: APIClient, bobs: APIClient, signed_in: Callable[[User], APIClient], gate: str
) -> None:
    ada_calls, bob_calls, mira_calls = Caller(adas), Caller(bobs), Caller(signed_in(moderator("mira")))
    started = ada_calls("post", "/game/start", {"scenario_id": gate, "game_mode": "collaborative"})
    names = {"session_id": started["session_id"], "world_id": started["world_id"]}
    ada_calls.names = bob_calls.names = mira_calls.names = names
    bob_calls("post", "/worlds/{world_id}/join", {})
    turn = ada_calls("post", "/game/{session_id}/turns", {"input": WORDS})
    told = {
        "session_id": started["session_id"],
        "scenario_id": gate,
        "node_id": "road",
        "player_input": WORDS,
        "narrative_response": turn["narrative"],
        "classification": turn["cell"],
        "outcome": "The keeper smiled.",
    }
    names["improvisation_id"] = ada_calls("post", "/improvisations", told, status=201)["improvisation_id"]
    ada_calls("post", "/improvisations", told, status=409)
    ada_calls("get", "/improvisations")
    assert ada_calls("get", ONE)["version"] == 1
    assert "version" not in bob_calls("get", ONE)
    assert bob_calls("post", f"{ONE}/endorse", {})["endorsements"] == 1
    ada_calls("post", f"{ONE}/endorse", {}, status=403)
    mira_calls("get", "/admin/improvisations")
    assert mira_calls("post", f"{QUEUED}/claim", {})["claimed_by"]["display_name"] == "Mira"
    mira_calls("post", f"{QUEUED}/review", {"action": "reject", "reviewer_notes": "Say how."})
    ada_calls("patch", ONE, {"player_input": "I hum until he smiles."})
    mira_calls("post", f"{QUEUED}/review", {"action": "approve"})
    mira_calls("post", f"{QUEUED}/review", {"action": "approve"}, status=409)
    assert mira_calls("get", QUEUED)["status"] == "approved"
    ada_calls("patch", ONE, {"player_input": "I sing."}, status=409)
