"""An event as listeners know it, and as it travels between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, TypedDict

from worlds.feed.names import Person
from worlds.models import WorldEvent


class Carried(TypedDict):
    """A row of the log as plain values."""

    sequence: int
    type: str
    room: str
    actor: str | None
    audience: list[str] | None
    payload: dict[str, Any]
    text: str | None
    removed: bool
    at: str


@dataclass(frozen=True, slots=True, eq=False)
class LoggedEvent:
    """One event of a world, with its words and who did it; `audience` None means everybody in the world.

    `world` is the world's short id, `audience` holds user ids as text, `at` is aware, UTC. `text` is None for an event
    without words by a player; `removed` says that there were words once.
    """

    world: str
    sequence: int
    type: str
    room: str
    actor: Person | None
    audience: frozenset[str] | None
    payload: Mapping[str, Any]
    text: str | None
    removed: bool
    at: datetime
    encodings: dict[object, str] = field(default_factory=dict, repr=False)  # kept by whoever encodes, by carrier

    def visible_to(self, reader: str) -> bool:
        return self.audience is None or reader in self.audience


class Seen(NamedTuple):
    """An event as one reader meets it: `previous` is the last before it that this reader could see, 0 for none."""

    event: LoggedEvent
    previous: int


def carried(row: WorldEvent) -> Carried:
    """The row must be at hand with its text."""
    words = row.text
    return {
        "sequence": row.sequence,
        "type": row.type,
        "room": row.room,
        "actor": None if row.actor_id is None else str(row.actor_id),
        "audience": row.audience,
        "payload": row.payload,
        "text": None if words is None else words.text,
        "removed": words is not None and words.redacted_at is not None,
        "at": row.created_at.isoformat(),
    }


def told(event: Carried, *, world: str, people: Mapping[str, Person]) -> LoggedEvent:
    audience, actor = event["audience"], event["actor"]
    return LoggedEvent(
        world=world,
        sequence=event["sequence"],
        type=event["type"],
        room=event["room"],
        actor=None if actor is None else people.get(actor),
        audience=None if audience is None else frozenset(audience),
        payload=event["payload"],
        text=event["text"],
        removed=event["removed"],
        at=datetime.fromisoformat(event["at"]),
    )


def actors(events: list[Carried]) -> set[str]:
    return {actor for event in events if (actor := event["actor"]) is not None}
