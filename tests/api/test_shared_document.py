"""Real answers of shared worlds have the shape that the OpenAPI document gives them, down to the last key."""

from dataclasses import dataclass, field
from typing import Any

import jsonschema_rs
import pytest
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from profiles.models import User

pytestmark = pytest.mark.django_db


document: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)


@dataclass
class Caller:
    """Calls a path of the document, and holds the answer to its schema."""

    client: APIClient
    names: dict[str, str] = field(default_factory=dict)

    def __call__(self, method: str, path: str, body: object = None, *, status: int = 200) -> Any:
        answer = getattr(self.client, method)("/api/v1" + path.format(**self.names), body)
        assert answer.status_code == status, answer.json()
        described = document["paths"]["/api/v1" + path][method]["responses"][str(status)]
        shape = {**described["content"]["application/json"]["schema"], "components": document["components"]}
        jsonschema_rs.validator_for(shape).validate(answer.json())
        return answer.json()


def test_answers_are_as_the_document_says(adas: APIClient, bob: User, bobs: APIClient, gate: str) -> None:
    ada_calls, bob_calls = Caller(adas), Caller(bobs)
    started = ada_calls("post", "/game/start", {"scenario_id": gate, "game_mode": "shared"})
    ada_calls.names = bob_calls.names = {"world_id": started["world_id"]}
    bob_calls.names |= {"session_id": bob_calls("post", "/worlds/{world_id}/join", {})["session_id"]}
    bob_calls("post", "/game/{session_id}/turns", {"option_id": "take_key"})
    bob_calls("get", "/game/{session_id}")
    ada_calls("get", "/worlds")
    bob_calls("get", "/worlds/{world_id}")
    bob_calls("post", "/worlds/{world_id}/ready", {"ready": True})
    bob_calls("post", "/worlds/{world_id}/leave", {})
    bob_calls("get", "/worlds/{world_id}")
    bob_calls("post", "/worlds/{world_id}/spectate", {})
    ada_calls("patch", "/worlds/{world_id}/settings", {"visibility": "private", "quorum": 2})
    ada_calls("post", "/worlds/{world_id}/kick", {"user_id": bob.short_id, "reason": ""})
    invite = ada_calls("post", "/worlds/{world_id}/invites", {}, status=201)
    ada_calls("get", "/worlds/{world_id}/invites")
    bob_calls.names |= {"code": invite["code"]}
    bob_calls("post", "/invites/{code}/accept", {})
    ada_calls("post", "/worlds/{world_id}/ban", {"user_id": bob.short_id})
    ada_calls("post", "/worlds/quick-join", {"scenario_id": gate})
    ada_calls("post", "/worlds/{world_id}/archive", {})
    bob_calls("post", "/game/{session_id}/fork", {})
    bob_calls("get", "/game/sessions")
    bob_calls("post", "/worlds/{world_id}/join", {}, status=410)
