"""Turns a second: HTTP and WebSocket, PostgreSQL and SQLite, beside the same rows without a game.

Run from the project's folder: .venv/bin/python -m benchmarks.turns [--json FILE] [--quick]
Everybody asks for the next turn as soon as the last is answered. The floors are in `turn_floor` and `psycopg_floor`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Final

import uvloop

from benchmarks.harness.measuring import CPU_COLUMNS, Stretch
from benchmarks.harness.players import Played, SocketPlayers, play_over_http
from benchmarks.harness.results import Column, Options, Results, options, quantiles
from benchmarks.harness.site import Seat, Site, embedded_site, postgresql_site
from benchmarks.psycopg_floor import play_floor
from benchmarks.turn_floor import pgbench, prepare_floor

COLUMNS: Final = (
    Column("turns", "Turns a second", 0),
    Column("of_pgbench", "÷ pgbench", 3),
    Column("p50", "p50, ms"),
    Column("p95", "p95, ms"),
    Column("longest", "Longest wait ÷ median"),
    Column("overtaken", "Overtaken, %"),
    *CPU_COLUMNS,
)
ONE_PLACE: Final = "8 at one place"
GROUPS: Final = {"8 worlds of 2": "8x2", ONE_PLACE: "1x8", "16 alone": "16"}
QUICK: Final = {"8 worlds of 2": "2x2", ONE_PLACE: "1x3", "16 alone": "3"}
WARM_UP: Final = 1.0  # seconds; also what the floors copy
Seats = dict[str, list[Seat]]


def main(words: Sequence[str] | None = None) -> None:
    chosen = options("Turns a second, beside their floors.", rounds=3, seconds=3.0, words=words)
    results = Results("turns", COLUMNS, chosen)
    with ExitStack() as stack:
        sites = {
            "PostgreSQL": stack.enter_context(postgresql_site()),
            "SQLite": stack.enter_context(embedded_site()),
        }
        groups = QUICK if chosen.quick else GROUPS
        seats = {"SQLite": _seats(sites["SQLite"], groups)[0]}
        seats["PostgreSQL"], floors = _seats(sites["PostgreSQL"], groups, times=2)
        for site in sites.values():
            site.start()
        _warm_up(sites, seats, floors, chosen)
        for _ in range(chosen.rounds):
            for place in GROUPS:
                _round(results, sites, seats, place, len(floors[place]))
    results.finish()


def _seats(site: Site, groups: dict[str, str], *, times: int = 1) -> list[Seats]:
    made = site.seats(*[group for _ in range(times) for group in groups.values()])
    flat = [[seat for world in group for seat in world] for group in made]
    size = len(groups)
    return [dict(zip(groups, flat[first : first + size], strict=True)) for first in range(0, len(flat), size)]


def _warm_up(sites: dict[str, Site], seats: dict[str, Seats], floors: Seats, chosen: Options) -> None:
    seconds = min(WARM_UP, chosen.seconds)
    url = sites["PostgreSQL"].database_url
    for place in GROUPS:
        for database, site in sites.items():
            uvloop.run(play_over_http(site.port, seats[database][place], seconds))
        uvloop.run(play_over_http(sites["PostgreSQL"].port, floors[place], seconds))
    prepare_floor(url, floors)


def _round(results: Results, sites: dict[str, Site], seats: dict[str, Seats], place: str, players: int) -> None:
    seconds, url = results.options.seconds, sites["PostgreSQL"].database_url
    floor, latency = pgbench(url, place, players, seconds)
    results.add(_case(place, "pgbench", "PostgreSQL"), {"turns": floor, "of_pgbench": 1.0, "p50": latency})
    stretch = Stretch(database_url="")
    _add(results, _case(place, "psycopg", "PostgreSQL"), uvloop.run(play_floor(url, place, seconds)), stretch, floor)
    for database, site in sites.items():
        stretch = Stretch.of(site)
        played = uvloop.run(play_over_http(site.port, seats[database][place], seconds))
        _add(results, _case(place, "HTTP", database), played, stretch, floor)
        if seats[database][place][0].world_id:
            played, stretch = uvloop.run(_over_sockets(site, seats[database][place], seconds))
            _add(results, _case(place, "WebSocket", database), played, stretch, floor)


async def _over_sockets(site: Site, seats: Sequence[Seat], seconds: float) -> tuple[Played, Stretch]:
    players = SocketPlayers()
    try:
        await players.open(site.port, seats)
        stretch = Stretch.of(site)
        return await players.play(seconds), stretch
    finally:
        players.close()


def _case(place: str, way: str, database: str) -> dict[str, str]:
    return {"Players": place, "Way": way, "Database": database}


def _add(results: Results, case: dict[str, str], played: Played, stretch: Stretch, floor: float) -> None:
    turns = len(played.lasted) / played.took
    p50, p95, longest = quantiles(played.lasted, 50, 95, 100)
    costs = stretch.costs(len(played.lasted))
    measured = {"turns": turns, "of_pgbench": turns / floor, "p50": p50, "p95": p95, "longest": longest / p50}
    if case["Players"] == ONE_PLACE and played.asked:
        measured["overtaken"] = played.overtaken() * 100
    results.add(case, measured | costs)


if __name__ == "__main__":
    main()
