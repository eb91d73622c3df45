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


async def test_who_has_a_view_is_not_sent_it_again(doors: Doors) -> None:
    living = await in_thread(shared_world, "ada", "ben")
    ada, token = living.people[0], await access(living.people[0])
    session = await in_thread(GameSession.objects.get, user=ada)
    path = f"/api/v1/game/{session.short_id}"
    first, _ = await doors.both("GET", path, headers=token)
    has_it = token | {"If-None-Match": first.headers["ETag"]}
    hot, plain = await doors.both("GET", path, headers=has_it)
    assert (hot.status_code, hot.content) == (304, b"")
    assert told(hot) == told(plain)
    played = await doors.hot.post(f"{path}/turns", headers=token, json={"option_id": "wait"})
    assert played.status_code == 200
    hot, plain = await doors.both("GET", path, headers=has_it)
    assert (hot.status_code, told(hot)) == (200, told(plain))
    assert hot.headers["ETag"] != first.headers["ETag"]
    assert doors.behind.count == 0


async def test_a_view_that_is_had_counts_as_a_look(doors: Doors) -> None:
    living = await in_thread(shared_world, "ada")
    token = await access(living.people[0])
    session = await in_thread(GameSession.objects.get, user=living.people[0])
    path = f"/api/v1/game/{session.short_id}"
    first = await doors.hot.get(path, headers=token)
    shown = {option["id"] for option in first.json()["node"]["options"]}
    for door in (doors.hot, doors.plain):
        await in_thread(GameSession.objects.filter(pk=session.pk).update, offered=[])
        again = await door.get(path, headers=token | {"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
        await in_thread(session.refresh_from_db)
        assert set(session.offered) == shown


async def access(user: User) -> dict[str, str]:
    pair = await in_thread(tokens.issue_pair, user)
    return {"Authorization": f"Bearer {pair['access']}"}
