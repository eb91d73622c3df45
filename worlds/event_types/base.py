"""What all types of events have in common. Plain data: no database, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Final, Literal

from worlds.event_types.audience import Only, Room, World

Rechecks = Literal["nobody", "actor", "everybody"]

KEY: Final = "key"
OPTIONAL: Final = "optional"
# For `field(metadata=...)`: a field that is left out of the payload while it is None.
LEFT_OUT: Final[Mapping[str, object]] = MappingProxyType({OPTIONAL: True})


def keyed(name: str) -> Mapping[str, object]:
    """For `field(metadata=...)`: the field's name in JSON, where it is a keyword of Python."""
    return {KEY: name}


@dataclass(frozen=True, slots=True)
class Event:
    """A type of event; its fields are the payload, in this order.

    `SCHEMA` rises when a field changes its meaning or goes. It stands here and in the shapes that are published, not in
    the rows, which are sealed: a row without a number is of schema 1.
    """

    TYPE: ClassVar[str]
    SCHEMA: ClassVar[int] = 1
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (World,)


@dataclass(frozen=True, slots=True)
class StoredEvent(Event):
    """Numbered, sealed and kept in `world_events`; who was away reads it later.

    Nothing by which people can be told apart belongs in a payload, which is never erased: listeners are told `user_id`,
    `display_name`, `character_name` and `timestamp` beside it, `is_agent` where a program plays, and a player's own `text` where `HAS_TEXT`.
    With `HAS_RECIPIENT` they may be told by the same four fields, under `to`, whom it is for: the audience says so.
    `RECHECKS` says whose streams ask anew, after it, what they are to the world. With a `SENTENCE` they are told `player_name`, which stands in it for
    `{name}`, and the sentence as `message`.
    """

    HAS_TEXT: ClassVar[bool] = False
    HAS_RECIPIENT: ClassVar[bool] = False
    SENTENCE: ClassVar[str] = ""
    RECHECKS: ClassVar[Rechecks] = "nobody"


@dataclass(frozen=True, slots=True)
class EphemeralEvent(Event):
    """Told once to whoever listens right now: without a number, and kept nowhere."""


@dataclass(frozen=True, slots=True)
class StreamFrame(Event):
    """Told to one stream alone: how it begins and ends, and what its own frames are answered.

    `ON_SSE` False: only sockets carry it.
    """

    ON_SSE: ClassVar[bool] = False
    AUDIENCES: ClassVar[tuple[type[World | Room | Only], ...]] = (Only,)
