"""One measured stretch: its wall clock, the CPU of the site's processes, of PostgreSQL's and of the load generator."""

from __future__ import annotations

import time
from collections.abc import Iterable

from benchmarks.harness import proc
from benchmarks.harness.results import Column
from benchmarks.harness.site import Site

CPU_COLUMNS = (
    Column("server_cpu_ms", "Server CPU of one, ms", 2),
    Column("postgres_cpu_ms", "PostgreSQL CPU of one, ms", 2),
    Column("client_cpu_ms", "Client CPU of one, ms", 2),
)


class Stretch:
    """Begins when it is made."""

    def __init__(self, servers: Iterable[int] = (), database_url: str = "") -> None:
        self._servers = list(servers)
        self._backends = proc.backends(database_url) if database_url else []
        self._before = self._spent()
        self.began = time.perf_counter()

    @classmethod
    def of(cls, site: Site) -> Stretch:
        return cls(site.pids, site.database_url)

    def costs(self, operations: int) -> dict[str, float]:
        """Milliseconds of CPU for each operation since the beginning."""
        spent = [after - before for before, after in zip(self._before, self._spent(), strict=True)]
        each = [seconds * 1000 / max(1, operations) for seconds in spent]
        named = dict(zip(("server_cpu_ms", "postgres_cpu_ms", "client_cpu_ms"), each, strict=True))
        if not self._backends:
            del named["postgres_cpu_ms"]
        if not self._servers:
            del named["server_cpu_ms"]
        return named

    def _spent(self) -> tuple[float, float, float]:
        return proc.cpu_seconds(self._servers), proc.cpu_seconds(self._backends), proc.own_cpu()
