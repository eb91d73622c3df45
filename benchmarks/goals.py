"""What the server is to reach, and what one run of the benchmarks measured of it.

Run from the project's folder: .venv/bin/python -m benchmarks.goals FOLDER [--peers FOLDER]
Runs the benchmarks of RUNS one after the other (some twenty minutes on idle cores); each leaves a file in FOLDER, and is not run
again where its file is. Then docs/benchmarks.md gets their tables, and the table of goals.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks import report
from tests.kleene_site.programs import ROOT

RUNS: Final[Mapping[str, Sequence[str]]] = {
    "turns": ("--rounds", "5"),
    "requests": (),
    "fanout": ("--sockets", "200,1000", "--rates", "50,200", "--systems", "bare,socket.io,Kleene", "--rounds", "2"),
    "memory": (),
    "growth": (),
}
Files = Mapping[str, Mapping[str, Any]]
Measures = Callable[[Files], list[float]]


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound that the median of the rounds keeps; `least` says that the value must not be less."""

    what: str
    bound: float
    measures: Measures
    digits: int = 2
    least: bool = False

    def row(self, files: Files) -> str:
        values = self.measures(files)
        if not values:
            return f"| {self.what} | not measured | {self._bound()} | no |"
        middle = statistics.median(values)
        is_met = middle >= self.bound if self.least else middle <= self.bound
        low, high = min(values), max(values)
        spread = f" ({low:,.{self.digits}f} to {high:,.{self.digits}f})" if low < high else ""
        return f"| {self.what} | {middle:,.{self.digits}f}{spread} | {self._bound()} | {'yes' if is_met else 'no'} |"

    def _bound(self) -> str:
        return f"at {'least' if self.least else 'most'} {self.bound:g}"


def of(file: str, value: str, **case: str) -> Measures:
    """The values of a case, by round."""
    return lambda files: list(_values(files[file], value, case))


def ratio(above: Measures, below: Measures) -> Measures:
    """Round by round; nothing where one of them was not measured."""
    return lambda files: [one / other for one, other in zip(above(files), below(files), strict=False)]


def _values(results: Mapping[str, Any], value: str, case: Mapping[str, str]) -> Iterator[float]:
    for run in results["runs"]:
        about = {key.replace(" ", "_"): told for key, told in run["case"].items()}
        if case.items() <= about.items() and value in run["values"]:
            yield run["values"][value]


def turns(players: str, value: str, way: str = "HTTP", database: str = "PostgreSQL") -> Measures:
    return of("turns", value, Players=players, Way=way, Database=database)


def request(name: str, value: str, connections: int = 16) -> Measures:
    return of("requests", value, Request=name, Connections=str(connections))


def line(sockets: int, rate: int, server: str) -> Measures:
    return of("fanout", "p95", Sockets=str(sockets), Lines_a_second=str(rate), Server=server)


CHAT, BARE, SOCKET_IO = "Kleene, chat", "bare asyncio and websockets", "socket.io"
WORLDS, PLACE, ALONE = "8 worlds of 2", "8 at one place", "16 alone"
GOALS: Final = (
    Goal("turns a second over HTTP in 8 worlds ÷ pgbench", 0.25, turns(WORLDS, "of_pgbench"), 3, least=True),
    Goal("the same, 8 players at one place", 0.3, turns(PLACE, "of_pgbench"), 3, least=True),
    Goal("the same, 16 games alone", 0.25, turns(ALONE, "of_pgbench"), 3, least=True),
    Goal("CPU of the server: a turn in a world, ms", 1.5, turns(WORLDS, "server_cpu_ms")),
    Goal("a chat line over HTTP, ms", 1.0, request("chat line", "server_cpu_ms")),
    Goal("a view of a game, ms", 0.8, request("view of a game", "server_cpu_ms")),
    Goal("a health check, ms", 0.2, request("/health/live", "server_cpu_ms")),
    Goal("200 sockets, 50 lines a second: p95 ÷ socket.io's", 3, ratio(line(200, 50, CHAT), line(200, 50, SOCKET_IO))),
    Goal("the same, 200 lines a second", 3, ratio(line(200, 200, CHAT), line(200, 200, SOCKET_IO))),
    Goal(
        "1,000 sockets, 200 lines a second: p95 ÷ bare server's", 5, ratio(line(1000, 200, CHAT), line(1000, 200, BARE))
    ),
    Goal("delivered of all of these, %", 100, of("fanout", "delivered", Server=CHAT), 1, least=True),
    Goal("memory of a WebSocket, kB", 25, of("memory", "per_stream", Carrier="WebSocket"), 1),
    Goal("memory of an SSE stream, kB", 25, of("memory", "per_stream", Carrier="SSE"), 1),
    Goal("longest wait ÷ median, 8 at one place, HTTP", 3, turns(PLACE, "longest"), 1),
    Goal("the same over WebSockets", 3, turns(PLACE, "longest", "WebSocket"), 1),
    Goal("turns overtaken there in two processes, HTTP, %", 2, turns(PLACE, "overtaken"), 1),
    Goal("the same over WebSockets, %", 2, turns(PLACE, "overtaken", "WebSocket"), 1),
    Goal("overtaken in one process (SQLite), %", 0.5, turns(PLACE, "overtaken", database="SQLite"), 1),
    Goal("first page of the site, p50, ms", 15, request("first page, anonymous", "p50", 1), 1),
    Goal("turn 10,000 ÷ turn 10, alone", 1.1, of("growth", "of_small", What="turn alone, at turn 10,000")),
    Goal("turn 10,000 ÷ turn 10, in a world", 1.1, of("growth", "of_small", What="turn in a world, at turn 10,000")),
    Goal("event 1,000,000 ÷ event 1,000, a line", 1.1, of("growth", "of_small", What="chat line, at event 1,000,000")),
    Goal("SQLite: turns a second, 8 players", 150, turns(PLACE, "turns", database="SQLite"), 0, least=True),
)


def lines(files: Files) -> list[str]:
    """The table of the goals."""
    return ["| What | Measured | Goal | Met |", "|---|---|---|---|", *(goal.row(files) for goal in GOALS)]


def main(words: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="What the server is to reach, and what was measured of it.")
    parser.add_argument("folder", type=Path, help="where the files of the benchmarks are kept")
    parser.add_argument("--peers", default="", help="a folder that keeps the packages of other servers")
    given = parser.parse_args(words)
    files = {name: _file(given.folder.resolve() / f"{name}.json", name, given.peers) for name in RUNS}
    report.main([str(given.folder / f"{name}.json") for name in RUNS])
    report.DOCUMENT.write_text(report.with_lines(report.DOCUMENT.read_text(), "goals", lines(files)))
    print("\n".join(lines(files)))


def _file(file: Path, name: str, peers: str) -> dict[str, Any]:
    if not file.exists():
        more = ("--peers", peers) if peers and name == "fanout" else ()
        command = [sys.executable, "-m", f"benchmarks.{name}", "--json", str(file), *RUNS[name], *more]
        subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - our own
    found: dict[str, Any] = json.loads(file.read_text())
    return found


if __name__ == "__main__":
    main()
