"""The first evening: one process, and a file for a database."""

from __future__ import annotations

import asyncio

import pytest

from tests.worlds.company.bursts import Burst, logged, recorded
from tests.worlds.company.conftest import Opens
from tests.worlds.company.seats import seated
from tests.worlds.company.streams import SocketFollower, following, marks, posting

TURNS = 25  # of each of eight players


@pytest.mark.sqlite
async def test_two_hundred_turns_at_one_place_count_to_two_hundred_in_a_file(opens: Opens) -> None:
    site, burst = opens(), Burst()
    [hands] = seated(site.env, worlds=1, hands=8)
    site.start()
    followers = [SocketFollower(site, seat) for seat in hands]
    async with following(*followers), posting((site, seat) for seat in hands[4:]) as posters:
        await burst.play([*followers[:4], *posters], go_on=lambda taken: taken < TURNS)
        log = logged(site.env, hands[0].world_id)
        await asyncio.gather(*(follower.until(len(log)) for follower in followers))
        assert await marks(site, hands[0]) == 8 * TURNS
    assert sorted(recorded(site.env, hands[0].world_id)) == sorted(burst.answers)
    assert all([tuple(met) for met in follower.met] == log[follower.start :] for follower in followers)
