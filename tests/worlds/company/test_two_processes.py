"""Players of one world on two server processes, with PostgreSQL and a Redis of the test's own."""

from __future__ import annotations

import asyncio

import pytest

from tests.worlds.company.bursts import Burst, logged, overtaken, recorded
from tests.worlds.company.conftest import Opens
from tests.worlds.company.seats import Seat, seated
from tests.worlds.company.sites import Site
from tests.worlds.company.streams import (
    EventSourceFollower,
    Follower,
    SocketFollower,
    following,
    marks,
    posting,
)
from tests.worlds.feed.redis_of_our_own import OwnRedis

pytestmark = [pytest.mark.postgres, pytest.mark.redis]

TURNS = 25  # of each of eight players


@pytest.fixture
def pair(opens: Opens, postgres_url: str, own_redis: OwnRedis) -> tuple[Site, Site]:
    first, second = (opens(DATABASE_URL=postgres_url, REDIS_URL=own_redis.url) for _ in range(2))
    return first, second


@pytest.fixture
def hands(pair: tuple[Site, Site]) -> list[Seat]:
    [found] = seated(pair[0].env, worlds=1, hands=8)
    for site in pair:
        site.start()
    return found


def met_all(site: Site, hands: list[Seat], followers: list[Follower]) -> None:
    """Each of them met the log from where it began, exactly once and in order."""
    log = logged(site.env, hands[0].world_id)
    assert [sequence for sequence, _ in log] == list(range(1, len(log) + 1))
    for follower in followers:
        assert follower.start is not None
        assert [tuple(met) for met in follower.met] == log[follower.start :]


async def test_players_on_two_processes_see_each_other_and_count_to_two_hundred(
    pair: tuple[Site, Site], hands: list[Seat], capsys: pytest.CaptureFixture[str]
) -> None:
    burst = Burst()
    sockets = [SocketFollower(pair[number % 2], seat) for number, seat in enumerate(hands[:4])]
    sources = [EventSourceFollower(pair[number % 2], seat) for number, seat in enumerate(hands[4:])]
    places = [(source.site, source.seat) for source in sources]
    async with following(*sockets, *sources), posting(places) as posters:
        await burst.play([*sockets, *posters], go_on=lambda taken: taken < TURNS)
        newest = len(logged(pair[0].env, hands[0].world_id))
        await asyncio.gather(*(follower.until(newest) for follower in (*sockets, *sources)))
        assert [await marks(site, hands[0]) for site in pair] == [8 * TURNS] * 2
    played = recorded(pair[0].env, hands[0].world_id)
    assert sorted(played) == sorted(burst.answers)
    met_all(pair[0], hands, [*sockets, *sources])
    with capsys.disabled():
        share = overtaken(burst.asked, played)
        print(f"\nTwo processes, one place: {share:.0%} of {len(played)} turns overtook another.")  # noqa: T201


async def test_turns_go_on_without_redis_and_nobody_misses_anything(
    pair: tuple[Site, Site], hands: list[Seat], own_redis: OwnRedis, pytestconfig: pytest.Config
) -> None:
    away = 10.0 if pytestconfig.getoption("--all") else 2.0  # seconds
    burst, over = Burst(), asyncio.Event()
    sockets = [SocketFollower(pair[number % 2], seat) for number, seat in enumerate(hands[:4])]
    sources = [EventSourceFollower(pair[number % 2], seat) for number, seat in enumerate(hands[4:])]
    places = [(source.site, source.seat) for source in sources]
    async with following(*sockets, *sources), posting(places) as posters, asyncio.TaskGroup() as tasks:
        tasks.create_task(burst.play([*sockets, *posters], go_on=lambda _taken: not over.is_set()))
        await burst.answered(40)
        own_redis.stop()
        without = len(burst.answers)
        await asyncio.sleep(away)
        await burst.answered(without + 40)
        own_redis.start()
        await burst.answered(len(burst.answers) + 40)
        over.set()
    # The followers left with the block above, some of them before the last events: they come back and fetch them.
    await _met_to_the_end(pair[0], hands, [*sockets, *sources])
    assert sorted(recorded(pair[0].env, hands[0].world_id)) == sorted(burst.answers)
    assert await marks(pair[1], hands[0]) == len(burst.answers)


async def _met_to_the_end(site: Site, hands: list[Seat], followers: list[Follower]) -> None:
    newest = len(logged(site.env, hands[0].world_id))
    async with following(*followers):
        await asyncio.gather(*(follower.until(newest) for follower in followers))
    met_all(site, hands, followers)
