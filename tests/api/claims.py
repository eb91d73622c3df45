"""What tests of the API ask, and what they say about an answer."""

from typing import Any, Final, Protocol

from rest_framework.test import APIClient

START: Final = "/api/v1/game/start"
WORLDS: Final = "/api/v1/worlds"

Answered = dict[str, Any]


class Answer(Protocol):
    status_code: int
    headers: Any

    def json(self) -> Any: ...


def refusal(answer: Answer, status: int, code: str) -> dict[str, Any]:
    """The error of an answer that is a refusal of this status and code, in the one shape that refusals have."""
    assert answer.status_code == status, answer.json()
    assert answer.headers["Content-Type"] == "application/json"
    body = answer.json()
    assert set(body) == {"error"}
    error: dict[str, Any] = body["error"]
    assert set(error) == {"code", "message", "details"}
    assert error["code"] == code
    assert error["message"]
    return error


def play(client: APIClient, game: str, **command: Any) -> dict[str, Any]:
    answer = client.post(f"{game}/turns", command)
    assert answer.status_code == 200, answer.json()
    body: dict[str, Any] = answer.json()
    return body


def posted(client: APIClient, path: str, body: object = None, *, status: int = 200) -> Answered:
    answer = client.post(path, body if body is not None else {})
    assert answer.status_code == status, answer.json()
    told: Answered = answer.json()
    return told
