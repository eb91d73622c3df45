"""Players of one world on the processes of one server: strictly first come, first served, and nobody waits for a process that died."""

from __future__ import annotations

import asyncio
import os
import signal
import uuid

import psycopg
import pytest

from tests.kleene_site.both_servers import server
from tests.worlds.company.bursts import Burst, recorded
from tests.worlds.company.conftest import Opens
from tests.worlds.company.seats import seated
from tests.worlds.company.sites import Site, rows
from tests.worlds.company.streams import SocketFollower, following, marks, posting
from tests.worlds.company.test_waiting_rooms import forty_wait, held
from tests.worlds.feed.redis_of_our_own import OwnRedis

__all__ = ["server"]

pytestmark = [pytest.mark.postgres, pytest.mark.redis]

TURNS = 25  # of each of eight players


@pytest.fixture
def site(postgres_url: str, own_redis: OwnRedis, opens: Opens) -> Site:
    return opens(DATABASE_URL=postgres_url, REDIS_URL=own_redis.url, WEB_CONCURRENCY="2")


@pytest.mark.usefixtures("server")
async def test_turns_are_played_in_the_order_in_which_they_came_to_whichever_process(site: Site) -> None:
    [hands] = seated(site.env, worlds=1, hands=8)
    site.start()
    followers = [SocketFollower(site, seat) for seat in hands]
    keys = [str(uuid.uuid4()) for _ in hands]
    async with following(*followers), asyncio.TaskGroup() as tasks:
        with held(site, [hands]):
            for follower, key in zip(followers, keys, strict=True):
                tasks.create_task(follower.play("mark", key))
                await follower.aside("turn_waiting")
    assert recorded(site.env, hands[0].world_id) == keys


@pytest.mark.slow
async def test_forty_who_wait_leave_turns_at_free_places_unhindered(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    await forty_wait(site, capsys)


def processes(site: Site) -> set[int]:
    return {pid for (pid,) in rows(site.env, "SELECT pid FROM process_leases")}


async def test_when_a_process_dies_every_turn_is_played_once_all_the_same(site: Site) -> None:
    [hands] = seated(site.env, worlds=1, hands=8)
    site.start()
    burst, followers = Burst(), [SocketFollower(site, seat) for seat in hands[:4]]
    async with following(*followers), posting((site, seat) for seat in hands[4:]) as posters:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(burst.play([*followers, *posters], go_on=lambda taken: taken < TURNS))
            await burst.answered(8 * TURNS // 2)
            os.kill(min(processes(site)), signal.SIGKILL)
        assert await marks(site, hands[0]) == 8 * TURNS
    assert sorted(recorded(site.env, hands[0].world_id)) == sorted(burst.answers)


@pytest.mark.slow
async def test_those_who_wait_behind_somebody_of_a_process_that_dies_go_on(site: Site) -> None:
    [hands] = seated(site.env, worlds=1, hands=8)
    site.start()
    followers = [SocketFollower(site, seat) for seat in hands]
    async with following(*followers), asyncio.TaskGroup() as tasks:
        with held(site, [hands]):
            turns = []
            for follower in followers:
                turns.append(tasks.create_task(follower.play("mark", str(uuid.uuid4()))))
                await follower.aside("turn_waiting")
            os.kill(min(processes(site)), signal.SIGKILL)
        await asyncio.gather(*turns)
    with psycopg.connect(site.env["DATABASE_URL"]) as line:
        assert line.execute("SELECT count(*) FROM turn_tickets").fetchone() == (0,)
    assert await marks(site, hands[0]) == 8
