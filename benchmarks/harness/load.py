"""Connections that each ask again as soon as they are answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence

from benchmarks.harness.http_client import connect
from benchmarks.harness.players import Played

Makes = Callable[[], bytes]  # the next request of one connection


async def keep_asking(port: int, connections: Sequence[Makes], seconds: float) -> Played:
    """Raises AssertionError for an answer that is not 2xx, Unanswered for none."""
    played, began = Played(), time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for makes in connections:
            tasks.create_task(_ask(port, makes, began + seconds, played))
    played.took = time.perf_counter() - began
    return played


async def ask_in_turn(port: int, makes: Makes, times: int) -> Played:
    """So many requests, one after the other, over one connection."""
    line, played, began = await connect(port), Played(), time.perf_counter()
    try:
        for _ in range(times):
            asked = time.perf_counter()
            status, body = await line.ask(makes())
            assert 200 <= status < 300, (status, body[:500])
            played.lasted.append(time.perf_counter() - asked)
    finally:
        line.close()
    played.took = time.perf_counter() - began
    return played


async def _ask(port: int, makes: Makes, ends: float, played: Played) -> None:
    line = await connect(port)
    try:
        while True:  # once at least, however long it took to connect
            began = time.perf_counter()
            status, body = await line.ask(makes())
            assert 200 <= status < 300, (status, body[:500])
            played.lasted.append(time.perf_counter() - began)
            if time.perf_counter() >= ends:
                return
    finally:
        line.close()
