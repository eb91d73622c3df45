"""How long single requests take, and what they cost: health checks, turn, chat, view, pages, lobby, boards.

Run from the project's folder: .venv/bin/python -m benchmarks.requests [--json FILE] [--quick]
Each kind is asked over one connection, and then over 16 at once; on PostgreSQL and Redis, as many processes as cores.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import uvloop

from benchmarks.harness.kinds import KINDS
from benchmarks.harness.load import keep_asking
from benchmarks.harness.measuring import CPU_COLUMNS, Stretch
from benchmarks.harness.results import Column, Results, options, quantiles
from benchmarks.harness.site import Seat, Site, postgresql_site

COLUMNS: Final = (
    Column("rate", "A second", 0),
    Column("p50", "p50, ms"),
    Column("p95", "p95, ms"),
    Column("p99", "p99, ms"),
    *CPU_COLUMNS,
)
MOST: Final = 16  # connections
WARM_UP: Final = 0.3  # seconds


def main(words: Sequence[str] | None = None) -> None:
    chosen = options("Single requests.", rounds=3, seconds=1.5, words=words)
    results = Results("requests", COLUMNS, chosen)
    with postgresql_site() as site:
        [worlds] = site.seats("2x2" if chosen.quick else "8x2")
        seats = [seat for world in worlds for seat in world]
        site.collect_static()
        site.start()
        for kind in KINDS:
            _asked(site, seats, kind, MOST, min(WARM_UP, chosen.seconds))
        for _ in range(chosen.rounds):
            for connections in (1, MOST):
                for kind in KINDS:
                    _measure(results, site, seats, kind, connections)
    results.finish()


def _measure(results: Results, site: Site, seats: Sequence[Seat], kind: str, connections: int) -> None:
    measured = _asked(site, seats, kind, connections, results.options.seconds)
    results.add({"Request": kind, "Connections": str(connections)}, measured)


def _asked(site: Site, seats: Sequence[Seat], kind: str, connections: int, seconds: float) -> dict[str, float]:
    makes = [partial(KINDS[kind], seats[number % len(seats)]) for number in range(connections)]
    stretch = Stretch.of(site)
    played = uvloop.run(keep_asking(site.port, makes, seconds))
    p50, p95, p99 = quantiles(played.lasted, 50, 95, 99)
    rate = len(played.lasted) / played.took
    return {"rate": rate, "p50": p50, "p95": p95, "p99": p99} | stretch.costs(len(played.lasted))


if __name__ == "__main__":
    main()
