"""How long a line takes to all eight of a group, and what it costs: Kleene's chat and turns beside other servers.

Run from the project's folder: .venv/bin/python -m benchmarks.fanout [--json FILE] [--quick] [--systems NAME,NAME]
[--sockets 200,1000] [--rates 50,200] [--peers FOLDER]
Lines are said at a steady rate, whether or not earlier ones have arrived. Kleene and django-eventstream store every line;
the others store none. Peers are installed into a temporary folder, or kept in FOLDER; one that
cannot be installed, or that does not take so many members, leaves its row open.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import uvloop

from benchmarks.harness.measuring import CPU_COLUMNS, Stretch
from benchmarks.harness.results import Column, Options, Results, options, quantiles
from benchmarks.harness.sockets import allow_files
from benchmarks.peers.evennia_system import Evennia
from benchmarks.peers.eventstream_system import Eventstream
from benchmarks.peers.installing import NotInstalled
from benchmarks.peers.kleene_systems import KleeneChat, KleeneTurns
from benchmarks.peers.ledger import MEMBERS, Ledger
from benchmarks.peers.systems import Bare, Colyseus, SocketIo, System

COLUMNS: Final = (
    Column("p50", "p50, ms"),
    Column("p95", "p95, ms"),
    Column("delivered", "Delivered, %"),
    *CPU_COLUMNS,
)
SYSTEMS: Final[Sequence[type[System]]] = (Bare, SocketIo, Colyseus, Eventstream, Evennia, KleeneChat, KleeneTurns)
DRAIN: Final = 5.0  # seconds in which late lines may still arrive
EXTRA: Final = {
    "systems": "beginnings of names, with commas between",
    "sockets": "how many, with commas between",
    "rates": "lines a second, with commas between",
    "peers": "a folder that keeps the peers' packages",
}


def main(words: Sequence[str] | None = None) -> None:
    chosen = options("Lines to all eight of a group.", rounds=1, seconds=2.0, words=words, extra=EXTRA)
    results = Results("fanout", COLUMNS, chosen)
    sizes = _numbers(chosen, "sockets", "16" if chosen.quick else "200,1000,2000")
    allow_files(len(SYSTEMS) * max(sizes) + 1000)
    with TemporaryDirectory(prefix="kleene-peers-") as folder:
        kept = Path(chosen.extra["peers"] or folder).resolve()
        for members in sizes:
            _size(results, kept, members)
    results.finish()


def _size(results: Results, folder: Path, members: int) -> None:
    """All servers at once, their members connected, so that rounds can take turns; who is not measured only listens."""
    systems = [kind(folder) for kind in SYSTEMS if _is_wanted(results.options, kind.NAME)]
    _share_members(systems)
    try:
        running = [system for system in systems if _started(results, system, members)]
        uvloop.run(_rounds(results, running, members))
    finally:
        for system in systems:
            system.stop()


def _share_members(systems: Sequence[System]) -> None:
    company = next((system for system in systems if isinstance(system, KleeneChat)), None)
    for system in systems:
        if isinstance(system, KleeneTurns) and company is not None:
            system.share(company)


def _is_wanted(chosen: Options, name: str) -> bool:
    wanted = chosen.extra["systems"] or ("bare,Kleene" if chosen.quick else "")
    return any(name.startswith(beginning) for beginning in wanted.split(","))


def _started(results: Results, system: System, members: int) -> bool:
    try:
        if members > system.MOST:
            raise NotInstalled(f"measured with {system.MOST} at most: joining takes it too long")
        system.start(members)
    except NotInstalled as reason:
        results.leave_open(_case(members, "", system), str(reason))
        return False
    return True


async def _rounds(results: Results, systems: Sequence[System], members: int) -> None:
    rates = _numbers(results.options, "rates", "20" if results.options.quick else "50,200,500")
    try:
        joined = [system for system in systems if await _is_joined(results, system, members)]
        first = 0
        for _ in range(results.options.rounds):
            for rate in rates:
                for system in joined:
                    first = await _measure(results, system, members, rate, first)
    finally:
        for system in systems:
            system.close()


async def _is_joined(results: Results, system: System, members: int) -> bool:
    try:
        await system.open(members)
    except (OSError, TimeoutError) as trouble:
        if system.NAME.startswith("Kleene"):
            raise
        reason = f"its members could not join: {type(trouble).__name__}"
        results.leave_open(_case(members, "", system), reason)
        return False
    return True


async def _measure(results: Results, system: System, members: int, rate: int, first: int) -> int:
    """Returns the number of the next line."""
    stretch = Stretch(system.pids, system.database_url)
    ledger = system.ledger = Ledger()
    count = max(1, int(rate * results.options.seconds))
    await _say(system, ledger, members, range(first, first + count), rate)
    p50, p95 = quantiles(ledger.lasted, 50, 95) or (0.0, 0.0)
    measured = {"p50": p50, "p95": p95, "delivered": ledger.share * 100}
    results.add(_case(members, str(rate), system), measured | stretch.costs(count))
    return first + count


def _case(members: int, rate: str, system: System) -> dict[str, str]:
    return {"Sockets": str(members), "Lines a second": rate, "Server": system.NAME}


async def _say(system: System, ledger: Ledger, members: int, lines: range, rate: int) -> None:
    groups, loop = members // MEMBERS, asyncio.get_running_loop()
    began = loop.time()
    for place, number in enumerate(lines):
        await asyncio.sleep(max(0.0, began + place / rate - loop.time()))
        ledger.say(number)
        system.say((place % groups) * MEMBERS + place // groups % MEMBERS, number)
    ledger.whole.clear()
    if ledger.share < 1:
        try:
            async with asyncio.timeout(DRAIN):
                await ledger.whole.wait()
        except TimeoutError:
            return


def _numbers(chosen: Options, name: str, default: str) -> list[int]:
    return [int(number) for number in (chosen.extra[name] or default).split(",")]


if __name__ == "__main__":
    main()
