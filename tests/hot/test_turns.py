"""A turn at the hot door is answered as at the plain one, leaves the same rows, and is refused for the same reasons."""

from __future__ import annotations

from typing import Any

from common.database_threads import in_thread
from tests.hot.conftest import Doors
from tests.hot.test_views import access
from tests.worlds.living_world import shared_world
from worlds.models import GameSession


async def game_of(person: Any) -> GameSession:
    return await in_thread(lambda: GameSession.objects.select_related("world").get(user=person))


async def test_a_turn_in_a_shared_world(doors: Doors) -> None:
    living = await in_thread(shared_world, "ada", "ben")
    ada, ben = living.people
    for person in (ada, ben):
        session, token = await game_of(person), await access(person)
        path = f"/api/v1/game/{session.short_id}"
        view = (await doors.hot.get(path, headers=token)).json()
        body = {"option_id": view["node"]["options"][0]["id"], "expected_number": view["number"]}
        played = await doors.hot.post(f"{path}/turns", json=body, headers=token)
        assert played.status_code == 200, played.text
        assert played.json()["number"] == view["number"] + 1
        plain = await doors.plain.get(path, headers=token)
        assert plain.json() == played.json()["view"]


async def test_a_line_of_chat(doors: Doors) -> None:
    living = await in_thread(shared_world, "ada", "ben")
    token, path = await access(living.people[0]), f"/api/v1/worlds/{living.world.short_id}/chat"
    for number, body in enumerate(({"text": "Hello."}, {"text": "Hello, all.", "channel": "room"})):
        said = await doors.hot.post(path, json=body, headers=token | {"Idempotency-Key": f"k{number}"})
        assert said.status_code == 201, said.text
        again = await doors.hot.post(path, json=body, headers=token | {"Idempotency-Key": f"k{number}"})
        assert again.json() == said.json()
        plain = await doors.plain.post(path, json=body, headers=token)
        differing = {key for key in plain.json() if plain.json()[key] != said.json()[key]}
        assert differing <= {"sequence_number", "sequence", "prev_sequence", "timestamp"}
        assert plain.json()["prev_sequence"] == said.json()["sequence_number"]
    assert doors.behind.count == 2
