"""A server process that dies without a word, in the middle of everything."""

from __future__ import annotations

import asyncio

import pytest

from tests.worlds.company.bursts import Burst, logged, recorded
from tests.worlds.company.conftest import Opens
from tests.worlds.company.seats import seated
from tests.worlds.company.streams import EventSourceFollower, SocketFollower, following, marks, posting

TURNS = 25  # of each of eight players


@pytest.fixture(
    params=[pytest.param("sqlite", marks=pytest.mark.long), pytest.param("postgres", marks=pytest.mark.postgres)]
)
def database(request: pytest.FixtureRequest) -> dict[str, str]:
    return {} if request.param == "sqlite" else {"DATABASE_URL": request.getfixturevalue("postgres_url")}


async def test_what_was_answered_is_there_after_a_kill_and_no_event_is_lost_or_doubled(
    opens: Opens, database: dict[str, str]
) -> None:
    site, burst = opens(**database), Burst()
    [hands] = seated(site.env, worlds=1, hands=8)
    site.start()
    sockets = [SocketFollower(site, seat) for seat in hands[:4]]
    followers = [*sockets, *(EventSourceFollower(site, seat) for seat in hands[4:])]
    async with following(*followers), posting((site, seat) for seat in hands[4:]) as posters:
        burst_of_all = burst.play([*sockets, *posters], go_on=lambda taken: taken < TURNS)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(burst_of_all)
            await burst.answered(8 * TURNS // 2)
            site.kill()
            assert set(burst.answers) <= set(recorded(site.env, hands[0].world_id))
            site.start()
        newest = len(logged(site.env, hands[0].world_id))
        await asyncio.gather(*(follower.until(newest) for follower in followers))
        assert await marks(site, hands[0]) == 8 * TURNS
    assert sorted(recorded(site.env, hands[0].world_id)) == sorted(burst.answers)
    log = logged(site.env, hands[0].world_id)
    assert [sequence for sequence, _ in log] == list(range(1, newest + 1))
    for follower in followers:
        assert follower.start is not None
        assert [tuple(met) for met in follower.met] == log[follower.start :]
        assert follower.returns >= 1
