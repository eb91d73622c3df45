"""5,000 mixed requests from 200 connections, then idle sockets: what is answered, and what idling costs.

Run from the project's folder: .venv/bin/python -m benchmarks.burst [--json FILE] [--quick]
Ends with an error when a request is answered with a 5xx or not at all, or when idle sockets cost a thread or a
connection to the database.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import uvloop

from benchmarks.harness import proc
from benchmarks.harness.http_client import Unanswered, connect
from benchmarks.harness.kinds import KINDS
from benchmarks.harness.measuring import Stretch
from benchmarks.harness.results import Column, Results, options, quantiles
from benchmarks.harness.site import Seat, Site, postgresql_site
from benchmarks.harness.sockets import Listeners

COLUMNS: Final = (
    Column("requests", "Requests", 0),
    Column("broken", "5xx", 0),
    Column("unanswered", "Unanswered", 0),
    Column("rate", "A second", 0),
    Column("p50", "p50, ms", 0),
    Column("p95", "p95, ms", 0),
    Column("slowest", "Slowest, ms", 0),
    Column("server_cpu_ms", "Server CPU of one, ms", 2),
    Column("threads", "Threads", 0),
    Column("database_connections", "Database connections", 0),
)
REQUESTS, CONNECTIONS, SOCKETS = 5000, 200, 400
UNANSWERED: Final = 0
SETTLE, QUICK_SETTLE = 2.0, 0.3  # seconds


def main(words: Sequence[str] | None = None) -> None:
    chosen = options("A burst of mixed requests, and idle sockets.", rounds=1, seconds=0, words=words)
    results = Results("burst", COLUMNS, chosen)
    requests, connections, sockets = (300, 40, 40) if chosen.quick else (REQUESTS, CONNECTIONS, SOCKETS)
    with postgresql_site() as site:
        [worlds] = site.seats("2x4" if chosen.quick else "8x8")
        seats = [seat for world in worlds for seat in world]
        site.collect_static()
        site.start()
        measured = _burst(site, seats, requests, connections)
        results.add({"What": f"{requests} requests from {connections} connections"}, measured)
        idle = uvloop.run(_idle(site, seats, sockets, QUICK_SETTLE if chosen.quick else SETTLE))
        for held, counted in idle.items():
            results.add({"What": f"{held} idle sockets"}, counted)
        errors = site.server_errors()
    results.finish()
    assert measured["broken"] == measured["unanswered"] == 0, errors[-3:]
    few, many = idle[sockets], idle[2 * sockets]
    assert all(many[name] <= few[name] for name in few), "idle sockets cost threads or connections"


def _burst(site: Site, seats: Sequence[Seat], requests: int, connections: int) -> dict[str, float]:
    stretch, began = Stretch.of(site), time.perf_counter()
    statuses, lasted = uvloop.run(_ask_all(site.port, seats, requests, connections))
    took = time.perf_counter() - began
    broken = sum(count for status, count in statuses.items() if status >= 500)
    p50, p95, slowest = quantiles(lasted, 50, 95, 100)
    counted = {"requests": sum(statuses.values()), "broken": broken, "unanswered": statuses[UNANSWERED]}
    times = {"rate": len(lasted) / took, "p50": p50, "p95": p95, "slowest": slowest}
    return counted | times | {"server_cpu_ms": stretch.costs(requests)["server_cpu_ms"]}


async def _ask_all(
    port: int, seats: Sequence[Seat], requests: int, connections: int
) -> tuple[Counter[int], list[float]]:
    statuses: Counter[int] = Counter()
    lasted: list[float] = []
    kinds = itertools.islice(itertools.cycle(KINDS.values()), requests)
    asked: Iterator[bytes] = (kind(seats[number % len(seats)]) for number, kind in enumerate(kinds))

    async def keep_on() -> None:
        line = await connect(port)
        for request in asked:
            began = time.perf_counter()
            try:
                status, _ = await line.ask(request)
            except Unanswered:
                status, line = UNANSWERED, await connect(port)
            statuses[status] += 1
            lasted.append(time.perf_counter() - began)
        line.close()

    await asyncio.gather(*(keep_on() for _ in range(connections)))
    return statuses, lasted


async def _idle(site: Site, seats: Sequence[Seat], sockets: int, settle: float) -> dict[int, dict[str, float]]:
    """Threads and connections with so many sockets, and with twice as many; more of a player's own are more windows."""
    listeners, found = Listeners(site.port), {}
    try:
        for held in (sockets, 2 * sockets):
            await listeners.open_sockets([seats[number % len(seats)] for number in range(sockets)])
            found[held] = await _settled(site, settle)
    finally:
        listeners.close()
    return found


async def _settled(site: Site, settle: float) -> dict[str, float]:
    """Counted when nothing has changed for a moment: what opened the sockets may still be giving back."""
    last: dict[str, float] = {}
    while True:
        await asyncio.sleep(settle)
        pids, database = site.pids, await asyncio.to_thread(proc.backends, site.database_url)
        now: dict[str, float] = {"threads": proc.threads(pids), "database_connections": len(database)}
        if now == last:
            return now
        last = now


if __name__ == "__main__":
    main()
