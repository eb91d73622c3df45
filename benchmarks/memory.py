"""Memory of one open stream: what the processes of a site grow by from 200 to 2,000 of them, over both carriers; and what
opening one costs them.

Run from the project's folder: .venv/bin/python -m benchmarks.memory [--json FILE] [--quick]
Each stretch has a site that was just started, because a process seldom gives memory back. Streams are of different
players, eight in each world, who come for the first time, and then again; on PostgreSQL and Redis, as many processes as cores.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final

import uvloop

from benchmarks.harness import proc
from benchmarks.harness.results import Column, Results, options
from benchmarks.harness.site import Seat, Site, postgresql_site
from benchmarks.harness.sockets import Listeners, allow_files

COLUMNS: Final = (
    Column("fewest", "From", 0),
    Column("most", "To", 0),
    Column("per_stream", "A stream, kB"),
    Column("opening_cpu", "Opening it, ms of CPU", 2),
    Column("processes", "Processes", 0),
    Column("resident_fewest", "All processes before, MB"),
    Column("resident_most", "All processes after, MB"),
)
FEWEST, MOST = 200, 2000
CARRIERS: Final = ("WebSocket", "SSE")
PLAYERS: Final = ("for the first time", "again")


def main(words: Sequence[str] | None = None) -> None:
    chosen = options("Memory of one open stream.", rounds=1, seconds=2, words=words)
    results = Results("memory", COLUMNS, chosen)
    fewest, most = (8, 24) if chosen.quick else (FEWEST, MOST)
    allow_files(2 * MOST + 500)
    with postgresql_site() as site:
        for _ in range(chosen.rounds):
            for carrier in CARRIERS:
                seats = _seats(site, most)
                for players in PLAYERS:
                    site.start()
                    measured = uvloop.run(_grown(site, seats, carrier, fewest, chosen.seconds))
                    site.stop()
                    results.add({"Carrier": carrier, "Players": players}, measured)
    results.finish()


def _seats(site: Site, most: int) -> list[Seat]:
    """Players who have not been there yet."""
    [worlds] = site.seats(f"{most // 8}x8")
    return [seat for world in worlds for seat in world]


async def _grown(site: Site, seats: Sequence[Seat], carrier: str, fewest: int, settle: float) -> dict[str, float]:
    listeners = Listeners(site.port)
    opens = listeners.open_sockets if carrier == "WebSocket" else listeners.open_sources
    try:
        await opens(seats[:fewest])
        await asyncio.sleep(settle)
        before, used = proc.resident_kib(site.pids), proc.cpu_seconds(site.pids)
        await opens(seats[fewest:])
        used = proc.cpu_seconds(site.pids) - used
        await asyncio.sleep(settle)
        after = proc.resident_kib(site.pids)
    finally:
        listeners.close()
    return {
        "fewest": fewest,
        "most": len(seats),
        "per_stream": (after - before) / (len(seats) - fewest),
        "opening_cpu": used / (len(seats) - fewest) * 1000,
        "processes": len(site.pids),
        "resident_fewest": before / 1024,
        "resident_most": after / 1024,
    }


if __name__ == "__main__":
    main()
