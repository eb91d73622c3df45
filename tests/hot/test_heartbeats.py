"""A heartbeat of somebody who is online costs no thread; one who must be announced goes the plain way."""

from __future__ import annotations

from common.database_threads import in_thread
from presence.models import PlayerPresence
from tests.hot.conftest import Doors
from tests.hot.test_views import access, told
from tests.worlds.living_world import shared_world

PATH = "/api/v1/presence/heartbeat"


async def test_the_first_heartbeat_is_written_and_the_next_is_noted(doors: Doors) -> None:
    ada = (await in_thread(shared_world, "ada")).people[0]
    token = await access(ada)
    first = await doors.hot.post(PATH, json={}, headers=token)
    assert (first.json(), doors.behind.count) == ({"status": "online"}, 1)
    assert (await in_thread(PlayerPresence.objects.get, pk=ada.pk)).last_heartbeat is not None
    hot, plain = await doors.both("POST", PATH, json={}, headers=token)
    assert told(hot) == told(plain)
    assert doors.behind.count == 1


async def test_what_is_not_empty_is_refused_as_ever(doors: Doors) -> None:
    token = await access((await in_thread(shared_world, "ada")).people[0])
    hot, plain = await doors.both("POST", PATH, json={"score": 3}, headers=token)
    assert told(hot) == told(plain)
    assert hot.status_code == 400
