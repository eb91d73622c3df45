"""Many turns at once, by players who each wait for one answer before they ask for the next."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.worlds.company.sites import rows
from worlds.event_types.stored import PlayerEntered


class Plays(Protocol):
    async def play(self, option: str, key: str) -> dict[str, Any]: ...


@dataclass
class Burst:
    """Turns that were asked for, by key: when, and how they were answered."""

    asked: dict[str, float] = field(default_factory=dict)
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    lasted: list[float] = field(default_factory=list)  # seconds
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def answered(self, count: int) -> None:
        while len(self.answers) < count:
            self._moved.clear()
            await self._moved.wait()

    async def play(self, players: Iterable[Plays], *, go_on: Callable[[int], bool], option: str = "mark") -> None:
        """Every player takes turn after turn while `go_on` of the turns that they have taken says so."""
        async with asyncio.TaskGroup() as tasks:
            for player in players:
                tasks.create_task(self._play(player, go_on, option))

    async def _play(self, player: Plays, go_on: Callable[[int], bool], option: str) -> None:
        taken = 0
        while go_on(taken):
            key = str(uuid.uuid4())
            self.asked[key] = began = time.monotonic()
            self.answers[key] = await player.play(option, key)
            self.lasted.append(time.monotonic() - began)
            self._moved.set()
            taken += 1


def recorded(env: dict[str, str], world_id: str) -> list[str]:
    """The keys of a world's turns, in the order in which they were played."""
    found = rows(
        env,
        "SELECT r.idempotency_key FROM turn_records r JOIN shared_worlds w ON w.id = r.world_id"
        " WHERE w.short_id = %s AND r.kind = 'choice' ORDER BY r.world_seq",
        world_id,
    )
    return [key for (key,) in found]


def logged(env: dict[str, str], world_id: str) -> list[tuple[int, str]]:
    """The whole log of a world whose events are for everybody, but for who came to a place before anybody listened."""
    found = rows(
        env,
        "SELECT e.sequence, e.type, e.audience FROM world_events e JOIN shared_worlds w ON w.id = e.world_id"
        " WHERE w.short_id = %s ORDER BY e.sequence",
        world_id,
    )
    assert all(audience in (None, "null") or kind == PlayerEntered.TYPE for _, kind, audience in found)
    return [(sequence, kind) for sequence, kind, _ in found]


def overtaken(asked: dict[str, float], played: Sequence[str]) -> float:
    """The share of turns that were played before one that was asked for earlier."""
    earliest, count = float("inf"), 0
    for key in reversed(played):
        count += asked[key] > earliest
        earliest = min(earliest, asked[key])
    return count / len(played)
