"""What processes tell each other about a world. Any of it may be lost, repeated or out of order."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from worlds.feed.event import Carried


class EventsStored(TypedDict):
    """There are events up to `sequence`; those that are small come along."""

    type: Literal["world.rung"]  # as processes of earlier versions know it, which serve beside newer ones for a while
    world: str
    sequence: int
    events: list[Carried]


class CarriedEphemeral(TypedDict):
    """Something that is told once and kept nowhere; `audience` None means everybody in the world.

    `actor` and `audience` hold user ids as text.
    """

    type: Literal["world.ephemeral"]
    world: str
    kind: str
    data: dict[str, Any]
    actor: str | None
    audience: list[str] | None
    room: str
    at: str


class Replaced(TypedDict):
    """Streams whose leases were given to others."""

    type: Literal["world.replaced"]
    world: str
    leases: list[int]


class Doubted(TypedDict):
    """Somebody whose account or credentials have changed: whether their streams may go on is asked again."""

    type: Literal["world.doubted"]
    world: str
    user: str


class TablesChanged(TypedDict):
    """Rows of these tables have changed, by their labels. It concerns no one world: `world` is publisher.EVERYWHERE."""

    type: Literal["tables.changed"]
    world: str
    tables: list[str]


class TopicTold(TypedDict):
    """What an app above tells its own parts in other processes. `world` is the topic."""

    type: Literal["topic.told"]
    world: str
    body: dict[str, Any]


Message = EventsStored | CarriedEphemeral | Replaced | Doubted | TablesChanged | TopicTold
