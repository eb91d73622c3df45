"""Streams that come and go by the hundred leave nothing behind, in the process and in the machine.

The full counts are those of --all.
"""

from __future__ import annotations

import asyncio
import gc
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import pytest

from benchmarks.harness.proc import with_children
from common import open_connections, throttles
from common.database_threads import in_thread
from tests.worlds.consumers.served import EVENTS, PATIENCE, NetworkSocket, Site, bearer, listening
from tests.worlds.consumers.settled import either_site, living, settled
from tests.worlds.consumers.sockets import joined, open_socket
from tests.worlds.consumers.test_event_stream import listening as listening_inside
from tests.worlds.living_world import Living, shared_world
from worlds.feed.registry import hub
from worlds.models import StreamLease

__all__ = ["either_site", "living", "settled"]

FIRST: Final = 3  # what is kept for good is kept by then
MEGABYTE: Final = 1024 * 1024


@pytest.fixture(scope="module")
def cycles(pytestconfig: pytest.Config) -> int:
    return 500 if pytestconfig.getoption("--all") else 30


@pytest.fixture
def visited(transactional_db: None, settings: Any) -> Iterator[Living]:
    settings.RATE_CONNECT = "100000/minute"
    throttles.counters_at.cache_clear()
    yield shared_world("ada", "ben", "cleo")
    throttles.counters_at.cache_clear()


async def come_and_go(living: Living) -> None:
    """Once over each carrier, and once by a client that goes before it has heard anything."""
    ada = living.people[0]
    async with joined(living, ada) as client:
        await open_socket(client)
    async with listening_inside(living, ada) as stream:
        await stream.until("game_state")
    async with joined(living, ada):
        pass


@pytest.mark.slow
async def test_streams_that_come_and_go_leave_no_task_no_feed_and_no_queue(visited: Living, cycles: int) -> None:
    async with joined(visited, visited.people[1]) as stays:
        await open_socket(stays)
        for _ in range(FIRST):
            await come_and_go(visited)
        before = await rested(streams=1)
        for _ in range(cycles):
            await come_and_go(visited)
        after = await rested(streams=1)
        assert {name: count for name, count in after.items() if count > before[name]} == {}
    assert hub().feeds == {}
    await rested(streams=0)


async def rested(*, streams: int) -> dict[str, int]:
    """What is held once no more than so many streams are."""
    await in_thread(wait_until_gone, streams)
    gc.collect()
    return {
        "tasks": len(asyncio.all_tasks()),
        "feeds": len(hub().feeds),
        "listeners": sum(feed.holders for feed in hub().feeds.values()),
        "connections": open_connections.here.count,
        "leases": await in_thread(StreamLease.objects.count),
    }


def wait_until_gone(streams: int) -> None:
    until = time.monotonic() + PATIENCE
    while open_connections.here.count > streams or StreamLease.objects.count() > streams:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_connections_that_come_and_go_leave_no_thread_no_descriptor_and_no_memory(
    either_site: Site, living: Living, cycles: int
) -> None:
    for _ in range(FIRST * 5):
        visit(either_site, living)
    before = used(either_site)
    for _ in range(cycles):
        visit(either_site, living)
    most = before | {"descriptors": before["descriptors"] + 2, "threads": before["threads"] + 2}  # for the database
    after = settled_to(either_site, most)
    assert after["memory"] - before["memory"] < 16 * MEGABYTE


def visit(site: Site, living: Living) -> None:
    ada = bearer(living.people[0])
    client = NetworkSocket(site, f"/ws/worlds/{living.world.short_id}/", ada)
    client.until("game_state")
    client.close()
    with listening(site.url(EVENTS.format(living.world.short_id)), ada) as messages:
        next(messages)
    broken_off(site, living, ada)


def broken_off(site: Site, living: Living, headers: dict[str, str]) -> None:
    """A connection that is reset while it is being opened."""
    with closing(socket.create_connection(("127.0.0.1", site.port))) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        path = EVENTS.format(living.world.short_id)
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: {headers['Authorization']}\r\n\r\n".encode())


def settled_to(site: Site, most: dict[str, int]) -> dict[str, int]:
    """What the site's processes hold once the last of those who left have gone; fails where they hold more for good."""
    until = time.monotonic() + PATIENCE
    while any((now := used(site))[name] > most[name] for name in ("threads", "descriptors")):
        assert time.monotonic() < until, (now, most)
        time.sleep(0.05)
    return now


def used(site: Site) -> dict[str, int]:
    pids = with_children(site.process.pid)
    return {
        "threads": sum(len(list(Path(f"/proc/{pid}/task").iterdir())) for pid in pids),
        "descriptors": sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids),
        "memory": sum(resident(pid) for pid in pids),
    }


def resident(pid: int) -> int:
    [line] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) * 1024
