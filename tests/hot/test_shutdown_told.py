"""Hot doors tell of a planned shutdown as the plain ones do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest

from common.database_threads import in_thread
from common.heard_shutdown import heard_shutdown
from common.shutdown_plan import Plan
from tests.common.test_heard_shutdown import AT
from tests.hot.conftest import Doors
from tests.worlds.consumers.served import bearer
from tests.worlds.living_world import shared_world

pytestmark = pytest.mark.postgres
HEARTBEAT: Final = "/api/v1/presence/heartbeat"


@pytest.fixture(autouse=True)
def none_planned_afterwards() -> Iterator[None]:
    yield
    heard_shutdown.note(None)


async def test_both_doors_carry_the_same_headers_while_it_is_planned(doors: Doors) -> None:
    living = await in_thread(shared_world, "ada")
    asked = await in_thread(bearer, living.people[0])
    await doors.hot.post(HEARTBEAT, headers=asked)  # the first one is written by the plain door
    before = doors.behind.count
    for reason in ("new lämps", None):
        heard_shutdown.note(None if reason is None else Plan(AT, 3.0, reason))
        both = await doors.both("POST", HEARTBEAT, headers=asked)
        assert [answer.status_code for answer in both] == [200, 200]
        told = [answer.headers.get("Kleene-Shutdown-Reason") for answer in both]
        assert told == ([None] * 2 if reason is None else ["new%20l%C3%A4mps"] * 2)
        assert all(("Kleene-Shutdown-In" in answer.headers) == (reason is not None) for answer in both)
    assert doors.behind.count == before
