"""How an agent takes a turn where the server says no, or says nothing."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from kleene_client import AsyncClient, Refused

from agents import playing
from agents.policies.choices import Choice

VIEW = {"number": 7, "state_hash": "a"}
LATER = {"number": 8, "state_hash": "b"}


class Server:
    """Answers turns with what it was given, one after the other, and keeps what it was asked."""

    def __init__(self, *answers: tuple[int, dict[str, Any], dict[str, str]]) -> None:
        self.answers, self.asked = list(answers), list[tuple[str, Any]]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append((request.headers["Idempotency-Key"], json.loads(request.content)))
        status, body, headers = self.answers.pop(0)
        return httpx.Response(status, json=body, headers=headers)


def refused(seconds: int) -> tuple[int, dict[str, Any], dict[str, str]]:
    error = {"code": "rate_limited", "message": "Too often.", "details": {"retry_after": seconds}}
    return 429, {"error": error}, {"Retry-After": str(seconds)}


async def taken(server: Server) -> Any:
    async with AsyncClient("http://kleene", access="a", transport=httpx.MockTransport(server)) as client:
        return await playing._take(client, "ses_1", VIEW, Choice("stay", "Stay"))


async def test_an_agent_waits_as_long_as_it_is_told_and_makes_one_choice_of_one_view(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("agents.playing.asyncio.sleep", sleep)
    server = Server(refused(60), refused(90), (200, {"view": LATER}, {}))
    assert await taken(server) == LATER
    assert waited == [60, 90]
    assert len({key for key, _ in server.asked}) == 1
    assert {body["expected_number"] for _, body in server.asked} == {7}


async def test_an_agent_that_is_told_to_wait_for_long_stops_instead() -> None:
    with pytest.raises(Refused) as refusal:
        await taken(Server(refused(600)))
    assert refusal.value.retry_after == 600
