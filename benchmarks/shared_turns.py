"""How many turns one or two served processes play for 8 worlds of 8 players each, and how long a player waits for one.

Run from the project's folder, with PostgreSQL and redis-server at hand: .venv/bin/python -m benchmarks.shared_turns [SECONDS]
Everything it starts listens on the loopback and ends with it.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

from tests.kleene_site.databases import prepared_database
from tests.worlds.company.bursts import Burst, Plays, recorded
from tests.worlds.company.seats import Seat, seated
from tests.worlds.company.sites import Site
from tests.worlds.company.streams import SocketFollower, following, posting
from tests.worlds.feed.redis_of_our_own import OwnRedis

WORLDS, HANDS = 8, 8
SECONDS = 15.0
WARM_UP = 200  # turns


def main(seconds: float) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = stack.enter_context(prepared_database())
        redis = OwnRedis(folder)
        redis.start()
        stack.callback(redis.stop)
        for processes in (1, 2):
            for carrier in ("POST", "WebSocket"):
                asyncio.run(
                    measured(folder, {"DATABASE_URL": url, "REDIS_URL": redis.url}, processes, carrier, seconds)
                )


async def measured(folder: Path, where: dict[str, str], processes: int, carrier: str, seconds: float) -> None:
    sites = [Site(folder, **where) for _ in range(processes)]
    try:
        worlds = seated(sites[0].env, worlds=WORLDS, hands=HANDS, name=f"{carrier}{processes}".lower())
        for site in sites:
            site.start()
        places = [(sites[number % processes], seat) for hands in worlds for number, seat in enumerate(hands)]
        burst = await played(places, carrier, seconds)
        assert sum(len(recorded(sites[0].env, hands[0].world_id)) for hands in worlds) == len(burst.answers)
    finally:
        for site in sites:
            site.kill()
    report(f"{processes} process{'es' * (processes > 1)}, {carrier}", burst)


async def played(places: list[tuple[Site, Seat]], carrier: str, seconds: float) -> Burst:
    async with AsyncExitStack() as stack:
        players: list[Plays] = []
        if carrier == "POST":
            players += await stack.enter_async_context(posting(places))
        else:
            sockets = [SocketFollower(site, seat) for site, seat in places]
            await stack.enter_async_context(following(*sockets))
            players += sockets
        warm_up, burst = Burst(), Burst()
        await warm_up.play(players, go_on=lambda taken: taken < WARM_UP // len(players))
        ends = time.monotonic() + seconds
        await burst.play(players, go_on=lambda _taken: time.monotonic() < ends)
    burst.answers |= warm_up.answers
    return burst


def report(label: str, burst: Burst) -> None:
    lasted = sorted(burst.lasted)
    took = max(burst.asked.values()) - min(burst.asked.values())
    low, high = (lasted[len(lasted) * share // 100] * 1000 for share in (1, 99))
    print(
        f"{label:<24} {len(lasted) / took:5.0f} turns/s   a turn takes {statistics.median(lasted) * 1000:.0f} ms"
        f" in the median, 98 of 100 within {low:.0f} to {high:.0f} ms"
    )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
