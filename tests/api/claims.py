"""What tests of the API say about an answer."""

from typing import Any, Protocol


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
