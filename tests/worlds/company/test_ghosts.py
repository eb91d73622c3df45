"""Who was connected to a process that dies without a word."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx
import pytest

from tests.worlds.company.conftest import Opens
from tests.worlds.company.seats import Seat, seated
from tests.worlds.company.sites import PATIENCE, Site, rows
from tests.worlds.company.streams import EventSourceFollower, SocketFollower, following

IDLE = 5.0  # seconds, instead of thirty


@pytest.mark.slow
async def test_a_killed_process_leaves_no_ghosts_though_no_worker_runs(opens: Opens) -> None:
    site = opens(PRESENCE_IDLE=f"{IDLE:.0f}", PRESENCE_OFFLINE="60")
    [[ada, ben, cleo]] = seated(site.env, worlds=1, hands=3)
    site.start()
    async with httpx.AsyncClient(base_url=site.address, timeout=PATIENCE) as client:
        for seat in (ada, ben):
            answer = await client.patch("/api/v1/presence/me", json={"visible": True}, headers=bearing(seat))
            assert answer.json() == {"visible": True, "status": "online"}
    followers = SocketFollower(site, ada), EventSourceFollower(site, ben)
    async with following(*followers):
        await asyncio.gather(*(follower.begun() for follower in followers))
        assert await online(site, cleo) == {ada.user_id, ben.user_id}
        site.kill()
        killed = time.monotonic()
    site.start()
    await asyncio.sleep(killed + IDLE - time.monotonic())
    assert await online(site, cleo) == set()
    written = rows(site.env, "SELECT count(*) FROM player_presence WHERE visible AND status = 'online'")
    assert written == [(2,)], "nobody has cleaned up"


async def online(site: Site, seat: Seat) -> set[str]:
    async with httpx.AsyncClient(base_url=site.address, timeout=PATIENCE) as client:
        answer: Any = (await client.get("/api/v1/presence", headers=bearing(seat))).json()
    return {person["user_id"] for person in answer["online"]}


def bearing(seat: Seat) -> dict[str, str]:
    return {"Authorization": f"Bearer {seat.token}"}
