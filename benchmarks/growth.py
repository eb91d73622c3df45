"""Whether anything costs more as it grows: turn 10 and 10,000, event 1,000 and 1,000,000, 10 and 10,000 worlds.

Run from the project's folder: .venv/bin/python -m benchmarks.growth [--json FILE] [--quick]
The young and the old one of each pair are asked in turn, over one connection, on PostgreSQL; what makes the old ones
old is filled in with copies of rows that a site wrote. The lobby is asked before and after its worlds are filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import uvloop

from benchmarks.filling import fill_events, fill_turns, fill_worlds, tidy
from benchmarks.harness.kinds import KINDS, say_line, take_turn
from benchmarks.harness.load import ask_in_turn
from benchmarks.harness.measuring import CPU_COLUMNS, Stretch
from benchmarks.harness.results import Column, Results, options, quantiles
from benchmarks.harness.site import Seat, Site, postgresql_site
from benchmarks.turn_floor import prepare_floor

COLUMNS: Final = (
    Column("p50", "p50, ms", 2),
    Column("p95", "p95, ms", 2),
    Column("of_small", "p50 ÷ the small one's", 2),
    *CPU_COLUMNS,
)
CHUNK: Final = 10  # requests of one size before it is the other's turn
TURNS, EVENTS, WORLDS = (10, 10_000), (1_000, 1_000_000), (10, 10_000)
QUICK_TURNS, QUICK_EVENTS, QUICK_WORLDS = (10, 50), (20, 200), (10, 30)
Makes = Callable[[], bytes]


@dataclass(slots=True)
class Side:
    """One of two sizes: what it asks, and what came of it."""

    size: int
    makes: Makes
    lasted: list[float] = field(default_factory=list)
    costs: list[dict[str, float]] = field(default_factory=list)

    def ask(self, site: Site, times: int) -> None:
        stretch = Stretch.of(site)
        self.lasted += uvloop.run(ask_in_turn(site.port, self.makes, times)).lasted
        self.costs.append(stretch.costs(times))

    def measured(self) -> dict[str, float]:
        p50, p95 = quantiles(self.lasted, 50, 95)
        each = {name: sum(cost[name] for cost in self.costs) / len(self.costs) for name in self.costs[0]}
        return {"p50": p50, "p95": p95} | each


def main(words: Sequence[str] | None = None) -> None:
    chosen = options("What growth costs.", rounds=3, seconds=0, words=words)
    results = Results("growth", COLUMNS, chosen)
    turns, events, worlds = (QUICK_TURNS, QUICK_EVENTS, QUICK_WORLDS) if chosen.quick else (TURNS, EVENTS, WORLDS)
    times = 10 if chosen.quick else 100
    with postgresql_site() as site:
        alone, shared = site.seats("2", f"{worlds[0]}x2")
        seats = alone[0] + [seat for world in shared for seat in world]
        site.start()
        _play_to(site, seats, turns[0])
        prepare_floor(site.database_url, {"": seats})
        pairs = _grow(site.database_url, alone[0], [world[0] for world in shared], turns, events)
        for number in range(chosen.rounds):
            for what, pair in pairs.items():
                _measure(results, site, what, pair, times if number else times + CHUNK)
        _measure_lobby(results, site, shared[0][0], worlds, times)
    results.finish()


def _play_to(site: Site, seats: Sequence[Seat], turns: int) -> None:
    for seat in seats:
        uvloop.run(ask_in_turn(site.port, partial(take_turn, seat), turns))


def _grow(
    url: str, alone: Sequence[Seat], hosts: Sequence[Seat], turns: tuple[int, int], events: tuple[int, int]
) -> dict[str, dict[int, Makes]]:
    young, old = alone
    played, lived, quiet, told = hosts[:4]
    fill_turns(url, old.session_id, turns[1] - turns[0])
    fill_turns(url, lived.session_id, turns[1] - turns[0])
    for seat, size in zip((quiet, told), events, strict=True):
        fill_events(url, seat.world_id, size)
    tidy(url)
    return {
        "turn alone, at turn": _pair(turns, take_turn, young, old),
        "turn in a world, at turn": _pair(turns, take_turn, played, lived),
        "chat line, at event": _pair(events, say_line, quiet, told),
        "turn in a world, at event": _pair(events, take_turn, quiet, told),
    }


def _pair(sizes: tuple[int, int], makes: Callable[[Seat], bytes], *seats: Seat) -> dict[int, Makes]:
    return {size: partial(makes, seat) for size, seat in zip(sizes, seats, strict=True)}


def _measure(results: Results, site: Site, what: str, pair: dict[int, Makes], times: int) -> None:
    sides = [Side(size, makes) for size, makes in pair.items()]
    for _ in range(max(1, times // CHUNK)):
        for side in sides:
            side.ask(site, CHUNK)
    first = sides[0].measured()["p50"]
    for side in sides:
        measured = side.measured()
        results.add({"What": f"{what} {side.size:,}"}, measured | {"of_small": measured["p50"] / first})


def _measure_lobby(results: Results, site: Site, seat: Seat, worlds: tuple[int, int], times: int) -> None:
    small: dict[str, float] = {}
    for size in worlds:
        fill_worlds(site.database_url, size)
        tidy(site.database_url)
        for kind in ("lobby", "turn (shared)"):
            side = Side(size, partial(KINDS[kind], seat))
            side.ask(site, times)
            measured = side.measured()
            small.setdefault(kind, measured["p50"])
            case = {"What": f"{kind.partition(' ')[0]}, worlds {size:,}"}
            results.add(case, measured | {"of_small": measured["p50"] / small[kind]})


if __name__ == "__main__":
    main()
