"""A look at a game is the same at the hot door as at the plain one, byte for byte and header for header."""

from __future__ import annotations

import httpx

from common.database_threads import in_thread
from profiles.models import User
from profiles.services import tokens
from tests.hot.conftest import Doors
from tests.worlds.living_world import shared_world
from worlds.models import GameSession


def told(answer: httpx.Response) -> object:
    """What a client is told, but for the order of headers."""
    headers = {name: sorted(value.split("; ")) for name, value in answer.headers.items()}
    return answer.status_code, headers, answer.content


async def test_a_look_at_a_shared_game(doors: Doors) -> None:
    living = await in_thread(shared_world, "ada", "ben")
    ada, token = living.people[0], await access(living.people[0])
    session = await in_thread(GameSession.objects.get, user=ada)
    for _ in range(2):
        hot, plain = await doors.both("GET", f"/api/v1/game/{session.short_id}", headers=token)
        assert told(hot) == told(plain)
    assert doors.behind.count == 0


async def access(user: User) -> dict[str, str]:
    pair = await in_thread(tokens.issue_pair, user)
    return {"Authorization": f"Bearer {pair['access']}"}
