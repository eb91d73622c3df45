"""Where the time of a request goes: what a served process is about while it answers, sampled by py-spy, as shares.

Run from the project's folder: .venv/bin/python -m benchmarks.shares [--json FILE] [--quick]
py-spy 0.4.3 is not installed with Kleene (`uv pip install py-spy==0.4.3`), and must be allowed to look at other processes. One server process
on PostgreSQL and Redis, eight connections. A share is one of the samples in which the event loop's thread was at work, what the
system did for it included.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import uvloop

from benchmarks.harness.kinds import KINDS
from benchmarks.harness.load import keep_asking
from benchmarks.harness.results import Column, Results, options
from benchmarks.harness.site import Site, postgresql_site

COLUMNS: Final = (
    Column("turn", "Turn in a world, %", 0),
    Column("line", "Chat line, %", 0),
    Column("look", "View, %", 0),
)
ASKED: Final = {"turn": "turn (shared)", "line": "chat line", "look": "view of a game"}
RATE: Final = "250"  # samples a second
# The first that stands anywhere in a sample says what it is about.
PARTS: Final = {
    "log line": ("_log_line",),
    "view": ("services/games/view.py", "seen_view.py", "wire/"),
    "budget in Redis": ("hot/budgets.py",),
    "telling other processes": ("feed/publisher.py", "channels_redis"),
    "PostgreSQL: sending, waiting, reading": ("common/prepared/postgres.py", "psycopg"),
    "rows of answers made instances": ("common/prepared/select.py", "lean_rows.py"),
    "instances made rows": ("common/prepared/writes.py",),
    "rules, states and seals": ("worlds/rules/",),
    "use case: what is checked, recorded and told": ("worlds/services/", "worlds/feed/", "worlds/models/", "presence/"),
    "who asks": ("hot_authentication.py",),
    "HTTP and doors": ("uvicorn/", "common/hot/", "common/request_limits.py", "kleene_site/listening.py"),
}
REST: Final = "event loop and the rest"


def main(words: Sequence[str] | None = None) -> None:
    chosen = options("Where the time of a request goes.", rounds=1, seconds=10, words=words)
    results = Results("shares", COLUMNS, chosen)
    program = shutil.which("py-spy") or shutil.which(".venv/bin/py-spy")
    if program is None:
        for part in (*PARTS, REST):
            results.leave_open({"Part": part}, "py-spy is not installed")
    else:
        _measure(results, program)
    results.finish()


def _measure(results: Results, program: str) -> None:
    with postgresql_site() as site:
        site.env["WEB_CONCURRENCY"] = "1"
        [worlds] = site.seats("2x2" if results.options.quick else "8x2")
        site.start()
        for _ in range(results.options.rounds):
            for name, kind in ASKED.items():
                makes = [partial(KINDS[kind], seat) for world in worlds for seat in world][:8]
                for part, share in _shares(site, program, makes, results.options.seconds).items():
                    results.add({"Part": part}, {name: share})


def _shares(site: Site, program: str, makes: Sequence[partial[bytes]], seconds: float) -> dict[str, float]:
    whole = max(1, round(seconds))
    uvloop.run(keep_asking(site.port, makes, min(1.0, seconds)))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "samples"
        words = [
            program,
            "record",
            "-p",
            str(site.pids[0]),
            "-d",
            str(whole),
            "-r",
            RATE,
            "-t",
            "-f",
            "raw",
            "-o",
            str(file),
        ]
        with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as sampling:  # noqa: S603
            uvloop.run(keep_asking(site.port, makes, whole + 1.0))
            sampling.wait()
        return counted(file.read_text().splitlines())


def counted(lines: Sequence[str]) -> dict[str, float]:
    """Per cent for each part, of samples as py-spy writes them: frames with semicolons between them, and how often."""
    found: Counter[str] = Counter()
    for line in lines:
        stack, _, times = line.rpartition(" ")
        if "MainThread" in stack and "Site.run" not in stack.rpartition(";")[2]:
            found[part_of(stack)] += int(times)
    whole = found.total() or 1
    return {part: 100 * found[part] / whole for part in (*PARTS, REST)}


def part_of(stack: str) -> str:
    return next((part for part, signs in PARTS.items() if any(sign in stack for sign in signs)), REST)


if __name__ == "__main__":
    main()
