"""Everything that can fail fails while eight players go on: each fault once, and with --all again and again."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest

from tests.worlds.company.bursts import Burst, logged, recorded
from tests.worlds.company.conftest import Opens
from tests.worlds.company.seats import seated
from tests.worlds.company.streams import EventSourceFollower, SocketFollower, following, marks, posting
from tests.worlds.company.test_waiting_rooms import held
from tests.worlds.feed.redis_of_our_own import OwnRedis

pytestmark = [pytest.mark.postgres, pytest.mark.redis]

ROUNDS = 12  # of a long campaign


@pytest.mark.parametrize(
    ("seed", "between"), [(0, 8), *(pytest.param(seed, 100, marks=pytest.mark.long) for seed in range(3))]
)
async def test_a_campaign_of_failures_loses_nothing(
    opens: Opens, postgres_url: str, own_redis: OwnRedis, seed: int, between: int
) -> None:
    """`between` two faults so many turns are answered."""
    chance, burst, over = random.Random(seed), Burst(), asyncio.Event()  # noqa: S311 - repeatable on purpose
    sites = [opens(DATABASE_URL=postgres_url, REDIS_URL=own_redis.url) for _ in range(2)]
    [hands] = seated(sites[0].env, worlds=1, hands=8)
    for site in sites:
        site.start()

    async def a_process_dies() -> None:
        site = chance.choice(sites)
        site.kill()
        assert set(burst.answers) <= set(recorded(site.env, hands[0].world_id))
        site.start()

    async def redis_is_away() -> None:
        own_redis.stop()
        await burst.answered(len(burst.answers) + chance.randrange(between))
        own_redis.start()

    async def the_place_is_held() -> None:
        with held(sites[0], [hands]):
            await asyncio.sleep(chance.random())

    faults: list[Callable[[], Awaitable[None]]] = [a_process_dies, redis_is_away, the_place_is_held]
    sockets = [SocketFollower(sites[number % 2], seat) for number, seat in enumerate(hands[:4])]
    sources = [EventSourceFollower(sites[number % 2], seat) for number, seat in enumerate(hands[4:])]
    followers = [*sockets, *sources]
    async with following(*followers), posting((source.site, source.seat) for source in sources) as posters:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(burst.play([*sockets, *posters], go_on=lambda _taken: not over.is_set()))
            for fault in faults if between < 100 else chance.choices(faults, k=ROUNDS):
                await burst.answered(len(burst.answers) + between)
                await fault()
            over.set()
        log = logged(sites[0].env, hands[0].world_id)
        await asyncio.gather(*(follower.until(len(log)) for follower in followers))
        assert await marks(sites[0], hands[0]) == len(burst.answers)
    assert sorted(recorded(sites[0].env, hands[0].world_id)) == sorted(burst.answers)
    assert [sequence for sequence, _ in log] == list(range(1, len(log) + 1))
    assert all([tuple(met) for met in follower.met] == log[follower.start :] for follower in followers)
