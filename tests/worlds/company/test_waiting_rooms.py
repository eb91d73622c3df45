"""Places whose rows somebody holds from outside, and everybody who waits for them."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tests.worlds.company.bursts import Burst
from tests.worlds.company.conftest import Opens
from tests.worlds.company.seats import Seat, seated
from tests.worlds.company.sites import Site, rows
from tests.worlds.company.streams import EventSourceFollower, SocketFollower, following, marks, posting

pytestmark = pytest.mark.postgres

HELD = (
    "SELECT l.id FROM location_locks l JOIN shared_worlds w ON w.id = l.world_id"
    " WHERE l.location = 'wall' AND w.short_id = ANY(%s) FOR UPDATE OF l"
)
LATE = (
    "INSERT INTO turn_leases (world_id, location, holder_id, acquired_at, expires_at)"
    " SELECT s.world_id, 'wall', s.id, %s, %s FROM game_sessions s WHERE s.short_id = %s"
)


@pytest.fixture
def site(postgres_url: str, opens: Opens) -> Site:
    return opens(DATABASE_URL=postgres_url)


@contextmanager
def held(site: Site, worlds: list[list[Seat]]) -> Iterator[None]:
    """The walls of these worlds, locked by a transaction that is not ours, until the block ends."""
    with psycopg.connect(site.env["DATABASE_URL"]) as line:
        assert len(line.execute(HELD, [[hands[0].world_id for hands in worlds]]).fetchall()) == len(worlds)
        yield


async def forty_wait(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """Eight at each of five held places, while two others play at a free one."""
    *crowded, free = seated(site.env, worlds=6, hands=8)
    site.start()
    everybody = [seat for hands in crowded for seat in hands]
    sockets = [SocketFollower(site, seat) for seat in everybody[::2]]
    told = [EventSourceFollower(site, seat) for seat in everybody[1::2]]
    walker = SocketFollower(site, free[0])
    waiting, walking = Burst(), Burst()
    places = [(site, seat) for seat in (*everybody[1::2], free[1])]
    async with following(*sockets, *told, walker), posting(places) as (*posters, walks), asyncio.TaskGroup() as tasks:
        with held(site, crowded):
            tasks.create_task(waiting.play([*sockets, *posters], go_on=lambda taken: taken < 1))
            first = await asyncio.gather(*(follower.aside("turn_waiting") for follower in (*sockets, *told)))
            await walking.play([walker, walks], go_on=lambda taken: taken < 10)
            assert not waiting.answers
        await waiting.answered(40)
        assert [await marks(site, hands[0]) for hands in crowded] == [8] * 5
    for frame in first:
        where = frame.get("data", frame)
        assert (where["location"], where["reason"]) == ("wall", "Another player is acting here")
        assert where["position"] >= 1
    with capsys.disabled():
        slowest = max(walking.lasted) * 1000
        print(f"\nBeside 40 who waited, the slowest of 20 turns took {slowest:.0f} ms.")  # noqa: T201


@pytest.mark.slow
async def test_forty_who_wait_leave_turns_at_free_places_unhindered(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    await forty_wait(site, capsys)


async def test_a_turn_elsewhere_in_the_same_world_does_not_wait(site: Site) -> None:
    [hands] = seated(site.env, worlds=1, hands=3)
    site.start()
    walker, waiter = (SocketFollower(site, seat) for seat in hands[:2])
    async with (
        following(walker, waiter),
        posting([(site, hands[2])]) as [other],
        asyncio.TaskGroup() as tasks,
    ):
        await walker.play("out", str(uuid.uuid4()))
        await other.play("out", str(uuid.uuid4()))
        with held(site, [hands]):
            turn = tasks.create_task(waiter.play("mark", str(uuid.uuid4())))
            assert (await waiter.aside("turn_waiting"))["data"]["location"] == "wall"
            for player in (walker, other):
                began = time.monotonic()
                assert (await player.play("step", str(uuid.uuid4())))["kind"] == "choice"
                assert time.monotonic() - began < 30, "it waited for a place where it is not"
            assert not turn.done()
        assert (await turn)["kind"] == "choice"


async def test_a_lease_of_sixty_one_seconds_ago_is_taken_over(site: Site) -> None:
    [hands] = seated(site.env, worlds=1, hands=2)
    now = datetime.now(UTC)
    with psycopg.connect(site.env["DATABASE_URL"]) as line:
        taken = line.execute(LATE, [now - timedelta(seconds=61), now - timedelta(seconds=1), hands[0].session_id])
        assert taken.rowcount == 1
    site.start()
    async with posting([(site, hands[1])]) as [player]:
        assert (await player.play("mark", str(uuid.uuid4())))["kind"] == "choice"


async def test_a_lease_that_still_holds_keeps_others_waiting_until_it_is_given_back(site: Site) -> None:
    [hands] = seated(site.env, worlds=1, hands=2)
    now = datetime.now(UTC)
    site.start()
    waiter = SocketFollower(site, hands[1])
    with psycopg.connect(site.env["DATABASE_URL"], autocommit=True) as line:
        line.execute(LATE, [now, now + timedelta(seconds=60), hands[0].session_id])
        async with following(waiter), asyncio.TaskGroup() as tasks:
            turn = tasks.create_task(waiter.play("mark", str(uuid.uuid4())))
            while not rows(site.env, "SELECT id FROM turn_tickets"):  # noqa: ASYNC110 - another process draws it
                await asyncio.sleep(0.01)
            assert not turn.done()
            line.execute("DELETE FROM turn_leases")
            assert (await turn)["kind"] == "choice"
    assert rows(site.env, "SELECT id FROM turn_tickets") == []
