"""Whether this process can serve: what it leans on, looked at in bounded time."""

import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypedDict

import redis
import structlog
from django.conf import settings
from django.db import DatabaseError

from common import open_connections
from common.database import borrow, knock, return_connections

log = structlog.get_logger("kleene.health")

PATIENCE = 4.0  # seconds for all looks together
FRESH = 1.0  # seconds that an answer is given again: however often strangers ask, the database is asked once
CGROUP = Path("/sys/fs/cgroup/memory.max")
FULL = 0.9  # of the memory there is


class Check(TypedDict, total=False):
    healthy: bool
    latency_ms: float
    configured: bool
    used_mb: int
    limit_mb: int
    open: int
    limit: int


class Readiness:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.looked = float("-inf")
        self.found: dict[str, Check] = {}
        # A look that hangs keeps its thread; the next ones find none free, and are unhealthy as well.
        self.threads = ThreadPoolExecutor(2, thread_name_prefix="readiness")

    def checks(self) -> dict[str, Check]:
        """Found at most FRESH seconds ago."""
        with self.lock:
            if not self.is_fresh:
                self.found = self.look()
                self.looked = time.monotonic()
            return self.found

    @property
    def is_fresh(self) -> bool:
        """Whether `checks` would answer without a look, or a moment ago would have."""
        return time.monotonic() - self.looked <= FRESH

    def look(self) -> dict[str, Check]:
        deadline = time.monotonic() + PATIENCE
        database = self.threads.submit(timed, database_answers)
        redis_ = self.threads.submit(timed, redis_answers) if settings.REDIS_URL else None
        return {
            "postgres": outcome(database, deadline),
            "redis": outcome(redis_, deadline) if redis_ else {"healthy": True, "configured": False},
            "memory": memory(),
            "connections": connections_open(),
        }


here = Readiness()


def outcome(look: Future[Check], deadline: float) -> Check:
    try:
        return look.result(timeout=max(0.0, deadline - time.monotonic()))
    except TimeoutError:
        return {"healthy": False, "latency_ms": PATIENCE * 1000}


def timed(answers: Callable[[], bool]) -> Check:
    began = time.perf_counter()
    healthy = answers()
    return {"healthy": healthy, "latency_ms": round((time.perf_counter() - began) * 1000, 1)}


def database_answers() -> bool:
    try:
        knock()
        borrow()
    except DatabaseError as trouble:
        log.warning("not ready: database", trouble=str(trouble).strip())
        return False
    finally:
        return_connections()
    return True


def redis_answers() -> bool:
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1) as client:
            client.ping()
    except redis.RedisError as trouble:
        log.warning("not ready: redis", trouble=str(trouble))
        return False
    return True


def memory() -> Check:
    used, limit = memory_used(), memory_limit()
    return {"healthy": used < limit * FULL, "used_mb": used // 2**20, "limit_mb": limit // 2**20}


def memory_used() -> int:
    """Bytes of this process in the machine's memory now; where the system does not tell, the most there ever were."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else most * 1024
    return pages * os.sysconf("SC_PAGE_SIZE")


def memory_limit() -> int:
    """Bytes that this process may use: what its container is given, else what the machine has."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        given = CGROUP.read_text(encoding="ascii").strip()
    except OSError:
        return machine
    return min(int(given), machine) if given.isdecimal() else machine


def connections_open() -> Check:
    count, limit = open_connections.here.count, settings.WS_MAX_CONNECTIONS
    return {"healthy": count < limit, "open": count, "limit": limit}
