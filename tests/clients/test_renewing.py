"""A program is not signed out because the server was busy for a moment."""

from __future__ import annotations

import httpx
import pytest
from kleene_client import Tokens


class Busy:
    """Knows no access token but `new`, and answers the first renewal with a status of its own."""

    def __init__(self, status: int) -> None:
        self.status, self.renewals = status, 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/refresh"):
            self.renewals += 1
            if self.renewals == 1:
                return httpx.Response(self.status, json={"error": {"code": "x", "message": "No.", "details": {}}})
            return httpx.Response(200, json={"access": "new", "refresh": "newer"})
        is_known = request.headers["Authorization"] == "Bearer new"
        return httpx.Response(200 if is_known else 401, json={})


def asked_twice(tokens: Tokens, server: Busy) -> list[int]:
    with httpx.Client(transport=httpx.MockTransport(server), auth=tokens, base_url="http://kleene") as client:
        return [client.get("/api/v1/players/me").status_code for _ in range(2)]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_trouble_is_told_and_the_next_call_renews(status: int) -> None:
    tokens, server = Tokens("old", "good"), Busy(status)
    assert asked_twice(tokens, server) == [status, 200]
    assert (tokens.access, tokens.refresh, server.renewals) == ("new", "newer", 2)


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refresh_token_that_is_spent_is_not_tried_again(status: int) -> None:
    tokens, server = Tokens("old", "spent"), Busy(status)
    assert asked_twice(tokens, server) == [401, 401]
    assert (tokens.refresh, server.renewals) == (None, 1)
