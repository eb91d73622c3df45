"""How long a move takes to reach the others at both places, while everybody's sockets carry chat. The goal is 100 ms for 95 of 100.

Run from the project's folder: .venv/bin/python -m benchmarks.movement [--json FILE] [--quick] [--rounds N] [--seconds N]
[--sockets 200] [--rates 0,50] [--moves 10]
Eight players share each world and go in and out of one room at a steady rate, whoever's turn it is; each move is a turn, committed
before it is told. Measured is the time from the mover's frame to `player_left_room` and `player_entered` at each of the others.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

import uvloop

from benchmarks.harness.company import MEMBERS, Company, world_of
from benchmarks.harness.measuring import CPU_COLUMNS, Stretch
from benchmarks.harness.results import Column, Options, Results, options, quantiles
from benchmarks.harness.site import Seat, Site, postgresql_site
from benchmarks.harness.sockets import allow_files

GOAL: Final = 0.1  # seconds
DRAIN: Final = 5.0  # seconds in which late news may still arrive
COLUMNS: Final = (
    Column("moves", "Moves", 0),
    Column("p50", "p50, ms"),
    Column("p95", "p95, ms"),
    Column("slowest", "Slowest, ms"),
    Column("within_goal", "Within 100 ms, %"),
    Column("delivered", "Delivered, %"),
    *CPU_COLUMNS,
)
EXTRA: Final = {
    "sockets": "how many; a multiple of 8",
    "rates": "lines of chat a second, with commas between",
    "moves": "a second",
}


def main(words: Sequence[str] | None = None) -> None:
    chosen = options("Moves that reach the others in a room.", rounds=3, seconds=20.0, words=words, extra=EXTRA)
    results = Results("movement", COLUMNS, chosen)
    sockets = _number(chosen, "sockets", "16" if chosen.quick else "200")
    allow_files(sockets + 1000)
    with postgresql_site() as site:
        [worlds] = site.seats(f"{sockets // MEMBERS}x{MEMBERS}")
        site.start()
        uvloop.run(_rounds(results, site, worlds))
    results.finish()


async def _rounds(results: Results, site: Site, worlds: Sequence[Sequence[Seat]]) -> None:
    company = Company(site.port, [member for seats in worlds for member in world_of(seats)])
    rates = (results.options.extra["rates"] or ("20" if results.options.quick else "0,50")).split(",")
    try:
        await company.open()
        for _ in range(results.options.rounds):
            for rate in rates:
                case = {"Sockets": str(len(company.members)), "Lines a second": rate}
                results.add(case, await _measured(results.options, site, company, int(rate)))
    finally:
        company.close()


async def _measured(chosen: Options, site: Site, company: Company, lines: int) -> dict[str, float]:
    company.begin()
    stretch, members = Stretch.of(site), company.members
    # Neighbours in this order are of different worlds.
    order = [members[start + world] for start in range(MEMBERS) for world in range(0, len(members), MEMBERS)]
    await asyncio.gather(
        _at_rate(_number(chosen, "moves", "10"), chosen.seconds, lambda n: company.move(order[n % len(order)])),
        _at_rate(lines, chosen.seconds, lambda n: company.say(order[-1 - n % len(order)], n)),
    )
    await company.drained(DRAIN)
    lasted = company.lasted
    p50, p95, slowest = quantiles(lasted, 50, 95, 100) or (0.0, 0.0, 0.0)
    shares = {
        "within_goal": 100 * sum(each <= GOAL for each in lasted) / max(1, company.expected),
        "delivered": 100 * len(lasted) / max(1, company.expected),
    }
    times = {"moves": company.moves, "p50": p50, "p95": p95, "slowest": slowest}
    return times | shares | stretch.costs(company.moves)


async def _at_rate(rate: int, seconds: float, do: Callable[[int], None]) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - loop.time()))
        do(number)


def _number(chosen: Options, name: str, default: str) -> int:
    return int(chosen.extra[name] or default)


if __name__ == "__main__":
    main()
