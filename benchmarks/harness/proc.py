"""What processes have used, read from /proc: CPU time, memory, threads."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import psycopg

TICKS: Final = os.sysconf("SC_CLK_TCK")
GONE: Final = (FileNotFoundError, ProcessLookupError)


def with_children(pid: int) -> list[int]:
    """A process and all that descend from it, now."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(*GONE):
            for child in task.read_text().split():
                found += with_children(int(child))
    return found


def backends(url: str) -> list[int]:
    """The processes of PostgreSQL that serve this database; none where it runs on another machine."""
    query = b"SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    with psycopg.connect(url) as line:
        pids = [pid for (pid,) in line.execute(query)]
    return [pid for pid in pids if _name(pid).startswith("postgres")]


def cpu_seconds(pids: Iterable[int]) -> float:
    return sum(map(_cpu, pids))


def own_cpu() -> float:
    times = os.times()
    return times.user + times.system


def resident_kib(pids: Iterable[int]) -> int:
    """What is in memory, shared pages once for each process."""
    return sum(_status(pid, "VmRSS:") for pid in pids)


def threads(pids: Iterable[int]) -> int:
    return sum(_status(pid, "Threads:") for pid in pids)


def _cpu(pid: int) -> float:
    with suppress(*GONE):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:13])) / TICKS
    return 0.0


def _status(pid: int, field: str) -> int:
    with suppress(*GONE):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith(field)), 0)
    return 0


def _name(pid: int) -> str:
    with suppress(*GONE):
        return Path(f"/proc/{pid}/comm").read_text()
    return ""
